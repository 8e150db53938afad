package im.symbolon.messenger.store;

import java.nio.ByteBuffer;

/**
 * What is sealed of a row: its names and value, each after four bytes of length, then zeros up to a
 * bucket. Buckets are powers of two and the middles between them, from 128 bytes on, so what a size
 * tells is within half of it.
 */
final class RowContent {
  private static final int SMALLEST = 128;

  private RowContent() {}

  static byte[] encode(RowKey key, Group group, byte[] value) {
    byte[] keyBytes = key.parts().encoded();
    byte[] groupBytes = group.parts().encoded();
    int length = 12 + keyBytes.length + groupBytes.length + value.length;
    ByteBuffer out = ByteBuffer.allocate(padded(length));
    out.putInt(keyBytes.length).put(keyBytes);
    out.putInt(groupBytes.length).put(groupBytes);
    return out.putInt(value.length).put(value).array();
  }

  /** The content is authentic, so it is what {@link #encode} made. */
  static Row decode(byte[] content, long position) {
    ByteBuffer in = ByteBuffer.wrap(content);
    RowKey key = RowKey.of(Parts.decode(next(in)));
    Group group = Group.of(Parts.decode(next(in)));
    return new Row(key, group, position, next(in));
  }

  static int padded(int length) {
    int bucket = SMALLEST;
    while (bucket < length) {
      int middle = bucket + bucket / 2;
      bucket = length <= middle ? middle : 2 * bucket;
    }
    return bucket;
  }

  private static byte[] next(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }
}
