package im.symbolon.messenger.store;

import java.nio.ByteBuffer;

/**
 * What rows are ordered within, such as one chat: one or more parts, compared byte by byte. On disk
 * it is never readable.
 */
public final class Group {
  /** The group of rows that were written without one; it has no parts. */
  public static final Group NONE = new Group(Parts.of());

  private final Parts parts;

  private Group(Parts parts) {
    this.parts = parts;
  }

  /**
   * Made of text parts, in UTF-8. Whoever takes them from strangers checks lengths and Unicode
   * before, or takes a hash.
   *
   * @throws IllegalArgumentException without parts, beyond 8 KiB, or when not well-formed Unicode
   */
  public static Group of(String first, String... more) {
    Object[] all = new Object[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return new Group(Parts.of(all));
  }

  /** Made of one part of bytes; otherwise as {@link #of(String, String...)}. */
  public static Group of(byte[] only) {
    return new Group(Parts.of((Object) only));
  }

  /** One part more. */
  public Group and(String part) {
    return new Group(parts.and(part));
  }

  /** One part more. */
  public Group and(byte[] part) {
    return new Group(parts.and(part));
  }

  /** One part more, of eight bytes. */
  public Group and(long part) {
    return new Group(parts.and(ByteBuffer.allocate(Long.BYTES).putLong(part).array()));
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

  static Group of(Parts parts) {
    return new Group(parts);
  }

  Parts parts() {
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Group that && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** Only the type's name: whom somebody talks to does not belong into a log. */
  @Override
  public String toString() {
    return "Group";
  }
}
