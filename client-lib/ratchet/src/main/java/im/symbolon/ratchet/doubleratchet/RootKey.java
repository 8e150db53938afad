package im.symbolon.ratchet.doubleratchet;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.primitives.Hkdf;
import im.symbolon.ratchet.primitives.Secret;
import java.util.Arrays;

/** The root chain's key, 32 bytes. */
final class RootKey extends Secret {
  static final int LENGTH = 32;

  RootKey(byte[] owned) {
    super(owned);
  }

  /** KDF_RK: HKDF with this key as salt over the new agreement, cut into root and chain key. */
  Step step(String label, CurveKeyPair ours, CurveKey theirs) throws RatchetException {
    byte[] agreed = ours.agree(theirs);
    byte[] both = Hkdf.derive(expose(), agreed, label.getBytes(UTF_8), 2 * LENGTH);
    Step step =
        new Step(
            new RootKey(Arrays.copyOf(both, LENGTH)),
            new ChainKey(Arrays.copyOfRange(both, LENGTH, 2 * LENGTH)));
    Arrays.fill(agreed, (byte) 0);
    Arrays.fill(both, (byte) 0);
    return step;
  }

  record Step(RootKey root, ChainKey chain) {}
}
