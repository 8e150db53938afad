package im.symbolon.protocol.omemo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyFormatTest {
  private static final WireFormat FORMAT = WireFormat.of(OmemoVersion.LEGACY);
  private static final DeviceId DEVICE = new DeviceId(31415);

  @Test
  void everyDeviceHasANodeForItself() {
    assertThat(FORMAT.version()).isEqualTo(OmemoVersion.LEGACY);
    assertThat(FORMAT.devicesNode()).isEqualTo("eu.siacs.conversations.axolotl.devicelist");
    assertThat(FORMAT.bundleOf(DEVICE))
        .isEqualTo(
            new BundlePlace("eu.siacs.conversations.axolotl.bundles:31415", "current", false));
  }

  @Property(tries = 200)
  void readsTheMessagesThatItWrites(@ForAll("messages") LegacyElement message) throws Exception {
    XmlElement written = FORMAT.encodeMessage(message);
    assertThat(FORMAT.decodeMessage(written)).isEqualTo(message);
    assertThat(ClosedSchema.LEGACY_ENCRYPTED.accepts(written)).isTrue();
    assertThat(written.toXml()).doesNotContain("prekey='false'");
  }

  /** OMEMO-FACTS 4c: bit 7 of the signature's last byte is the identity's sign. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSignatureCarriesTheSignOfTheIdentity(boolean negative) throws Exception {
    Bundle bundle = Samples.legacyBundle(20, negative);
    XmlElement written = FORMAT.encodeBundle(bundle);
    assertThat(FORMAT.decodeBundle(written)).isEqualTo(bundle);
    byte[] signature = Base64.getDecoder().decode(written.only("signedPreKeySignature").text());
    assertThat(signature[63] & 0xff).isEqualTo(negative ? 0xda : 0x5a);
    assertThat(FORMAT.decodeBundle(written).signedPreKey().signature().encode()[63])
        .isEqualTo((byte) 0x5a);
  }

  @Test
  void bothSignsAreWrittenAsOneKey() {
    assertThat(FORMAT.encodeBundle(Samples.legacyBundle(20, true)).child("identityKey"))
        .isEqualTo(FORMAT.encodeBundle(Samples.legacyBundle(20, false)).child("identityKey"));
  }

  @Test
  void keysHaveThirtyThreeBytes() throws Exception {
    XmlElement written = FORMAT.encodeBundle(Samples.legacyBundle(20, false));
    for (XmlElement key :
        List.of(
            written.only("identityKey"),
            written.only("signedPreKeyPublic"),
            written.only("prekeys").children().get(0))) {
      assertThat(Base64.getDecoder().decode(key.text())).hasSize(33).startsWith(5);
    }
  }

  @Test
  void whatOthersRefuseIsNeverWritten() {
    LegacyElement full = Samples.legacyMessage();
    assertThatIllegalStateException()
        .isThrownBy(() -> FORMAT.encodeBundle(Samples.legacyBundle(19, false)));
    assertThatIllegalStateException().isThrownBy(() -> FORMAT.encodeDevices(DeviceList.empty()));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                FORMAT.encodeMessage(
                    new LegacyElement(full.sender(), List.of(), full.iv(), full.payload())));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                FORMAT.encodeMessage(
                    new LegacyElement(
                        full.sender(), full.keys(), Optional.empty(), Optional.empty())));
  }

  @Test
  void aBundleSignedForOmemo2IsNeverWritten() {
    assertThatIllegalArgumentException().isThrownBy(() -> FORMAT.encodeBundle(Samples.bundle(25)));
  }

  @Test
  void noOtherElementCanBeMade() {
    Optional<Ciphertext> iv = Optional.of(Ciphertext.of(new byte[12]));
    KeyEntry entry = Samples.entry(1, false);
    refused(List.of(entry), Optional.empty(), iv);
    refused(List.of(entry), Optional.of(Ciphertext.of(new byte[13])), Optional.empty());
    refused(Collections.nCopies(9, entry), iv, Optional.empty());
    refused(
        List.of(entry),
        iv,
        Optional.of(Ciphertext.of(new byte[EncryptedElement.MAX_PAYLOAD_BYTES + 1])));
  }

  @Test
  void findsAllEntriesUnderAnIdWhoseverTheyAre() {
    LegacyElement message =
        new LegacyElement(
            DEVICE,
            List.of(Samples.entry(5, false), Samples.entry(6, true), Samples.entry(5, true)),
            Optional.empty(),
            Optional.empty());
    assertThat(message.entriesFor(new DeviceAddress(Samples.BOB, new DeviceId(5)))).hasSize(2);
    assertThat(message.entriesFor(new DeviceAddress(Samples.ALICE, new DeviceId(5)))).hasSize(2);
    assertThat(message.entriesFor(new DeviceAddress(Samples.BOB, new DeviceId(7)))).isEmpty();
  }

  @Provide
  Arbitrary<LegacyElement> messages() {
    Arbitrary<DeviceId> device = Arbitraries.integers().greaterOrEqual(1).map(DeviceId::new);
    Arbitrary<Ciphertext> data =
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(300).map(Ciphertext::of);
    Arbitrary<KeyEntry> entry =
        Combinators.combine(device, Arbitraries.of(true, false), data).as(KeyEntry::new);
    Arbitrary<Optional<Ciphertext>> iv =
        Arbitraries.of(12, 16).map(length -> Optional.of(Ciphertext.of(new byte[length])));
    return Combinators.combine(device, entry.list().ofMinSize(1).ofMaxSize(8), iv, data.optional())
        .as(LegacyElement::new);
  }

  private static void refused(
      List<KeyEntry> keys, Optional<Ciphertext> iv, Optional<Ciphertext> payload) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LegacyElement(DEVICE, keys, iv, payload));
  }
}
