package im.symbolon.protocol.keys;

/**
 * Checks Ed25519 signatures (RFC 8032 §5.1.7). Servers implement it with the JDK, clients with
 * their curve library; {@link IdentityKey} has already refused the keys on which implementations
 * differ.
 */
@FunctionalInterface
public interface SignatureVerifier {
  /** True only when {@code signature} over exactly {@code message} was made by {@code signer}. */
  boolean verifies(IdentityKey signer, byte[] message, Signature signature);
}
