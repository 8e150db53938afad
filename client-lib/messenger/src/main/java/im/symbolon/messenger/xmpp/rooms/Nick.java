package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Optional;

/**
 * A name in a room: anything that an address may have behind its slash. Anyone may choose any, also
 * one that looks like somebody else's.
 */
public record Nick(String text) implements Comparable<Nick> {
  private static final int MAX = 1023;

  public Nick {
    if (text.isEmpty()
        || text.length() > MAX
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("not a name in a room");
    }
  }

  /**
   * Reads what stands behind a room's address.
   *
   * @throws ProtocolException MALFORMED
   */
  public static Nick parse(String text) throws ProtocolException {
    try {
      return new Nick(text);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  /** The name of an occupant; empty for the room itself. */
  static Optional<Nick> of(EntityAddress occupant) {
    return occupant.resource().map(Nick::new); // addresses were read by the same rules
  }

  EntityAddress in(BareJid room) {
    return new EntityAddress(Optional.of(room), room.domain(), Optional.of(text));
  }

  @Override
  public int compareTo(Nick other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
