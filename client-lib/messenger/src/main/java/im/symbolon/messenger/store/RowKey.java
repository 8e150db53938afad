package im.symbolon.messenger.store;

import java.nio.ByteBuffer;

/**
 * What identifies a row within its table: one or more parts, compared byte by byte. On disk it is
 * never readable.
 */
public final class RowKey {
  private final Parts parts;

  private RowKey(Parts parts) {
    this.parts = parts;
  }

  /**
   * Made of text parts, in UTF-8. Whoever takes them from strangers checks lengths and Unicode
   * before, or takes a hash.
   *
   * @throws IllegalArgumentException without parts, beyond 8 KiB, or when not well-formed Unicode
   */
  public static RowKey of(String first, String... more) {
    Object[] all = new Object[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return new RowKey(Parts.of(all));
  }

  /** Made of one part of bytes; otherwise as {@link #of(String, String...)}. */
  public static RowKey of(byte[] only) {
    return new RowKey(Parts.of((Object) only));
  }

  /** One part more. */
  public RowKey and(String part) {
    return new RowKey(parts.and(part));
  }

  /** One part more. */
  public RowKey and(byte[] part) {
    return new RowKey(parts.and(part));
  }

  /** One part more, of eight bytes. */
  public RowKey and(long part) {
    return new RowKey(parts.and(ByteBuffer.allocate(Long.BYTES).putLong(part).array()));
  }

  /** How many parts there are. */
  public int size() {
    return parts.count();
  }

  /** The part that was given as text. */
  public String text(int index) {
    return parts.text(index);
  }

  /** A copy of the part, as bytes. */
  public byte[] bytes(int index) {
    return parts.bytes(index);
  }

  /** The part that was given as a number. */
  public long number(int index) {
    return ByteBuffer.wrap(parts.bytes(index)).getLong();
  }

  static RowKey of(Parts parts) {
    return new RowKey(parts);
  }

  Parts parts() {
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowKey that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** Only the type's name: whom somebody talks to does not belong into a log. */
  @Override
  public String toString() {
    return "RowKey";
  }
}
