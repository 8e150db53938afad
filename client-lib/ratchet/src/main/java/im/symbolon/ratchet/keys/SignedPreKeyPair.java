package im.symbolon.ratchet.keys;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Instant;

/**
 * A signed prekey with its private half and the time of its making. It serves all versions of
 * OMEMO: labels keep apart what they derive from it, and each has a signature of its own.
 *
 * @param publicKey with OMEMO 2's signature
 */
public record SignedPreKeyPair(SignedPreKey publicKey, CurveKeyPair pair, Instant createdAt)
    implements AutoCloseable {

  /** A fresh pair, signed over its raw 32 bytes (XEP-0384 §4.2). */
  public static SignedPreKeyPair generate(
      Entropy entropy, IdentityKeyPair identity, SignedPreKeyId id, Instant now) {
    CurveKeyPair pair = CurveKeyPair.generate(entropy);
    var signature = identity.sign(pair.publicKey().encode());
    return new SignedPreKeyPair(new SignedPreKey(id, pair.publicKey(), signature), pair, now);
  }

  /**
   * The public half as that version's bundle has it: signed over the key as the version writes it.
   */
  public SignedPreKey publicKey(OmemoVersion version, IdentityKeyPair identity) {
    return new SignedPreKey(id(), pair.publicKey(), signatureFor(version, identity));
  }

  /** EdDSA over the key as that version writes it; always the same for the same identity. */
  public Signature signatureFor(OmemoVersion version, IdentityKeyPair identity) {
    return identity.sign(version.keyBytes(pair.publicKey()));
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
