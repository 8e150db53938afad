package im.symbolon.ratchet.x3dh;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Hkdf;
import java.util.Arrays;

/**
 * The agreement itself. A one-time prekey always takes part: there is no overload without one, as
 * OMEMO forbids it.
 */
public final class X3dh {
  private static final int KEY = 32;

  private final String label;

  /** The agreement under that label, which keeps versions of OMEMO apart. */
  public X3dh(String label) {
    this.label = label;
  }

  /**
   * The initiator's side.
   *
   * @param theirSignedPreKey must have been verified against {@code theirIdentity} before
   * @throws RatchetException NOT_AUTHENTIC when one agreement gives all zeros
   */
  public SharedSecret initiate(
      IdentityKeyPair ours,
      CurveKeyPair ourEphemeral,
      IdentityKey theirIdentity,
      CurveKey theirSignedPreKey,
      CurveKey theirPreKey)
      throws RatchetException {
    return derive(
        ours.agreementKey().agree(theirSignedPreKey),
        ourEphemeral.agree(Curve25519.toMontgomery(theirIdentity)),
        ourEphemeral.agree(theirSignedPreKey),
        ourEphemeral.agree(theirPreKey));
  }

  /**
   * The responder's side.
   *
   * @throws RatchetException NOT_AUTHENTIC when one agreement gives all zeros
   */
  public SharedSecret respond(
      IdentityKeyPair ours,
      CurveKeyPair ourSignedPreKey,
      CurveKeyPair ourPreKey,
      IdentityKey theirIdentity,
      CurveKey theirEphemeral)
      throws RatchetException {
    return derive(
        ourSignedPreKey.agree(Curve25519.toMontgomery(theirIdentity)),
        ours.agreementKey().agree(theirEphemeral),
        ourSignedPreKey.agree(theirEphemeral),
        ourPreKey.agree(theirEphemeral));
  }

  /** 32 bytes of 0xFF, then DH1 to DH4, through HKDF with a zero salt. */
  private SharedSecret derive(byte[]... agreements) {
    byte[] material = new byte[KEY * (1 + agreements.length)];
    Arrays.fill(material, 0, KEY, (byte) 0xff);
    for (int i = 0; i < agreements.length; i++) {
      System.arraycopy(agreements[i], 0, material, KEY * (i + 1), KEY);
      Arrays.fill(agreements[i], (byte) 0);
    }
    SharedSecret secret = new SharedSecret(Hkdf.derive(material, label, KEY));
    Arrays.fill(material, (byte) 0);
    return secret;
  }
}
