package im.symbolon.messenger.store;

import java.util.Arrays;

/**
 * The 256-bit key that opens one store. Wiped on close, as far as Java can wipe: the garbage
 * collector and the providers of ciphers may have made copies.
 */
public final class StoreKey implements AutoCloseable {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] key;

  private StoreKey(byte[] key) {
    this.key = key;
  }

  /**
   * A copy of these bytes as a key.
   *
   * @throws IllegalArgumentException when they are not 32
   */
  public static StoreKey of(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("a store key has 32 bytes");
    }
    return new StoreKey(key.clone());
  }

  /** The key itself, not a copy. */
  byte[] bytes() {
    return key;
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "StoreKey";
  }
}
