package im.symbolon.messenger.store;

import java.nio.ByteBuffer;

/**
 * Where a sealed row stands: everything about it that is readable in the file. Bound to its content
 * as associated data.
 */
final class Placement {
  private static final byte LABEL = 'R';

  private final long table;
  private final byte[] name;
  private final byte[] group;
  private final long position;
  private final long version;
  private final long epoch;

  /** Takes the arrays over. */
  Placement(long table, byte[] name, byte[] group, long position, long version, long epoch) {
    this.table = table;
    this.name = name;
    this.group = group;
    this.position = position;
    this.version = version;
    this.epoch = epoch;
  }

  /** The same place after another write. */
  Placement rewritten(long newVersion, long newEpoch) {
    return new Placement(table, name, group, position, newVersion, newEpoch);
  }

  long table() {
    return table;
  }

  byte[] name() {
    return name;
  }

  byte[] group() {
    return group;
  }

  long position() {
    return position;
  }

  long version() {
    return version;
  }

  long epoch() {
    return epoch;
  }

  /** One encoding per placement: the lengths stand in front of what varies. */
  byte[] encoded() {
    return ByteBuffer.allocate(1 + 4 * Long.BYTES + 8 + name.length + group.length)
        .put(LABEL)
        .putLong(table)
        .putLong(position)
        .putLong(version)
        .putLong(epoch)
        .putInt(name.length)
        .put(name)
        .putInt(group.length)
        .put(group)
        .array();
  }
}
