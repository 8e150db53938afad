package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.protocol.OmemoVersion.OMEMO_2;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a device signed that it speaks, no server takes away. */
class SignedVersionsTest {
  private final World world = new World(12);

  /** In legacy OMEMO texts have no ids: what is repaired would be shown twice. */
  @Test
  void aHiddenOmemo2ListDoesNotMakeUsWriteLegacyToASignedDevice_Review3_Review4() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "first");
    world.pass(10);
    world.network.directories.views.hide(ALICE, BOB, Namespaces.OMEMO_2_DEVICES);
    world.pass(61);
    alice.send(BOB, "second");
    world.pass(10);
    world.network.directories.lies.withhold(BOB);
    world.pass(61);
    alice.send(BOB, "third");
    world.pass(10);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "second", "third");
    assertThat(inLegacy()).isEmpty();
  }

  @Test
  void atFirstContactItWaitsForTheBundleOfTheVersionThatIsSigned_Review4() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    world.network.directories.views.hide(ALICE, BOB, Namespaces.OMEMO_2_DEVICES);
    world.network.directories.views.hide(ALICE, BOB, Namespaces.OMEMO_2_BUNDLES);
    alice.send(BOB, "hello");
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).isEmpty();
    assertThat(inLegacy()).isEmpty();
    world.network.directories.views.end(ALICE, BOB, Namespaces.OMEMO_2_BUNDLES);
    world.pass(3700);
    assertThat(bob.texts(ALICE, false)).containsExactly("hello");
    assertThat(inLegacy()).isEmpty();
  }

  private List<OutgoingStanza> inLegacy() {
    return world.network.seen.stream()
        .filter(each -> each.extensions().stream().anyMatch(SignedVersionsTest::isLegacy))
        .toList();
  }

  private static boolean isLegacy(XmlElement element) {
    return element.namespace().equals(Namespaces.OMEMO_LEGACY);
  }

  @Test
  void aDeviceSignsThatItSpeaksOmemo2OnceItsBundleIsThereAndForGood() throws Exception {
    Phone bob = world.phone(BOB, "phone", LEGACY);
    world.pass(30);
    assertThat(signed(bob).capabilities())
        .contains(Capability.REPAIR)
        .doesNotContain(Capability.OMEMO_2);
    bob.speaks.add(OMEMO_2);
    world.pass(3700);
    assertThat(signed(bob).capabilities()).contains(Capability.OMEMO_2, Capability.REPAIR);
    bob.speaks.remove(OMEMO_2);
    world.pass(8 * 24 * 3600);
    assertThat(signed(bob).capabilities()).as("signed anew").contains(Capability.OMEMO_2);
  }

  @Test
  void theFirstListThatHasADeviceSaysSoAlready() throws Exception {
    Phone first = world.phone(BOB, "first");
    world.time.pass(Duration.ofSeconds(30));
    Phone second = world.phone(BOB, "second");
    while (!isSigned(second)) {
      world.time.pass(Duration.ofMillis(1));
    }
    assertThat(signed(first).can(Capability.OMEMO_2)).isTrue();
    assertThat(signed(second).can(Capability.OMEMO_2)).isTrue();
  }

  private boolean isSigned(Phone phone) throws Exception {
    return SignedDeviceListCodec.decode(list(phone)).device(phone.messenger.device()).isPresent();
  }

  private ListedDevice signed(Phone phone) throws Exception {
    return SignedDeviceListCodec.decode(list(phone)).device(phone.messenger.device()).orElseThrow();
  }

  private XmlElement list(Phone phone) {
    return world.network.directories.node(phone.account(), Namespaces.DEVICES).get("current");
  }
}
