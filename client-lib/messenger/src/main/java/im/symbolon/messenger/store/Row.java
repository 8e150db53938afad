package im.symbolon.messenger.store;

import java.util.Objects;

/** One row as read: its names as they were given, and its value. */
public final class Row {
  private final RowKey key;
  private final Group group;
  private final long position;
  private final byte[] value;

  Row(RowKey key, Group group, long position, byte[] value) {
    this.key = Objects.requireNonNull(key);
    this.group = Objects.requireNonNull(group);
    this.position = position;
    this.value = Objects.requireNonNull(value);
  }

  public RowKey key() {
    return key;
  }

  /** {@link Group#NONE} for a row that was written without one. */
  public Group group() {
    return group;
  }

  public long position() {
    return position;
  }

  /** The value itself, not a copy: it belongs to whoever asked for this row, to wipe if secret. */
  public byte[] value() {
    return value;
  }

  /** Only the type's name: rows hold secrets. */
  @Override
  public String toString() {
    return "Row";
  }
}
