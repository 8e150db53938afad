package im.symbolon.protocol.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import java.time.Instant;
import java.util.Objects;

/**
 * The root's word that a key signs this account's device lists. A certificate with a higher serial
 * kills all with lower ones: so a stolen device is revoked. Not checked until {@link #verify}.
 *
 * @param serial from 1 to {@value Numbers#MAX}
 * @param expires whole seconds; from then on the key's lists count as expired
 */
public record ListKeyCertificate(
    AccountRoot root, ListKey key, long serial, Instant expires, Signature signature) {
  private static final String LABEL = Namespaces.DEVICES + "#list-key";

  public ListKeyCertificate {
    Objects.requireNonNull(root);
    Objects.requireNonNull(key);
    Objects.requireNonNull(signature);
    Numbers.requireWritable(expires);
    requireSerial(serial);
  }

  /**
   * What the root signs: label, account, root, list key, serial (8 bytes) and expiry, see {@link
   * SigningInput}.
   */
  public static byte[] signedBytes(
      BareJid account, AccountRoot root, ListKey key, long serial, Instant expires) {
    requireSerial(serial);
    return SigningInput.labelled(LABEL)
        .text(account.toString())
        .key(root.key())
        .key(key.key())
        .number(serial)
        .time(Numbers.requireWritable(expires))
        .toBytes();
  }

  /**
   * Returns this certificate when its root really made it for that account. Whether the root is the
   * right one is for the caller to judge.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public ListKeyCertificate verify(BareJid account, SignatureVerifier verifier)
      throws ProtocolException {
    byte[] signed = signedBytes(account, root, key, serial, expires);
    if (!verifier.verifies(root.key(), signed, signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the list key's certificate is wrong");
    }
    return this;
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }

  private static void requireSerial(long serial) {
    if (serial < 1 || serial > Numbers.MAX) {
      throw new IllegalArgumentException("serial out of range");
    }
  }
}
