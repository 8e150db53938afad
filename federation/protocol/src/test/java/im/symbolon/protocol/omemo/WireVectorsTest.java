package im.symbolon.protocol.omemo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkVerifier;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.Vectors;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.XmlElement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What twomemo and oldmemo really write is read, and written back as they wrote it. */
class WireVectorsTest {
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void deviceLists(OmemoVersion version) throws Exception {
    for (Map<String, String> each : vectors(version, "list")) {
      DeviceList list = format(version).decodeDevices(tree(each));
      assertThat(list.devices().stream().map(DeviceId::toString).collect(Collectors.joining(" ")))
          .isEqualTo(each.get("devices"));
      assertThat(format(version).encodeDevices(list)).isEqualTo(tree(each));
    }
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void bundlesOfKeysOfBothSigns(OmemoVersion version) throws Exception {
    List<Map<String, String>> vectors = vectors(version, "bundle");
    for (Map<String, String> each : vectors) {
      Bundle bundle = format(version).decodeBundle(tree(each));
      assertThat(bundle.requireUsable(new JdkVerifier())).isEqualTo(bundle);
      assertThat(bundle.version()).isEqualTo(version);
      assertThat(hex(bundle.identity().encode())).isEqualTo(each.get("identity"));
      assertThat(hex(bundle.signedPreKey().key().encode())).isEqualTo(each.get("signed"));
      assertThat(Fingerprint.of(bundle.identity())).hasToString(each.get("fingerprint"));
      assertThat(bundle.preKeys()).hasSize(Integer.parseInt(each.get("prekeys")));
      assertThat(format(version).encodeBundle(bundle)).isEqualTo(tree(each));
    }
    assertThat(vectors)
        .extracting(each -> format(version).decodeBundle(tree(each)).identity().isNegative())
        .containsExactly(false, true);
  }

  /** The signatures cover 33 bytes in legacy OMEMO and 32 in OMEMO 2. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aSignatureForOneVersionIsNoneForTheOther(OmemoVersion version) throws Exception {
    Bundle right = format(version).decodeBundle(tree(vectors(version, "bundle").get(0)));
    OmemoVersion other =
        version == OmemoVersion.LEGACY ? OmemoVersion.OMEMO_2 : OmemoVersion.LEGACY;
    unusable(new Bundle(other, right.identity(), right.signedPreKey(), right.preKeys()));
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aForeignSignatureOrIdentityMakesABundleUnusable(OmemoVersion version) throws Exception {
    List<Map<String, String>> vectors = vectors(version, "bundle");
    Bundle one = format(version).decodeBundle(tree(vectors.get(0)));
    Bundle other = format(version).decodeBundle(tree(vectors.get(1)));
    unusable(new Bundle(version, one.identity(), other.signedPreKey(), one.preKeys()));
    unusable(new Bundle(version, flipped(one.identity()), one.signedPreKey(), one.preKeys()));
    unusable(new Bundle(version, flipped(other.identity()), other.signedPreKey(), one.preKeys()));
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void messagesWithAndWithoutContent(OmemoVersion version) throws Exception {
    for (String kind : List.of("message", "empty")) {
      for (Map<String, String> each : vectors(version, kind)) {
        OmemoElement message = format(version).decodeMessage(tree(each));
        assertThat(message.version()).isEqualTo(version);
        assertThat(message.sender()).hasToString(each.get("sender"));
        assertThat(message.isEmptyMessage()).isEqualTo(kind.equals("empty"));
        assertThat(entry(message, each.get("exchanges")).keyExchange()).isTrue();
        assertThat(entry(message, each.get("others")).keyExchange()).isFalse();
        assertThat(format(version).encodeMessage(message)).isEqualTo(tree(each));
      }
    }
  }

  private static KeyEntry entry(OmemoElement message, String device) throws Exception {
    List<KeyEntry> entries =
        message.entriesFor(new DeviceAddress(Samples.BOB, DeviceId.parse(device)));
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  private static void unusable(Bundle bundle) {
    assertThatThrownBy(() -> bundle.requireUsable(new JdkVerifier()))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
  }

  private static IdentityKey flipped(IdentityKey identity) throws Exception {
    byte[] bytes = identity.encode();
    bytes[31] ^= (byte) 0x80;
    return IdentityKey.parse(bytes);
  }

  private static WireFormat format(OmemoVersion version) {
    return WireFormat.of(version);
  }

  private static XmlElement tree(Map<String, String> vector) {
    return Vectors.tree(vector.get("xml"));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static List<Map<String, String>> vectors(OmemoVersion version, String kind) {
    String name = version == OmemoVersion.LEGACY ? "legacy" : "omemo2";
    return Vectors.read("wire.txt", Map.of("version", name, "kind", kind));
  }
}
