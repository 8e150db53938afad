package im.symbolon.messenger.membership;

import java.util.Objects;

/** A change to a group cannot be made. */
public final class DraftException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** This person may not do that. */
    NOT_ALLOWED,
    /** Branches have to be merged first, see {@link Membership#mergers}. */
    MERGE_FIRST,
    /** There is nothing to merge. */
    NOTHING_TO_MERGE,
    /** Nobody can change this group any more, or nothing of it is known yet. */
    NO_GROUP,
    /** Somebody is a member already, or is none. */
    NO_CHANGE,
    /** A group needs an owner: hand it over first. */
    NO_OWNER,
    /** There are too many members, or the list is too large. */
    TOO_LARGE
  }

  private final Reason reason;

  public DraftException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
