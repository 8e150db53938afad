package im.symbolon.messenger.trust;

/** A decision about a key that the device does not have: nothing was decided. */
public final class OtherKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  public OtherKeyException() {
    super("This device does not have that fingerprint; look at it again before you decide.");
  }
}
