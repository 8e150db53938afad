package im.symbolon.service;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Ed25519 (RFC 8032) with the JDK's own provider, whatever else the host has registered. */
public final class JdkSignatureVerifier implements SignatureVerifier {
  private static final String ALGORITHM = "Ed25519";
  private static final String PROVIDER = "SunEC";

  /** What stands before the 32 bytes in an X.509 key (RFC 8410 §4). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  @Override
  public boolean verifies(IdentityKey signer, byte[] message, Signature signature) {
    try {
      var verifier = java.security.Signature.getInstance(ALGORITHM, PROVIDER);
      verifier.initVerify(publicKey(signer));
      verifier.update(message);
      return verifier.verify(signature.encode());
    } catch (SignatureException | InvalidKeyException | InvalidKeySpecException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  private static PublicKey publicKey(IdentityKey signer) throws GeneralSecurityException {
    byte[] encoded =
        ByteBuffer.allocate(X509_PREFIX.length + IdentityKey.LENGTH)
            .put(X509_PREFIX)
            .put(signer.encode())
            .array();
    return KeyFactory.getInstance(ALGORITHM, PROVIDER)
        .generatePublic(new X509EncodedKeySpec(encoded));
  }
}
