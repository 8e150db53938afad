package im.symbolon.messenger.trust;

/** A safety number that is not the one of these two persons: nothing was decided. */
public final class OtherNumberException extends Exception {
  private static final long serialVersionUID = 1L;

  public OtherNumberException() {
    super("The safety number is another one by now; compare it again before you confirm it.");
  }
}
