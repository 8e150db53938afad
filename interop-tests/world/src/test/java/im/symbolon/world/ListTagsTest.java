package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.account.RecoveryKey;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** REVIEW 23: every message says which lists its sender used, and nobody need be told of lists. */
class ListTagsTest {
  private final World world = new World(43);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(120);
    alice.send(BOB, "a1");
    bob.send(ALICE, "b1");
    world.pass(120);
  }

  private static long looks(Phone who, BareJid at) {
    String list = at + " " + Namespaces.DEVICES;
    return who.transport.askedOf.stream().filter(list::equals).count();
  }

  private void rename(Phone phone, String label) throws Exception {
    DeviceId device = phone.messenger.device();
    assertThat(phone.messenger.ownDevices().rename(device, label)).isTrue();
    world.pass(70);
  }

  private static AcceptedList known(Phone who, BareJid of) {
    return who.read(rows -> new People(rows).of(of)).flatMap(Person::accepted).orElseThrow();
  }

  private static AcceptedList own(Phone who) {
    return known(who, who.account());
  }

  private static List<Note> lines(Phone phone, BareJid chat) {
    return phone.notes(chat).stream().map(line -> line.note().orElseThrow()).toList();
  }

  private void chat(int messages) {
    for (int i = 0; i < messages; i++) {
      bob.send(ALICE, "b");
      alice.send(BOB, "a");
      world.pass(120);
    }
  }

  @Test
  @DisplayName("REVIEW 23: a difference in the tags causes exactly one look at the list")
  void aDifferenceCausesExactlyOneLook() throws Exception {
    rename(bob, "Bob's phone");
    long before = looks(alice, BOB);
    bob.send(ALICE, "b2");
    world.pass(10);
    assertThat(looks(alice, BOB) - before).isEqualTo(1);
    assertThat(known(alice, BOB).hash()).isEqualTo(own(bob).hash());
    chat(20);
    assertThat(looks(alice, BOB) - before).isEqualTo(1);
    assertThat(looks(bob, ALICE)).as("hers is the same").isEqualTo(1);
  }

  @Test
  void noDifferenceCausesNone() {
    long alices = looks(alice, BOB);
    long bobs = looks(bob, ALICE);
    chat(20);
    assertThat(looks(alice, BOB)).isEqualTo(alices);
    assertThat(looks(bob, ALICE)).isEqualTo(bobs);
  }

  /** Four looks within a minute for each list that is claimed, whatever is shown. */
  @Test
  void whereTheServerShowsAnotherListItIsLookedAFewTimes() throws Exception {
    XmlElement old = world.network.directories.node(BOB, Namespaces.DEVICES).get("current");
    rename(bob, "second list");
    world.network.directories.views.show(ALICE, BOB, Namespaces.DEVICES, "current", old);
    long before = looks(alice, BOB);
    chat(20);
    assertThat(looks(alice, BOB) - before).isEqualTo(4);
    rename(bob, "third list");
    chat(20);
    assertThat(looks(alice, BOB) - before).isEqualTo(8);
    world.network.directories.views.end(ALICE, BOB, Namespaces.DEVICES);
    rename(bob, "fourth list");
    chat(1);
    assertThat(looks(alice, BOB) - before).isEqualTo(9);
    assertThat(known(alice, BOB).hash()).isEqualTo(own(bob).hash());
    assertThat(lines(alice, BOB)).isEmpty();
  }

  /** Its store was put back, which its server hides, and the list that it shows is the old one. */
  @Test
  @DisplayName("REVIEW 23: a device that a server leads back to an older list is shown, once")
  void aDeviceThatGoesBackIsShown() throws Exception {
    XmlElement old = world.network.directories.node(BOB, Namespaces.DEVICES).get("current");
    MemoryRowStore before = bob.copyOfStore();
    rename(bob, "second list");
    chat(2);
    world.network.directories.unreadable.add(Namespaces.GENERATION);
    world.network.directories.views.show(BOB, BOB, Namespaces.DEVICES, "current", old);
    bob.replaceStore(before);
    world.start(bob);
    world.pass(60);
    bob.forgetSessions();
    chat(3);
    assertThat(own(bob).version()).isLessThan(known(alice, BOB).version());
    assertThat(lines(alice, BOB)).containsExactly(Note.LISTS_WENT_BACK);
    assertThat(bob.told).noneMatch(m -> m.note().isPresent());
  }

  /** Lists begin to count anew then, which is no step back. */
  @Test
  @DisplayName("REVIEW 2: a new list key alarms no contact, who needs one look to know it")
  void aNewListKeyIsNoStepBack() throws Exception {
    RecoveryKey key = bob.messenger.recovery().unconfirmedKey().orElseThrow();
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(60);
    rename(bob, "third list");
    rename(bob, "fourth list");
    chat(2);
    assertThat(known(alice, BOB).version()).isEqualTo(4);
    long before = looks(alice, BOB);
    assertThat(bob.messenger.recovery().revoke(key, tablet.messenger.device())).isTrue();
    world.pass(70);
    bob.send(ALICE, "one is gone");
    world.pass(10);
    assertThat(known(alice, BOB).hash()).isEqualTo(own(bob).hash());
    chat(20);
    assertThat(looks(alice, BOB) - before).isEqualTo(1);
    assertThat(lines(alice, BOB)).isEmpty();
  }
}
