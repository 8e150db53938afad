package im.symbolon.messenger.groups;

/** Why a group was not changed. Nothing was sent. */
public final class GroupException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** There is no such group, or we do not take part in it. */
    NOT_A_MEMBER("You are not in this group."),
    /** Only owners and admins may. */
    NOT_ALLOWED("Only an admin of this group may do that."),
    /** This device holds no key to sign with. */
    CANNOT_SIGN("This device cannot sign for your account; use another one of your devices."),
    /** Nothing is known that tells this person from somebody else. */
    NO_KEYS("This person has no device that could read what is written in the group."),
    /** That person is in the group already, or is not. */
    NOTHING_TO_DO("There is nothing to change."),
    /** Admins changed the group at the same moment. */
    MERGE_FIRST("Admins changed this group at the same moment; that has to be settled first."),
    /** Nobody can change the group any more. */
    STUCK("This group's admins removed each other; make a new group."),
    /** The last owner cannot go. */
    NO_OWNER("A group needs an owner: make somebody else an owner first."),
    /** A key for each of their devices stands in every message, which has to fit into a stanza. */
    TOO_MANY_FOREIGN("This group cannot have more members who use other apps."),
    /** More than a group can hold. */
    TOO_LARGE("This group cannot have more members.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  public GroupException(Reason reason) {
    super(reason.sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
