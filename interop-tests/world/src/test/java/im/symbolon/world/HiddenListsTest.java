package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that hide device lists for a while can hold things up, and part nobody. */
class HiddenListsTest {
  private final World world = new World(21);

  @Test
  void aNewDeviceFromWhichTheOwnListIsHiddenFoundsNoSecondRoot() throws Exception {
    Phone phone = world.phone(ALICE, "phone");
    world.pass(30);
    AccountRoot root = root();
    world.linking = false;
    world.network.directories.lies.withhold(ALICE);
    Phone tablet = world.phone(ALICE, "tablet");
    world.pass(7200);
    assertThat(tablet.membership()).isEqualTo(Membership.UNLINKED);
    assertThat(root()).isEqualTo(root);
    world.network.directories.lies.end(ALICE);
    world.linking = true;
    world.link(tablet);
    world.pass(60);
    assertThat(tablet.membership()).isEqualTo(Membership.LINKED);
    assertThat(SignedDeviceListCodec.decode(list()).devices()).hasSize(2);
    assertThat(phone.membership()).isEqualTo(Membership.LINKED);
    assertThat(root()).isEqualTo(root);
  }

  private AccountRoot root() throws Exception {
    return SignedDeviceListCodec.decode(list()).root();
  }

  private XmlElement list() {
    return world.network.directories.node(ALICE, Namespaces.DEVICES).get("current");
  }

  /** There is nobody to ask while the contact's server hides who sent it; there is afterwards. */
  @Test
  void aNewDeviceWaitsForListsThatAreHiddenFromItBeforeItLeavesALine() {
    Phone carol = world.phone(CAROL, "phone");
    Phone phone = world.phone(BOB, "phone");
    world.pass(30);
    phone.send(CAROL, "hello");
    carol.send(BOB, "hello");
    world.pass(10);
    world.network.directories.lies.withhold(CAROL);
    freeze(Namespaces.DEVICES);
    freeze(Namespaces.OMEMO_2_DEVICES);
    freeze(Namespaces.OMEMO_LEGACY_DEVICES);
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(30);
    phone.crash();
    carol.send(BOB, "to whom I know");
    world.pass(1200);
    assertThat(tablet.texts(CAROL, false)).isEmpty();
    assertThat(tablet.notes(CAROL)).isEmpty();
    world.network.directories.lies.end(CAROL);
    List.of(Namespaces.DEVICES, Namespaces.OMEMO_2_DEVICES, Namespaces.OMEMO_LEGACY_DEVICES)
        .forEach(node -> world.network.directories.views.end(CAROL, BOB, node));
    world.pass(3 * 3600);
    assertThat(tablet.texts(CAROL, false)).containsExactly("to whom I know");
    assertThat(tablet.notes(CAROL)).isEmpty();
  }

  /** Carol is shown Bob's devices as they are now, whoever comes. */
  private void freeze(String node) {
    XmlElement now = world.network.directories.node(BOB, node).get("current");
    world.network.directories.views.show(CAROL, BOB, node, "current", now);
  }

  /** Who sees an old list of legacy OMEMO alone writes to what stands in it, and learns better. */
  @Test
  void whomAnOldLegacyListLeavesOutAsksForWhatItMissed() {
    Phone phone = world.phone(BOB, "phone");
    world.pass(30);
    freeze(Namespaces.OMEMO_LEGACY_DEVICES);
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(60);
    for (String node : List.of(Namespaces.DEVICES, Namespaces.OMEMO_2_DEVICES)) {
      world.network.directories.views.hide(CAROL, BOB, node);
    }
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    tablet.send(CAROL, "hello"); // so that Bob's devices know whose devices Carol's are
    world.pass(60);
    String id = carol.send(BOB, "to one of two");
    world.pass(2);
    assertThat(Traffic.keysFor(Traffic.of(world).with(id), tablet)).as("left out").isEmpty();
    world.pass(600);
    List.of(Namespaces.DEVICES, Namespaces.OMEMO_2_DEVICES, Namespaces.OMEMO_LEGACY_DEVICES)
        .forEach(node -> world.network.directories.views.end(CAROL, BOB, node));
    world.pass(3 * 3600);
    assertThat(phone.texts(CAROL, false)).containsExactly("to one of two");
    assertThat(tablet.texts(CAROL, false)).containsExactly("to one of two");
    assertThat(tablet.notes(CAROL)).isEmpty();
    assertThat(phone.notes(CAROL)).isEmpty();
  }

  /** "Gone" may mean that it was never for the device that was told so. */
  @Test
  void whatALaterDeviceNeedNotMissIsNotGoneForAnEarlierOne() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "first");
    bob.send(ALICE, "second");
    world.pass(10);
    world.network.losing = 1;
    String id = alice.send(BOB, "sealed for one");
    world.pass(5);
    world.network.losing = 0;
    OutgoingStanza sealed = Traffic.of(world).with(id);
    bob.confirms(ALICE, id); // else it comes again by itself
    world.pass(10);
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(30);
    alice.send(BOB, "to both");
    tablet.send(ALICE, "here");
    world.pass(10);
    bob.crash();
    bobGets(sealed.id(), sealed.extensions());
    world.network.mailbox(BOB, "phone").waiting.clear();
    world.pass(600);
    assertThat(tablet.notes(ALICE)).as("nothing for it").isEmpty();
    alice.crash();
    world.start(bob);
    world.pass(30);
    XmlElement broken =
        HostileStanzasTest.changed(
            sealed.extensions().get(0), x -> x.replaceFirst("(<key [^>]*>.{20})....", "$1AAAA"));
    bobGets(sealed.id(), List.of(broken));
    world.pass(3600);
    assertThat(bob.texts(ALICE, false)).doesNotContain("sealed for one");
    world.start(alice);
    world.pass(3 * 3600);
    assertThat(bob.texts(ALICE, false)).contains("sealed for one");
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  private void bobGets(String id, List<XmlElement> children) {
    world.network.inject(
        BOB, Network.message(EntityAddress.of(ALICE), BOB, id, Origin.LIVE, children));
    world.pass(5);
  }
}
