package im.symbolon.messenger.chats;

/** What cannot be done in a chat; nothing was changed. */
public final class ChatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why not. */
  public enum Reason {
    /** We do not take part in that group. */
    NOT_A_MEMBER("You are not in this group."),
    /** Somebody else wrote it. */
    NOT_YOURS("Only what you wrote yourself can be changed."),
    /** It is not here, says nothing any more, or is no message. */
    NOT_THERE("This message is not there any more.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  ChatException(Reason reason) {
    super(reason.sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
