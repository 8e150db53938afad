package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.protocol.BareJid;
import java.util.Objects;
import java.util.Optional;

/**
 * Why one is not in a room any more, or did not get in, as its server says.
 *
 * @param said the words that came with it, such as an admin's
 * @param instead another room, when this one was destroyed and a successor named
 */
public record Departure(Reason reason, Optional<String> said, Optional<BareJid> instead) {
  /** What happened. */
  public enum Reason {
    /** Put out by a moderator; coming back is allowed. */
    KICKED,
    /** Put out for good, or not let in for that. */
    BANNED,
    /** Not a member any more, or not one yet. */
    NOT_A_MEMBER,
    /** The room was destroyed. */
    DESTROYED,
    /** There is no such room. */
    NOT_THERE,
    /** The chat service stops; the room is entered again when it is back. */
    SHUTDOWN,
    /** The connection to the room was lost somewhere; it is entered again. */
    FELL_OUT,
    /** All names that were tried belong to others. */
    NICK_TAKEN,
    /** The room wants a password; ours never do. */
    LOCKED,
    /** The room does not let anybody in, and does not say why in words that we know. */
    REFUSED;

    /** True when the room is entered again without being asked to. */
    public boolean comesBack() {
      return this == SHUTDOWN || this == FELL_OUT;
    }
  }

  public Departure {
    Objects.requireNonNull(reason);
    said = said.map(Departure::cut);
    Objects.requireNonNull(instead);
  }

  static Departure of(Reason reason) {
    return new Departure(reason, Optional.empty(), Optional.empty());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 1_000));
  }
}
