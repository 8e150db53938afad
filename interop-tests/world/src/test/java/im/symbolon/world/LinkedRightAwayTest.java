package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.linking.LinkCodes;
import im.symbolon.messenger.linking.LinkRequest;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.ListedDevice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Device lists that change again and again, on servers that tell nobody of it. Devices that are
 * linked one right after the other, just when somebody looked at their owner's list, whom no server
 * tells of them. None waits for what that person then writes, though each has only that person's
 * device to ask.
 */
class LinkedRightAwayTest {
  private final World world = new World(41);
  private final Phone phone;
  private final Phone bob;

  LinkedRightAwayTest() {
    world.linking = false;
    phone = world.phone(CAROL, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(60);
  }

  private Phone linked(Phone member, String name) throws Exception {
    Phone newcomer = world.phone(CAROL, name);
    world.pass(2);
    link(member, newcomer);
    return newcomer;
  }

  private void link(Phone member, Phone newcomer) throws Exception {
    LinkCodes codes = newcomer.messenger.linking().invite();
    world.pass(2);
    try (LinkRequest request = member.messenger.linking().find(codes.typed())) {
      request.approve(false);
    }
    world.pass(3);
    assertThat(newcomer.membership()).isEqualTo(Membership.LINKED);
  }

  private void gets(Phone newcomer, Phone member, String text) {
    String id = bob.send(CAROL, text);
    world.time.pass(Duration.ofMillis(200));
    assertThat(Traffic.keysFor(Traffic.of(world).with(id), newcomer)).as("sealed for").isEmpty();
    member.crash();
    world.pass(30);
    assertThat(newcomer.texts(BOB, false)).contains(text);
    assertThat(newcomer.notes(BOB)).isEmpty();
  }

  /** Foreign clients' messages have no ids to ask for; nobody meant these for this device. */
  @Test
  void whatCameInLegacyOmemoBeforeItWasLinkedLeavesNoLine() throws Exception {
    world.network.directories.views.hideFromOthers(Namespaces.DEVICES);
    Phone alice = world.phone(ALICE, "old", OmemoVersion.LEGACY);
    world.pass(60);
    Phone tablet = world.phone(CAROL, "tablet");
    world.pass(2);
    String before = alice.send(CAROL, "before");
    world.pass(10);
    assertThat(Traffic.keysFor(Traffic.of(world).with(before), tablet)).isEmpty();
    assertThat(phone.texts(ALICE, false)).containsExactly("before");
    link(phone, tablet);
    world.pass(120);
    alice.send(CAROL, "after");
    world.pass(10);
    assertThat(tablet.texts(ALICE, false)).containsExactly("after");
    assertThat(tablet.notes(ALICE)).isEmpty();
  }

  /** A thief who holds the list key can add devices, too. */
  @Test
  void theOthersAreToldOfANewDeviceOnceAndWhoApprovedItIsNot() throws Exception {
    Phone tablet = linked(phone, "tablet");
    tablet.crash();
    Phone laptop = linked(phone, "laptop");
    world.pass(60);
    world.start(tablet);
    world.pass(7200);
    assertThat(tablet.notes(CAROL))
        .extracting(m -> m.note().get())
        .containsExactly(Note.DEVICE_ADDED);
    assertThat(phone.notes(CAROL)).isEmpty();
    assertThat(laptop.notes(CAROL)).isEmpty();
  }

  /** What contacts are told of a list may be told before it is published. */
  @Test
  void aRemovalThatIsPublishedLateIsFoundAllTheSame() throws Exception {
    Phone tablet = linked(phone, "tablet");
    world.pass(60);
    phone.send(BOB, "hello");
    world.pass(1);
    bob.send(CAROL, "hello");
    world.pass(60);
    assertThat(devicesOfCarol()).contains(tablet.messenger.device());
    phone.messenger.ownDevices().rename(phone.messenger.device(), "begins a round");
    world.pass(1);
    tablet.crash();
    phone.messenger.ownDevices().remove(tablet.messenger.device());
    phone.send(BOB, "my tablet was stolen");
    world.time.pass(Duration.ofMillis(100));
    assertThat(bob.texts(CAROL, false)).contains("my tablet was stolen");
    assertThat(devicesOfCarol()).contains(tablet.messenger.device());
    world.pass(30);
    assertThat(devicesOfCarol()).containsExactly(phone.messenger.device());
  }

  private List<DeviceId> devicesOfCarol() throws Exception {
    return bob.messenger.people().of(CAROL).devices().stream().map(ListedDevice::id).toList();
  }

  @Test
  void eachGetsWhatIsWrittenThen() throws Exception {
    phone.send(BOB, "hello");
    world.pass(1);
    bob.send(CAROL, "looks at the list for the first time");
    world.pass(1);
    Phone tablet = linked(phone, "tablet");
    gets(tablet, phone, "to both");
    Phone laptop = linked(tablet, "laptop");
    gets(laptop, tablet, "to all three");
  }
}
