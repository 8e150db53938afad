package im.symbolon.ratchet.keys;

import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.ratchet.primitives.Entropy;

/** A one-time prekey with its private half. */
public record PreKeyPair(PreKeyId id, CurveKeyPair pair) implements AutoCloseable {
  /** A fresh pair under an id that was never used before. */
  public static PreKeyPair generate(Entropy entropy, PreKeyId id) {
    return new PreKeyPair(id, CurveKeyPair.generate(entropy));
  }

  public PreKey publicKey() {
    return new PreKey(id, pair.publicKey());
  }

  @Override
  public void close() {
    pair.close();
  }

  @Override
  public String toString() {
    return "PreKeyPair " + id;
  }
}
