package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Objects;

/**
 * The public half of a signed prekey. The signature is EdDSA over the raw 32 bytes of the key
 * (XEP-0384 §4.2); it is not checked until {@link #verify}.
 */
public record SignedPreKey(SignedPreKeyId id, CurveKey key, Signature signature) {
  public SignedPreKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(key);
    Objects.requireNonNull(signature);
  }

  /**
   * Returns this key when {@code signer} really signed it.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public SignedPreKey verify(IdentityKey signer, SignatureVerifier verifier)
      throws ProtocolException {
    if (!verifier.verifies(signer, key.encode(), signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the signed prekey's signature is wrong");
    }
    return this;
  }
}
