package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A box of a film or picture in memory (ISO/IEC 14496-12 §4.2): a length, a name, its content. */
final class Box {
  static final byte[] FREE = name("free");

  private static final int HEAD = 8;

  private final ByteBuffer bytes;
  private final long origin;
  private final int begin;
  private final int content;
  private final int end;

  private Box(ByteBuffer bytes, long origin, int begin, int content, int end) {
    this.bytes = bytes;
    this.origin = origin;
    this.begin = begin;
    this.content = content;
    this.end = end;
  }

  /**
   * The content of a box as one that has no head.
   *
   * @param origin where it lies in the file
   */
  static Box of(byte[] content, long origin) {
    return new Box(ByteBuffer.wrap(content), origin, 0, 0, content.length);
  }

  static byte[] name(String type) {
    return type.getBytes(StandardCharsets.ISO_8859_1);
  }

  String type() throws NotCleanable {
    return text(begin + 4 - content);
  }

  /** Where its name and its content lie in the file. */
  long nameAt() {
    return origin + begin + 4;
  }

  long contentAt() {
    return origin + content;
  }

  long endAt() {
    return origin + end;
  }

  int length() {
    return end - content;
  }

  /** The boxes in it, behind so many bytes of its own. */
  List<Box> inside(int own) throws NotCleanable {
    List<Box> out = new ArrayList<>();
    int at = content + own;
    while (at + HEAD <= end) {
      Box box = box(at);
      out.add(box);
      at = box.end;
    }
    return out;
  }

  private Box box(int at) throws NotCleanable {
    long length = Integer.toUnsignedLong(bytes.getInt(at));
    int head = HEAD;
    if (length == 0) {
      length = (long) end - at;
    } else if (length == 1 && at + HEAD + 8 <= end) {
      length = bytes.getLong(at + HEAD);
      head += 8;
    }
    if (length < head || length > end - at) {
      throw new NotCleanable("a box that does not fit");
    }
    return new Box(bytes, origin, at, at + head, at + (int) length);
  }

  /** The first of that name, behind so many bytes of its own. */
  Optional<Box> first(int own, String type) throws NotCleanable {
    for (Box each : inside(own)) {
      if (each.type().equals(type)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  int u8(int at) throws NotCleanable {
    return bytes.get(within(at, 1)) & 0xff;
  }

  int u16(int at) throws NotCleanable {
    return bytes.getShort(within(at, 2)) & 0xffff;
  }

  long u32(int at) throws NotCleanable {
    return Integer.toUnsignedLong(bytes.getInt(within(at, 4)));
  }

  long u64(int at) throws NotCleanable {
    long value = bytes.getLong(within(at, 8));
    if (value < 0) {
      throw new NotCleanable("a number that is too large");
    }
    return value;
  }

  /** Four letters. */
  String text(int at) throws NotCleanable {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int where = content + at + i;
      if (where < 0 || where >= bytes.capacity()) {
        throw new NotCleanable("a box that ends too early");
      }
      out.append((char) (bytes.get(where) & 0xff));
    }
    return out.toString();
  }

  private int within(int at, int count) throws NotCleanable {
    if (at < 0 || at + count > length()) {
      throw new NotCleanable("a box that ends too early");
    }
    return content + at;
  }

  /** It stays where it is and says nothing any more. */
  void blank(Blanks blanks) throws NotCleanable {
    blanks.put(nameAt(), FREE);
    blanks.zero(contentAt(), endAt());
  }

  /** Of the boxes in it those stay that have one of these names. */
  void keep(int own, Set<String> names, Blanks blanks) throws NotCleanable {
    for (Box each : inside(own)) {
      if (!names.contains(each.type())) {
        each.blank(blanks);
      }
    }
  }

  /** Puts the two times that follow the version to none. */
  void untimed(Blanks blanks) throws NotCleanable {
    int width = u8(0) == 1 ? 16 : 8;
    within(4, width);
    blanks.zero(contentAt() + 4, contentAt() + 4 + width);
  }
}
