package im.symbolon.messenger.plain;

import java.util.Objects;

/** Nothing is sent without encryption; the message is one sentence that says why. */
public final class PlainChatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** This person has encryption, or had it once. Write in the encrypted chat. */
    ENCRYPTED("This contact uses encryption: messages to them are sent encrypted only."),
    /** Nobody opened a plain chat with this person. Ask whether to. */
    NOT_OPEN("Nobody has agreed yet to write to this contact without encryption."),
    /** Notes to oneself need no plain text. */
    OWN_ACCOUNT("Messages to your own devices are always encrypted.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;

  PlainChatException(Reason reason) {
    super(reason.sentence);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
