package im.symbolon.protocol;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;

/** Ed25519 as a server has it, for any signer. */
public final class JdkVerifier implements SignatureVerifier {
  /** What stands before the 32 bytes in an X.509 encoding (RFC 8410 §4). */
  private static final byte[] PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  @Override
  public boolean verifies(IdentityKey signer, byte[] message, Signature signature) {
    byte[] encoded = new byte[PREFIX.length + IdentityKey.LENGTH];
    System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
    System.arraycopy(signer.encode(), 0, encoded, PREFIX.length, IdentityKey.LENGTH);
    try {
      java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(message);
      return verifier.verify(signature.encode());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
