package im.symbolon.ratchet.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.vectors.Vector;
import im.symbolon.ratchet.vectors.Vectors;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against another implementation of what the package documentation says. */
class LinkingVectorTest {
  static Stream<Vector> all() {
    return Vectors.in("linking.txt").stream();
  }

  static Stream<Vector> good() {
    return Vectors.in("linking.txt", "expect", Vector.SUCCESS);
  }

  static Entropy giving(byte[]... parts) {
    int length = Stream.of(parts).mapToInt(p -> p.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    Stream.of(parts).forEach(all::put);
    all.flip();
    return all::get;
  }

  private static LinkParty party(Vector vector, String name) {
    return new LinkParty(
        new DeviceAddress(account(vector), new DeviceId(vector.number(name))),
        new Fingerprint(vector.text(name + "-identity")));
  }

  private static BareJid account(Vector vector) {
    int at = vector.text("account").indexOf('@');
    return new BareJid(
        vector.text("account").substring(0, at), vector.text("account").substring(at + 1));
  }

  private static Invitation invitation(Vector vector) {
    return Invitation.make(
        party(vector, "newcomer"),
        Instant.EPOCH,
        giving(
            vector.bytes("scalar"), vector.bytes("typed-secret"), vector.bytes("scanned-secret")));
  }

  private static boolean isScanned(Vector vector) {
    return vector.text("how").equals("scanned");
  }

  private static SealedGrant grant(Vector vector) throws Exception {
    return new SealedGrant(
        CurveKey.parse(vector.bytes("grant-key")),
        isScanned(vector),
        Ciphertext.of(vector.bytes("sealed")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void opensWhatWasMeantForThisDeviceAndNothingElse(Vector vector) throws Exception {
    Invitation invitation = invitation(vector);
    LinkParty granter = party(vector, "granter");
    SealedGrant grant = grant(vector);
    if (vector.succeeds()) {
      assertThat(invitation.open(grant, granter, Instant.EPOCH).expose())
          .isEqualTo(vector.bytes("content"));
    } else {
      Reason expected =
          Reason.valueOf(vector.text("expect").toUpperCase(Locale.ROOT).replace(' ', '_'));
      assertThatThrownBy(() -> invitation.open(grant, granter, Instant.EPOCH))
          .isInstanceOfSatisfying(
              LinkingException.class, e -> assertThat(e.reason()).isEqualTo(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void showsProvesAndSealsTheSame(Vector vector) throws Exception {
    Invitation invitation = invitation(vector);
    String text = isScanned(vector) ? invitation.qrCode() : invitation.code();
    assertThat(text).isEqualTo(vector.text("text"));
    ProvenOffer offer = invitation.offer();
    LinkProof proof = isScanned(vector) ? offer.forScanned() : offer.forTyped();
    assertThat(proof.encode()).isEqualTo(vector.bytes("proof"));
    try (LinkCode code = LinkCode.parse(text, account(vector))) {
      assertThat(
              code.grant(
                  offer,
                  party(vector, "granter"),
                  HandedOver.of(vector.bytes("content")),
                  giving(vector.bytes("grant-scalar"))))
          .isEqualTo(grant(vector));
    }
  }
}
