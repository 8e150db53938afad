package im.symbolon.protocol;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;

/** A device's identity as the tests see it, with the JDK's Ed25519. */
public final class JdkSigner implements SignatureVerifier {
  private final KeyPair pair;

  public JdkSigner() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public IdentityKey identity() throws Exception {
    byte[] encoded = pair.getPublic().getEncoded();
    return IdentityKey.parse(
        Arrays.copyOfRange(encoded, encoded.length - IdentityKey.LENGTH, encoded.length));
  }

  public Signature sign(byte[] message) throws Exception {
    java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(message);
    return Signature.parse(signer.sign());
  }

  @Override
  public boolean verifies(IdentityKey signer, byte[] message, Signature signature) {
    try {
      java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
      verifier.initVerify(pair.getPublic());
      verifier.update(message);
      return signer.equals(identity()) && verifier.verify(signature.encode());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
