package im.symbolon.ratchet.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.x3dh.SharedSecret;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X3DH with all private keys known, under every pair of sign bits. */
class X3dhVectorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "conversation-in-order-00",
        "conversation-in-order-01",
        "conversation-in-order-10",
        "conversation-in-order-11",
        "legacy-conversation-in-order-00",
        "legacy-conversation-in-order-01",
        "legacy-conversation-in-order-10",
        "legacy-conversation-in-order-11"
      })
  void bothSidesAgreeAsTheReferenceDid(String name) throws Exception {
    List<Vector> steps = Vectors.in(name + ".txt");
    Vector keys = steps.get(0);
    Vector start = steps.get(1);
    boolean legacy = name.startsWith("legacy-");
    Dialect dialect = Dialect.of(legacy ? OmemoVersion.LEGACY : OmemoVersion.OMEMO_2);
    IdentityKeyPair alice = IdentityKeyPair.restore(keys.bytes("alice.seed"));
    IdentityKeyPair bob = IdentityKeyPair.restore(keys.bytes("bob.seed"));
    CurveKeyPair ephemeral =
        CurveKeyPair.restore(Arrays.copyOf(start.bytes("entropy"), CurveKey.LENGTH));
    CurveKeyPair signed = CurveKeyPair.restore(keys.bytes("bob.spk.priv"));
    CurveKeyPair oneTime = CurveKeyPair.restore(keys.bytes("bob.pk.priv"));

    SharedSecret initiated =
        dialect
            .agreement()
            .initiate(alice, ephemeral, bob.publicKey(), signed.publicKey(), oneTime.publicKey());
    SharedSecret responded =
        dialect.agreement().respond(bob, signed, oneTime, alice.publicKey(), ephemeral.publicKey());

    assertThat(initiated.expose()).isEqualTo(start.bytes("shared-secret"));
    assertThat(responded.sameAs(initiated)).isTrue();
    assertThat(dialect.associatedData(alice.publicKey(), bob.publicKey()).fromInitiator())
        .isEqualTo(start.bytes("ad"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conversation-in-order-00",
        "conversation-in-order-01",
        "conversation-in-order-10",
        "conversation-in-order-11",
        "legacy-conversation-in-order-00",
        "legacy-conversation-in-order-01",
        "legacy-conversation-in-order-10",
        "legacy-conversation-in-order-11"
      })
  void signBitsAreThoseInTheName(String name) throws Exception {
    Vector keys = Vectors.in(name + ".txt").get(0);
    int alice = signBit(IdentityKey.parse(keys.bytes("alice.ik")));
    int bob = signBit(IdentityKey.parse(keys.bytes("bob.ik")));
    assertThat(name).endsWith("-" + alice + bob);
  }

  private static int signBit(IdentityKey key) {
    return (key.encode()[31] & 0x80) >> 7;
  }
}
