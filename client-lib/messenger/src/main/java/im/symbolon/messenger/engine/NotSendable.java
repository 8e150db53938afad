package im.symbolon.messenger.engine;

/** A stanza became larger than servers carry. Nothing was changed. */
final class NotSendable extends Exception {
  private static final long serialVersionUID = 1L;

  NotSendable(String why) {
    super(why);
  }
}
