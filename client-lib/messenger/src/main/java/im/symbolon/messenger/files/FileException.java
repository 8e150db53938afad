package im.symbolon.messenger.files;

import java.util.Objects;

/** A file could not be sent, fetched or shown. The message is one sentence for people. */
public final class FileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, and what to do about it. */
  public enum Reason {
    /** The own server takes no files. */
    NOT_OFFERED("Your server does not take files: ask whoever runs it."),
    /** For the own server, or beyond what is fetched. */
    TOO_LARGE("This file is too large: make it smaller or send it in parts."),
    /** There is nothing in it. */
    EMPTY("This file is empty, so there is nothing to send."),
    /** It cannot be read, or is not what it was at first. */
    SOURCE_GONE("This file was moved, deleted or changed while it was sent: choose it again."),
    /** It would have told where a photo was taken. */
    NOT_CLEANED("This photo is damaged, and its place could not be removed: save it anew first."),
    /** This device has no room. */
    DISK_FULL("There is no room left on this device: delete something and try again."),
    /** The server has no room, or no more of it for this account now. */
    SERVER_FULL("Your server has no room for this file now: try again later."),
    /** No connection, or a broken one. */
    NETWORK("The connection was lost: try again when you are online."),
    /** The server of the file cannot show that it is the one. */
    UNTRUSTED_CERTIFICATE("The server of this file could not prove who it is: nothing was sent."),
    /** An address within somebody's own network, or none with TLS. */
    FORBIDDEN_ADDRESS("This file lies at an address that is not safe to open: ask for it again."),
    /** The server refused. */
    REFUSED("The server refused this file: try again or ask for it again."),
    /** It is not there any more. */
    GONE("This file is no longer on the server: ask for it to be sent again."),
    /** Its bytes are not those that were sent. */
    NOT_AUTHENTIC("This file was changed on its way and is not shown: ask for it again."),
    /** It says nothing that could be fetched here. */
    UNREADABLE("This file was sent in a way that is not known here: ask for it in another way."),
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

    /** True when trying again unchanged may help. */
    public boolean isPassing() {
      return this == NETWORK || this == SERVER_FULL;
    }
  }

  private final Reason reason;

  public FileException(Reason reason) {
    this(reason, null);
  }

  public FileException(Reason reason, Throwable cause) {
    super(reason.sentence(), cause);
    this.reason = Objects.requireNonNull(reason);
  }

  public Reason reason() {
    return reason;
  }
}
