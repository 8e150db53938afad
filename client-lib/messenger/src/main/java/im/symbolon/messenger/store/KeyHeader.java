package im.symbolon.messenger.store;

/**
 * What stands readable in a store's file so that its key can be found again: a salt and a cost, or
 * the name of a key in the platform's key store. Public; who changes it can only make the store
 * refuse to open.
 */
public final class KeyHeader {
  /** Longest header in bytes. */
  public static final int MAX_BYTES = 4 * 1024;

  private final byte[] bytes;

  private KeyHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of these bytes.
   *
   * @throws IllegalArgumentException beyond {@link #MAX_BYTES}
   */
  public static KeyHeader of(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("key header is longer than " + MAX_BYTES + " bytes");
    }
    return new KeyHeader(bytes.clone());
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
