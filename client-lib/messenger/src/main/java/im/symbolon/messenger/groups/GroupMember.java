package im.symbolon.messenger.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.MemberRole;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who is in a group, or in its room, as a screen shows them.
 *
 * @param role as admins signed it; empty for who is in the room alone
 */
public record GroupMember(
    BareJid account, Optional<MemberRole> role, Presence presence, Bond bond) {
  /** What the signed list says, beside what the room's server says. */
  public enum Presence {
    /** In both: messages are for them. */
    IN,
    /** In the signed list; the room was not asked yet. */
    NOT_ASKED,
    /** In the signed list; the server does not let them into the room. */
    ABSENT,
    /** The server let them in, and no admin did: they get nothing. */
    UNCONFIRMED,
    /** Admins disagree about them: they get nothing until that is settled. */
    DISPUTED
  }

  /** How sure it is that they are who they seem to be. */
  public enum Bond {
    /** This account itself. */
    SELF,
    /** Their account key is the one that was verified. */
    VERIFIED,
    /** Their account key is believed, and nobody compared it. */
    BELIEVED,
    /** Their account key is another one than they were added with, or is in doubt. */
    IN_DOUBT,
    /** Nothing is known of them here. */
    UNKNOWN,
    /** Nobody vouches for their devices (REVIEW 31). */
    FOREIGN
  }

  public GroupMember {
    Objects.requireNonNull(account);
    Objects.requireNonNull(role);
    Objects.requireNonNull(presence);
    Objects.requireNonNull(bond);
  }
}
