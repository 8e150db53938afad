package im.symbolon.ratchet.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.Commitment;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.doubleratchet.MessageKey;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Hkdf;
import java.util.Arrays;

/** Ties a message to one payload key (REVIEW 5). */
final class Commitments {
  /** Key and tag of OMEMO 2's payload. */
  static final int SECRET_LENGTH = 48;

  private static final int KEY_LENGTH = 32;
  private static final String LABEL = "Symbolon Commit";

  private Commitments() {}

  /** The commitment to the key in a payload's 48 bytes of key and tag. */
  static Commitment to(RatchetPlaintext secret) {
    if (secret.length() != SECRET_LENGTH) {
      throw new IllegalArgumentException("not key and tag of an OMEMO 2 payload");
    }
    byte[] key = Arrays.copyOf(secret.expose(), KEY_LENGTH);
    try {
      return Commitment.parse(Hkdf.derive(key, LABEL, Commitment.LENGTH));
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Unwraps what a signed statement holds.
   *
   * @throws RatchetException CONTRADICTORY when the slot holds another key than the statement is
   *     committed to, or is of another chain key
   */
  static RatchetPlaintext open(MessageKey key, SlotStatement statement) throws RatchetException {
    RatchetPlaintext secret = SlotKey.unwrap(key, statement.header(), statement.slot());
    if (!to(secret).equals(statement.header().commitment())) {
      secret.close();
      throw new RatchetException(
          Reason.CONTRADICTORY, "signed, and not the key that it is committed to");
    }
    return secret;
  }
}
