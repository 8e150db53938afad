package im.symbolon.messenger.export;

import java.util.Objects;

/** No copy was made, and nothing is left of it. The message is one sentence for people. */
public final class ExportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, and what to do about it. */
  public enum Reason {
    /** There is something of that name; it was left as it is. */
    EXISTS("There is something of this name already: choose another name."),
    /** The folder around it is not there, or vanished meanwhile. */
    FOLDER_GONE("The folder is not there any more: choose another one."),
    DISK_FULL("There is no room left in this place: free some space, or choose another one."),
    /** It may not be written there. */
    NOT_WRITABLE("Nothing can be written in this place: choose another folder."),
    /** There is not one line to copy. */
    NOTHING("There is nothing to export."),
    /** A person said so. */
    CANCELLED("This was cancelled.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    /** One sentence for people. */
    public String sentence() {
      return sentence;
    }
  }

  private final Reason reason;

  public ExportException(Reason reason) {
    this(reason, null);
  }

  public ExportException(Reason reason, Throwable cause) {
    super(reason.sentence(), cause);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
