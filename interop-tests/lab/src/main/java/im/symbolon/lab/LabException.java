package im.symbolon.lab;

/** Why a server of the lab does not run: one sentence that says what to do, and a reason. */
public final class LabException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    /** The Java that runs the lab cannot run the server. */
    JAVA_UNSUITABLE,
    /** The build has not written where Openfire's jars are, or they are gone. */
    JARS_MISSING,
    /** A server that is not part of this build is not on this machine. */
    NOT_INSTALLED,
    /** Another program listens on an address and port that a server needs. */
    PORT_IN_USE,
    /** The server's process ended before its listeners were open. */
    BOOT_FAILED,
    /** The server's listeners, or a plugin, were not there in time. */
    TIMED_OUT,
    /** A plugin was refused by the server. */
    PLUGIN_FAILED,
    /** Files or certificates could not be written. */
    SETUP_FAILED
  }

  private final Reason reason;

  /** An error with its sentence. */
  public LabException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** An error with its sentence and what led to it. */
  public LabException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }
}
