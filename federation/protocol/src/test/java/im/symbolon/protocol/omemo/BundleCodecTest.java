package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleCodecTest {
  private static final String NS = "urn:xmpp:omemo:2";
  private static final Bundle BUNDLE = Samples.bundle(25);
  private static final XmlElement WRITTEN = BundleCodec.encode(BUNDLE);

  @Test
  void readsWhatItWrites() throws Exception {
    assertThat(BundleCodec.decode(WRITTEN)).isEqualTo(BUNDLE);
  }

  @Test
  void partsMayComeInAnyOrder() throws Exception {
    List<XmlElement> parts = new ArrayList<>(WRITTEN.children());
    Collections.reverse(parts);
    assertThat(BundleCodec.decode(element(NS, "bundle").with(parts).build())).isEqualTo(BUNDLE);
  }

  @Test
  void whitespaceAndUnpaddedBase64AreRead() throws Exception {
    XmlElement loose =
        changing(
            "ik", ik -> " \n\t" + ik.substring(0, 20) + "\r\n  " + ik.substring(20, 43) + "\n");
    assertThat(BundleCodec.decode(loose)).isEqualTo(BUNDLE);
  }

  /** J#4167: some clients number from 0, and mean it. */
  @Test
  void prekeysAndSignedPrekeysMayHaveTheIdZero() throws Exception {
    Bundle read = BundleCodec.decode(withPreKeys(List.of(preKey("0"), preKey("7"))));
    assertThat(read.preKeys()).extracting(p -> p.id().value()).containsExactly(0, 7);
    List<XmlElement> parts = new ArrayList<>(WRITTEN.children());
    parts.removeIf(part -> part.name().equals("spk"));
    parts.add(
        element(NS, "spk").with("id", "0").text(BUNDLE.signedPreKey().key().toBase64()).build());
    Bundle zero = BundleCodec.decode(element(NS, "bundle").with(parts).build());
    assertThat(zero.signedPreKey().id().value()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2147483648", "", "x", "1 ", "00000000001", "1e3"})
  void refusesAPreKeyIdThatIsNone(String id) {
    refused(withPreKeys(List.of(preKey(id))));
  }

  @Test
  void refusesTwoKeysUnderOneId() {
    assertThat(refused(withPreKeys(List.of(preKey("7"), preKey("7"))))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void refusesMorePreKeysThanAnybodyPublishes() {
    List<XmlElement> many = new ArrayList<>();
    for (int i = 1; i <= Bundle.MAX_PRE_KEYS + 1; i++) {
      many.add(preKey(Integer.toString(i)));
    }
    assertThat(refused(withPreKeys(many))).isEqualTo(Reason.OVERSIZED);
  }

  @Test
  void signedPreKeysAndPreKeysMayShareAnId() throws Exception {
    assertThat(BUNDLE.signedPreKey().id().value()).isEqualTo(1);
    assertThat(BundleCodec.decode(WRITTEN).preKeys().get(0).id().value()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spk", "spks", "ik", "prekeys"})
  void refusesAMissingOrRepeatedPart(String name) {
    List<XmlElement> without = new ArrayList<>(WRITTEN.children());
    without.removeIf(part -> part.name().equals(name));
    refused(element(NS, "bundle").with(without).build());
    refused(
        element(NS, "bundle")
            .with(WRITTEN.children())
            .with(WRITTEN.child(name).orElseThrow())
            .build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spk", "spks", "ik"})
  void refusesKeysOfAnotherLength(String name) {
    refused(changing(name, text -> ""));
    refused(changing(name, text -> "AAAA"));
    refused(changing(name, text -> text + text));
    refused(changing(name, text -> "%" + text));
  }

  @Test
  void refusesTheOldThirtyThreeByteKeys() {
    byte[] legacy = new byte[33];
    legacy[0] = 5;
    System.arraycopy(BUNDLE.signedPreKey().key().encode(), 0, legacy, 1, 32);
    refused(changing("spk", text -> Base64.getEncoder().encodeToString(legacy)));
  }

  @Test
  void refusesKeysOfSmallOrder() {
    String zero = Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(refused(changing("ik", text -> zero))).isEqualTo(Reason.WEAK_KEY);
    assertThat(refused(changing("spk", text -> zero))).isEqualTo(Reason.WEAK_KEY);
  }

  @Test
  void theSignBitOfTheIdentityStays() throws Exception {
    byte[] signed = BUNDLE.identity().encode();
    signed[31] |= (byte) 0x80;
    String base64 = Base64.getEncoder().encodeToString(signed);
    byte[] read = BundleCodec.decode(changing("ik", text -> base64)).identity().encode();
    assertThat(read).isEqualTo(signed);
  }

  @Test
  void tooFewPreKeysAreNeverPublished() {
    assertThatIllegalStateException().isThrownBy(() -> BundleCodec.encode(Samples.bundle(24)));
  }

  @Test
  void aBundleWithoutPreKeysIsReadButNotUsable() throws Exception {
    Bundle none = BundleCodec.decode(withPreKeys(List.of()));
    assertThatThrownBy(() -> none.requireUsable((signer, message, signature) -> true))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void aWrongSignatureMakesItUnusable() {
    assertThatThrownBy(() -> BUNDLE.requireUsable((signer, message, signature) -> false))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
  }

  @Test
  void theSignatureIsOverTheRawThirtyTwoBytes() throws Exception {
    byte[] raw = BUNDLE.signedPreKey().key().encode();
    BUNDLE.requireUsable((signer, message, signature) -> Arrays.equals(message, raw));
  }

  @Test
  void refusesAnotherElement() {
    refused(element("eu.siacs.conversations.axolotl", "bundle").build());
    refused(element(NS, "devices").build());
  }

  private static Reason refused(XmlElement element) {
    try {
      BundleCodec.decode(element);
    } catch (ProtocolException e) {
      return e.reason();
    }
    throw new AssertionError("was accepted: " + element.toXml());
  }

  private static XmlElement preKey(String id) {
    PreKey any = BUNDLE.preKeys().get(0);
    return element(NS, "pk").with("id", id).text(any.key().toBase64()).build();
  }

  private static XmlElement withPreKeys(List<XmlElement> preKeys) {
    List<XmlElement> parts = new ArrayList<>(WRITTEN.children());
    parts.removeIf(part -> part.name().equals("prekeys"));
    return element(NS, "bundle")
        .with(parts)
        .with(element(NS, "prekeys").with(preKeys).build())
        .build();
  }

  private static XmlElement changing(String name, UnaryOperator<String> change) {
    List<XmlElement> parts = new ArrayList<>();
    for (XmlElement part : WRITTEN.children()) {
      parts.add(
          part.name().equals(name)
              ? new XmlElement(NS, name, part.attributes(), List.of(), change.apply(part.text()))
              : part);
    }
    return element(NS, "bundle").with(parts).build();
  }
}
