package im.symbolon.ratchet.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Hkdf;
import im.symbolon.ratchet.primitives.Hmac;
import im.symbolon.ratchet.primitives.PreparedKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The primitives against the RFCs and the reference implementation. */
class KnownAnswerTest {
  static Stream<Vector> agreements() {
    return Vectors.in("rfc7748.txt", "kind", "agree");
  }

  @ParameterizedTest
  @MethodSource("agreements")
  void x25519AgreesAsInRfc7748(Vector vector) throws Exception {
    assertThat(Curve25519.agree(vector.bytes("scalar"), CurveKey.parse(vector.bytes("u"))))
        .hasValueSatisfying(o -> assertThat(o).isEqualTo(vector.bytes("output")));
  }

  static Stream<Vector> publicKeys() {
    return Vectors.in("rfc7748.txt", "kind", "public");
  }

  @ParameterizedTest
  @MethodSource("publicKeys")
  void x25519DerivesPublicKeysAsInRfc7748(Vector vector) {
    assertThat(CurveKeyPair.restore(vector.bytes("scalar")).publicKey().encode())
        .isEqualTo(vector.bytes("output"));
  }

  static Stream<Vector> iterations() {
    return Vectors.in("rfc7748.txt", "kind", "iterate");
  }

  @ParameterizedTest
  @MethodSource("iterations")
  void x25519HoldsOverManyIterations(Vector vector) throws Exception {
    byte[] k = new byte[32];
    k[0] = 9;
    byte[] u = k;
    for (int i = 0; i < vector.number("times"); i++) {
      byte[] next = Curve25519.agree(k, CurveKey.parse(u)).orElseThrow();
      u = k;
      k = next;
    }
    assertThat(k).isEqualTo(vector.bytes("output"));
  }

  static List<Vector> signatures() {
    return Vectors.in("rfc8032.txt");
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void ed25519SignsAsInRfc8032(Vector vector) throws Exception {
    IdentityKeyPair pair = IdentityKeyPair.restore(vector.bytes("seed"));
    assertThat(pair.publicKey().encode()).isEqualTo(vector.bytes("public"));
    Signature signature = pair.sign(vector.bytes("message"));
    assertThat(signature.encode()).isEqualTo(vector.bytes("signature"));
    assertThat(Ed25519.verify(pair.publicKey(), vector.bytes("message"), signature)).isTrue();
  }

  static List<Vector> expansions() {
    return Vectors.in("rfc5869.txt");
  }

  @ParameterizedTest
  @MethodSource("expansions")
  void hkdfExpandsAsInRfc5869(Vector vector) {
    assertThat(
            Hkdf.derive(
                vector.bytes("salt"),
                vector.bytes("ikm"),
                vector.bytes("info"),
                vector.number("length")))
        .isEqualTo(vector.bytes("okm"));
  }

  static List<Vector> tags() {
    return Vectors.in("rfc4231.txt");
  }

  @ParameterizedTest
  @MethodSource("tags")
  void hmacTagsAsInRfc4231(Vector vector) {
    assertThat(Hmac.tag(vector.bytes("key"), vector.bytes("data"))).isEqualTo(vector.bytes("tag"));
  }

  static Stream<Vector> omemoExpansions() {
    return Stream.concat(
        Vectors.in("kdf.txt", "kdf", "hkdf"), Vectors.in("legacy-kdf.txt", "kdf", "hkdf"));
  }

  @ParameterizedTest
  @MethodSource("omemoExpansions")
  void hkdfExpandsUnderEveryInfoOfOmemo(Vector vector) {
    byte[] output = vector.bytes("output");
    byte[] info = vector.text("info").getBytes(StandardCharsets.US_ASCII);
    assertThat(Hkdf.derive(vector.bytes("salt"), vector.bytes("input"), info, output.length))
        .isEqualTo(output);
  }

  static List<Vector> legacySignatures() {
    return Vectors.in("legacy-signatures.txt");
  }

  @ParameterizedTest
  @MethodSource("legacySignatures")
  void signedPreKeysAreSignedForLegacyOmemoAsTheReferenceAcceptsIt(Vector vector) {
    IdentityKeyPair identity = IdentityKeyPair.restore(vector.bytes("seed"));
    CurveKeyPair pair = CurveKeyPair.restore(vector.bytes("priv"));
    SignedPreKey unsigned =
        new SignedPreKey(
            new SignedPreKeyId(1), pair.publicKey(), identity.sign(pair.publicKey().encode()));
    SignedPreKeyPair signed = new SignedPreKeyPair(unsigned, pair, Instant.EPOCH);
    assertThat(OmemoVersion.LEGACY.keyBytes(pair.publicKey())).isEqualTo(vector.bytes("signed"));
    assertThat(signed.signatureFor(OmemoVersion.LEGACY, identity).encode())
        .isEqualTo(vector.bytes("signature"));
    assertThat(signed.publicKey(OmemoVersion.OMEMO_2, identity)).isEqualTo(unsigned);
  }

  static List<Vector> identities() {
    return Vectors.in("identities.txt");
  }

  @ParameterizedTest
  @MethodSource("identities")
  void identitySignaturesAreJudgedAsTheReferenceDoes(Vector vector) throws Exception {
    boolean verified =
        Ed25519.verify(
            IdentityKey.parse(vector.bytes("ed25519")),
            vector.bytes("message"),
            Signature.parse(vector.bytes("signature")));
    assertThat(verified).isEqualTo(vector.succeeds());
    PreparedKey prepared = PreparedKey.of(IdentityKey.parse(vector.bytes("ed25519")));
    assertThat(
            prepared.verifies(vector.bytes("message"), Signature.parse(vector.bytes("signature"))))
        .isEqualTo(verified);
  }

  @ParameterizedTest
  @MethodSource("identities")
  void identitiesConvertUnderBothSigns(Vector vector) throws Exception {
    IdentityKey key = IdentityKey.parse(vector.bytes("ed25519"));
    assertThat(Curve25519.toMontgomery(key).encode()).isEqualTo(vector.bytes("curve25519"));
    if (vector.has("seed")) {
      byte[] scalar = Curve25519.scalarOf(vector.bytes("seed"));
      assertThat(Curve25519.publicKey(scalar).encode()).isEqualTo(vector.bytes("curve25519"));
    }
  }

  @Test
  void bothSignsOccur() {
    assertThat(identities()).extracting(v -> v.number("sign-bit")).contains(0, 1);
  }
}
