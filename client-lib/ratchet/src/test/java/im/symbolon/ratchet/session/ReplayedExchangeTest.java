package im.symbolon.ratchet.session;

import static im.symbolon.ratchet.Devices.device;
import static im.symbolon.ratchet.Devices.entropy;
import static im.symbolon.ratchet.Devices.text;
import static im.symbolon.ratchet.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.Devices.Device;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Entropy;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/**
 * No tag covers the ephemeral key of a key exchange. A server that kept one, while we keep the
 * private half of the prekey it used, must not be able to present it again as a new one.
 */
class ReplayedExchangeTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private final Entropy entropy = entropy(1);
  private final Device alice = device(entropy);
  private final Device bob = device(entropy);

  /** What the subclass is for. */
  OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  @Test
  void exchangeUnderATwinOfItsEphemeralKeyIsRefused() throws Exception {
    KeyExchangeMessage genuine =
        (KeyExchangeMessage)
            alice.startWith(bob, version(), entropy).seal(text("pay 10")).message();
    assertThat(text(accept(genuine).plaintext())).isEqualTo("pay 10");

    for (CurveKey twin : new CurveKey[] {topBitSet(genuine.ephemeral()), twin(genuine)}) {
      assertThat(bob.preKey().pair().agree(twin))
          .as("the twin agrees on the same secret")
          .isEqualTo(bob.preKey().pair().agree(genuine.ephemeral()));
      KeyExchangeMessage replayed = withEphemeral(genuine, twin);
      assertThat(ExchangeId.of(replayed)).isNotEqualTo(ExchangeId.of(genuine));
      assertThat(refusalOf(() -> accept(replayed))).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void everyHonestKeyIsUnique() throws Exception {
    for (int i = 0; i < 200; i++) {
      CurveKey honest = Curve25519.publicKey(entropy.bytes(Curve25519.LENGTH));
      assertThat(Curve25519.isUnique(honest)).isTrue();
      assertThat(Curve25519.isUnique(topBitSet(honest))).isFalse();
      assertThat(Curve25519.isUnique(plusPointOfOrderTwo(honest))).isFalse();
    }
  }

  private OpenedMessage accept(KeyExchangeMessage message) throws Exception {
    return Responder.accept(bob.identity(), bob.signedPreKey(), bob.preKey(), message, entropy);
  }

  private static KeyExchangeMessage withEphemeral(KeyExchangeMessage from, CurveKey ephemeral) {
    return new KeyExchangeMessage(
        from.preKey(), from.signedPreKey(), from.identity(), ephemeral, from.message());
  }

  private static CurveKey topBitSet(CurveKey key) throws Exception {
    byte[] bytes = key.encode();
    bytes[31] |= (byte) 0x80;
    return CurveKey.parse(bytes);
  }

  private static CurveKey twin(KeyExchangeMessage message) throws Exception {
    return plusPointOfOrderTwo(message.ephemeral());
  }

  /** On a Montgomery curve, adding the point (0, 0) of order two takes u to 1/u. */
  private static CurveKey plusPointOfOrderTwo(CurveKey key) throws Exception {
    byte[] littleEndian = key.encode();
    BigInteger u = new BigInteger(1, reversed(littleEndian));
    byte[] inverse = u.modInverse(P).toByteArray();
    byte[] out = new byte[32];
    for (int i = 0; i < Math.min(32, inverse.length); i++) {
      out[i] = inverse[inverse.length - 1 - i];
    }
    return CurveKey.parse(out);
  }

  private static byte[] reversed(byte[] in) {
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = in[in.length - 1 - i];
    }
    return out;
  }
}
