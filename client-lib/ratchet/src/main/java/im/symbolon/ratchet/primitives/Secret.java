package im.symbolon.ratchet.primitives;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that must not be printed, compared in variable time, serialised or kept longer than needed.
 * {@link #close()} overwrites them; use after that throws.
 */
public abstract class Secret implements AutoCloseable {
  private final byte[] bytes;
  private volatile boolean wiped;

  /** Takes the array over: the caller must not keep it. */
  protected Secret(byte[] owned) {
    this.bytes = owned;
  }

  /**
   * The bytes themselves, not a copy: for provider calls and sealing at rest only. Never keep,
   * change or print the array.
   */
  public final byte[] expose() {
    if (wiped) {
      throw new IllegalStateException(this + " was wiped");
    }
    return bytes;
  }

  /** Bytes held. */
  public final int length() {
    return bytes.length;
  }

  /** Equality in a time that depends on the length alone. */
  public final boolean sameAs(Secret other) {
    return getClass() == other.getClass() && MessageDigest.isEqual(expose(), other.expose());
  }

  @Override
  public final void close() {
    wiped = true;
    Arrays.fill(bytes, (byte) 0);
  }

  /** The type's name and nothing else. */
  @Override
  public final String toString() {
    return getClass().getSimpleName();
  }
}
