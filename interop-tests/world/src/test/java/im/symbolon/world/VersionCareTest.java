package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a device is published in both versions of OMEMO, and neither holds up the other. */
class VersionCareTest {
  private final World world = new World(4);

  private Map<String, XmlElement> listNode(Phone phone, OmemoVersion version) {
    String node = WireFormat.of(version).devicesNode();
    return world.network.directories.node(phone.account(), node);
  }

  private boolean isListed(Phone phone, OmemoVersion version) throws Exception {
    XmlElement item = listNode(phone, version).get("current");
    return item != null
        && WireFormat.of(version).decodeDevices(item).contains(phone.messenger.device());
  }

  private Bundle bundleOf(Phone phone, OmemoVersion version) throws Exception {
    BundlePlace place = WireFormat.of(version).bundleOf(phone.messenger.device());
    return WireFormat.of(version)
        .decodeBundle(
            world.network.directories.node(phone.account(), place.node()).get(place.item()));
  }

  @Test
  void bothBundlesOfferTheSameKeysUnderTheSameIdentity() throws Exception {
    Phone phone = world.phone(ALICE, "phone");
    world.pass(30);
    Bundle omemo2 = bundleOf(phone, OMEMO_2);
    Bundle legacy = bundleOf(phone, LEGACY);
    assertThat(legacy.preKeys()).isEqualTo(omemo2.preKeys()).hasSize(Bundle.FULL);
    assertThat(legacy.identity()).as("with its sign").isEqualTo(omemo2.identity());
    assertThat(legacy.signedPreKey().key()).isEqualTo(omemo2.signedPreKey().key());
    assertThat(isListed(phone, OMEMO_2)).isTrue();
    assertThat(isListed(phone, LEGACY)).isTrue();
  }

  @Test
  void aPrekeyUsedInOneVersionLeavesBothBundles() throws Exception {
    for (OmemoVersion version : OmemoVersion.values()) {
      Phone bob = world.phone(BOB, "bob " + version);
      Phone alice = world.phone(ALICE, "alice " + version, version);
      world.pass(120);
      Bundle before = bundleOf(bob, OMEMO_2);
      alice.send(BOB, "hello");
      world.pass(30);
      for (OmemoVersion each : OmemoVersion.values()) {
        Bundle after = bundleOf(bob, each);
        assertThat(after.preKeys()).hasSize(Bundle.FULL);
        assertThat(before.preKeys()).filteredOn(k -> !after.preKeys().contains(k)).isNotEmpty();
      }
      assertThat(bundleOf(bob, LEGACY).preKeys()).isEqualTo(bundleOf(bob, OMEMO_2).preKeys());
    }
  }

  @Test
  void anIdThatIsTakenInEitherListIsNotTaken() throws Exception {
    for (OmemoVersion version : OmemoVersion.values()) {
      World world = new World(9);
      Phone phone = world.phone(ALICE, "phone");
      DeviceId taken = phone.messenger.device();
      WireFormat format = WireFormat.of(version);
      world
          .network
          .directories
          .node(ALICE, format.devicesNode())
          .put("current", format.encodeDevices(DeviceList.of(List.of(taken))));
      world.pass(30);
      assertThat(phone.messenger.device()).isNotEqualTo(taken);
    }
  }

  @Test
  void theOwnListsAreMendedAsSoonAsTheyAreHeardToLackThisDevice() throws Exception {
    for (OmemoVersion version : OmemoVersion.values()) {
      Phone phone = world.phone(ALICE, "phone " + version);
      world.pass(120);
      WireFormat format = WireFormat.of(version);
      XmlElement others = format.encodeDevices(DeviceList.of(List.of(new DeviceId(7))));
      listNode(phone, version).put("current", others);
      phone.transport.hear(
          new PepEvent(ALICE, format.devicesNode(), "current", Optional.of(others), false));
      world.pass(10);
      assertThat(isListed(phone, version)).isTrue();
      assertThat(format.decodeDevices(listNode(phone, version).get("current")).devices())
          .contains(new DeviceId(7));
    }
  }

  @Test
  void aVersionThatCannotBePublishedHoldsUpNothingAndIsTriedAgain() throws Exception {
    for (OmemoVersion version : OmemoVersion.values()) {
      OmemoVersion other = version == LEGACY ? OMEMO_2 : LEGACY;
      World world = new World(2);
      Phone phone = world.phone(ALICE, "phone", version);
      Phone bob = world.phone(BOB, "phone");
      world.pass(30);
      phone.send(BOB, "hello");
      world.pass(10);
      assertThat(bob.texts(ALICE, false)).containsExactly("hello");
      phone.speaks.add(other);
      world.pass(3700);
      String node = WireFormat.of(other).devicesNode();
      XmlElement list = world.network.directories.node(ALICE, node).get("current");
      assertThat(WireFormat.of(other).decodeDevices(list).contains(phone.messenger.device()))
          .isTrue();
    }
  }

  /** Refused for good, it costs a look now and then. */
  @Test
  void aVersionThatIsNeverPublishedIsNotTriedAllTheTime() {
    Phone phone = world.phone(ALICE, "phone", LEGACY);
    world.pass(3600);
    int before = phone.transport.asked.size();
    world.pass(24 * 3600);
    assertThat(phone.transport.asked.size() - before).isLessThan(24 * 20);
  }

  @Test
  void aListThatIsFullStillGetsThisDevice() throws Exception {
    Phone phone = world.phone(ALICE, "phone");
    StringBuilder full = new StringBuilder("<list xmlns='eu.siacs.conversations.axolotl'>");
    for (int id = 1; id <= DeviceList.MAX_DEVICES; id++) {
      full.append("<device id='").append(id).append("'/>");
    }
    XmlElement seed = WireFormat.of(LEGACY).encodeDevices(DeviceList.of(List.of(new DeviceId(5))));
    listNode(phone, LEGACY)
        .put("current", HostileStanzasTest.changed(seed, xml -> full.append("</list>").toString()));
    world.pass(30);
    assertThat(isListed(phone, LEGACY)).isTrue();
    assertThat(isListed(phone, OMEMO_2)).isTrue();
  }

  /** What is published in the place of a list that cannot be read would cut off whom it names. */
  @Test
  void anOwnListThatIsTooLongIsLeftAsItIsUntilItCanBeRead() throws Exception {
    Phone phone = world.phone(ALICE, "phone");
    StringBuilder tooLong = new StringBuilder("<list xmlns='eu.siacs.conversations.axolotl'>");
    for (int id = 1; id <= DeviceList.MAX_DEVICES + 1; id++) {
      tooLong.append("<device id='").append(id).append("'/>");
    }
    XmlElement seed = WireFormat.of(LEGACY).encodeDevices(DeviceList.of(List.of(new DeviceId(5))));
    XmlElement list = HostileStanzasTest.changed(seed, x -> tooLong.append("</list>").toString());
    listNode(phone, LEGACY).put("current", list);
    world.pass(7200);
    assertThat(listNode(phone, LEGACY).get("current")).isEqualTo(list);
    assertThat(isListed(phone, OMEMO_2)).isTrue();
    listNode(phone, LEGACY).put("current", seed);
    world.pass(3700);
    assertThat(isListed(phone, LEGACY)).isTrue();
    assertThat(
            WireFormat.of(LEGACY).decodeDevices(listNode(phone, LEGACY).get("current")).devices())
        .contains(new DeviceId(5));
  }
}
