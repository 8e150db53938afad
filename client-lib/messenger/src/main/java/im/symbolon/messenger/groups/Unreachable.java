package im.symbolon.messenger.groups;

import im.symbolon.protocol.BareJid;
import java.util.Objects;

/** A member of a group whom the next message does not reach, for a screen to name. */
public record Unreachable(BareJid member, Why why) {
  /** Why. */
  public enum Why {
    /** The signed list has the member and the room has not. */
    NOT_IN_ROOM,
    /** The account key is not the one that the member was added with, or is in doubt. */
    IN_DOUBT,
    /** No device of the member can be written to: none is known, or none is trusted. */
    NO_DEVICES,
    /** No device has got our keys so far: the member's server is away, or gives out no keys. */
    NO_KEYS_YET
  }

  public Unreachable {
    Objects.requireNonNull(member);
    Objects.requireNonNull(why);
  }
}
