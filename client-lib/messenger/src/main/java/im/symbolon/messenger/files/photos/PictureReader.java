package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.photos.Cleaning.NotCleanable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the parts of a picture, and knows where it is. */
final class PictureReader {
  private final InputStream in;
  private long at;

  PictureReader(InputStream in) {
    this.in = in;
  }

  /** Bytes read. */
  long at() {
    return at;
  }

  /** One byte; -1 at the end. */
  int next() throws IOException {
    int value = in.read();
    if (value >= 0) {
      at++;
    }
    return value;
  }

  int u8() throws IOException, NotCleanable {
    int value = next();
    if (value < 0) {
      throw new NotCleanable("a picture that ends too early");
    }
    return value;
  }

  int u16() throws IOException, NotCleanable {
    return u8() << 8 | u8();
  }

  long u32() throws IOException, NotCleanable {
    return (long) u16() << 16 | u16();
  }

  long u32Little() throws IOException, NotCleanable {
    return Integer.toUnsignedLong(Integer.reverseBytes((int) u32()));
  }

  byte[] bytes(int count) throws IOException, NotCleanable {
    byte[] out = new byte[count];
    for (int done = 0; done < count; ) {
      int n = in.read(out, done, count - done);
      if (n < 0) {
        throw new NotCleanable("a picture that ends too early");
      }
      done += n;
    }
    at += count;
    return out;
  }

  /** So many bytes, or what there is. */
  byte[] upTo(int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    for (int left = count; left > 0; ) {
      int n = in.read(some, 0, Math.min(some.length, left));
      if (n < 0) {
        break;
      }
      out.write(some, 0, n);
      left -= n;
    }
    at += out.size();
    return out.toByteArray();
  }

  void skipAll() throws IOException {
    byte[] unread = new byte[8192];
    for (int n = in.read(unread); n >= 0; n = in.read(unread)) {
      at += n;
    }
  }

  void skip(long count) throws IOException, NotCleanable {
    byte[] unread = new byte[8192];
    for (long left = count; left > 0; ) {
      int n = in.read(unread, 0, (int) Math.min(unread.length, left));
      if (n < 0) {
        throw new NotCleanable("a picture that ends too early");
      }
      left -= n;
      at += n;
    }
  }

  /** True when there is nothing more. */
  boolean isAtEnd() throws IOException {
    in.mark(1);
    boolean end = in.read() < 0;
    in.reset();
    return end;
  }
}
