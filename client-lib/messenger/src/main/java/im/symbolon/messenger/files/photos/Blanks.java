package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What is written over in a file in which everything has to stay where it is. */
final class Blanks {
  private static final int MOST = 1 << 20;
  private static final byte[] ZEROS = new byte[1 << 16];

  private final TreeMap<Long, byte[]> put = new TreeMap<>();
  private final TreeMap<Long, Long> zero = new TreeMap<>();

  /**
   * Other bytes from there on. They count where {@link #zero} says something else.
   *
   * @throws NotCleanable where others are put already
   */
  void put(long at, byte[] bytes) throws NotCleanable {
    Map.Entry<Long, byte[]> before = put.lowerEntry(at + bytes.length);
    if (before != null && before.getKey() + before.getValue().length > at) {
      throw new NotCleanable("parts that overlap");
    }
    put.put(at, bytes);
    requireFew();
  }

  /** Zeros from there to there. */
  void zero(long from, long to) throws NotCleanable {
    if (from < 0 || to < from) {
      throw new NotCleanable("a part at no place");
    }
    long begin = from;
    long end = to;
    Map.Entry<Long, Long> near = zero.floorEntry(end);
    while (near != null && near.getValue() >= begin) {
      begin = Math.min(begin, near.getKey());
      end = Math.max(end, near.getValue());
      zero.remove(near.getKey());
      near = zero.floorEntry(end);
    }
    if (end > begin) {
      zero.put(begin, end);
    }
    requireFew();
  }

  private void requireFew() throws NotCleanable {
    if (put.size() + zero.size() > MOST) {
      throw new NotCleanable("too many parts");
    }
  }

  /**
   * In order, and of the same lengths as what they replace.
   *
   * @param size of the file
   * @throws NotCleanable for what is behind its end
   */
  List<Splice> splices(long size) throws NotCleanable {
    List<Splice> out = new ArrayList<>();
    TreeMap<Long, byte[]> left = new TreeMap<>(put);
    for (Map.Entry<Long, Long> each : zero.entrySet()) {
      long at = each.getKey();
      while (at < each.getValue()) {
        at = step(out, left, at, each.getValue());
      }
    }
    while (!left.isEmpty()) {
      next(out, left);
    }
    Splice last = out.isEmpty() ? Splice.out(0, 0) : out.get(out.size() - 1);
    if (last.offset() + last.length() > size) {
      throw new NotCleanable("a part behind the end");
    }
    return out;
  }

  /** What is put next, or zeros up to it; returns where it ends. */
  private static long step(List<Splice> out, NavigableMap<Long, byte[]> left, long at, long end) {
    if (!left.isEmpty() && left.firstKey() <= at) {
      return Math.max(at, next(out, left));
    }
    long until = left.isEmpty() ? end : Math.min(end, left.firstKey());
    int length = (int) Math.min(ZEROS.length, until - at);
    byte[] zeros = length == ZEROS.length ? ZEROS : Arrays.copyOf(ZEROS, length);
    out.add(new Splice(at, length, zeros));
    return at + length;
  }

  private static long next(List<Splice> out, NavigableMap<Long, byte[]> left) {
    Map.Entry<Long, byte[]> first = left.pollFirstEntry();
    out.add(new Splice(first.getKey(), first.getValue().length, first.getValue()));
    return first.getKey() + first.getValue().length;
  }
}
