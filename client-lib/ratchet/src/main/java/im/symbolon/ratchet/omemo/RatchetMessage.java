package im.symbolon.ratchet.omemo;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.primitives.AesCbc;
import im.symbolon.ratchet.primitives.CipherKeys;
import java.security.MessageDigest;

/** One message of a session: header, ciphertext and tag (Double Ratchet §3.4). */
public final class RatchetMessage implements OmemoMessage {
  private final Encoding encoding;
  private final Header header;
  private final byte[] ciphertext;
  private final byte[] body;
  private final byte[] tag;

  RatchetMessage(Encoding encoding, Header header, byte[] ciphertext, byte[] body, byte[] tag) {
    this.encoding = encoding;
    this.header = header;
    this.ciphertext = ciphertext;
    this.body = body;
    this.tag = tag;
  }

  /**
   * Authenticates, and only then decrypts.
   *
   * @throws RatchetException NOT_AUTHENTIC
   */
  public RatchetPlaintext open(CipherKeys keys, byte[] associatedData) throws RatchetException {
    byte[] expected = keys.tag(encoding.tagLength(), associatedData, body);
    if (!MessageDigest.isEqual(expected, tag)) {
      throw new RatchetException(Reason.NOT_AUTHENTIC, "the message's tag is wrong");
    }
    return AesCbc.decrypt(keys, ciphertext)
        .map(RatchetPlaintext::of)
        .orElseThrow(() -> new RatchetException(Reason.NOT_AUTHENTIC, "padding is wrong"));
  }

  @Override
  public OmemoVersion version() {
    return encoding.version();
  }

  public Header header() {
    return header;
  }

  @Override
  public byte[] encode() {
    return encoding.encode(body, tag);
  }

  @Override
  public String toString() {
    return "RatchetMessage " + header.index();
  }
}
