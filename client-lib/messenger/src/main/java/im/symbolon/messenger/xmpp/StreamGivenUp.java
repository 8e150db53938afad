package im.symbolon.messenger.xmpp;

import java.io.IOException;

/** Thrown into Smack's reader to end a stream before the stanza at hand counts as handled. */
final class StreamGivenUp extends IOException {
  private static final long serialVersionUID = 1L;

  StreamGivenUp(Throwable cause) {
    super("the stanza could not be handled", cause);
  }
}
