package im.symbolon.protocol.keys;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Objects;

/**
 * The public half of a signed prekey. The signature is EdDSA over the key as its version writes it:
 * 32 bytes in OMEMO 2 (XEP-0384 §4.2), 33 in legacy OMEMO. It is not checked until {@link #verify}.
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
  public SignedPreKey verify(OmemoVersion version, IdentityKey signer, SignatureVerifier verifier)
      throws ProtocolException {
    if (!verifier.verifies(signer, version.keyBytes(key), signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the signed prekey's signature is wrong");
    }
    return this;
  }
}
