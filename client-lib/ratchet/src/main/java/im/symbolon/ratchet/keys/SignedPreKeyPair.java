package im.symbolon.ratchet.keys;

import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Instant;

/** A signed prekey with its private half and the time of its making. */
public record SignedPreKeyPair(SignedPreKey publicKey, CurveKeyPair pair, Instant createdAt)
    implements AutoCloseable {

  /** A fresh pair, signed over its raw 32 bytes (XEP-0384 §4.2). */
  public static SignedPreKeyPair generate(
      Entropy entropy, IdentityKeyPair identity, SignedPreKeyId id, Instant now) {
    CurveKeyPair pair = CurveKeyPair.generate(entropy);
    var signature = identity.sign(pair.publicKey().encode());
    return new SignedPreKeyPair(new SignedPreKey(id, pair.publicKey(), signature), pair, now);
  }

  public SignedPreKeyId id() {
    return publicKey.id();
  }

  @Override
  public void close() {
    pair.close();
  }

  @Override
  public String toString() {
    return "SignedPreKeyPair " + id();
  }
}
