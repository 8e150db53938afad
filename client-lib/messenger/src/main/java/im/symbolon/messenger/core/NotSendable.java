package im.symbolon.messenger.core;

/** A stanza became larger than servers carry. Nothing was changed. */
public final class NotSendable extends Exception {
  private static final long serialVersionUID = 1L;

  public NotSendable(String why) {
    super(why);
  }
}
