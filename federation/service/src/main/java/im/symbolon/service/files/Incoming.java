package im.symbolon.service.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an upload: exactly as many bytes as were announced, in time, or a failure. */
final class Incoming extends InputStream {
  private final InputStream body;
  private final Pace pace;
  private long left;
  private boolean broken;

  Incoming(InputStream body, long size, Pace pace) {
    this.body = body;
    this.left = size;
    this.pace = pace;
  }

  /** True when it was the client that did not bring the upload to its end. */
  boolean isBroken() {
    return broken;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int wanted = (int) Math.min(length, left);
    int read = readInTime(buffer, offset, wanted);
    left -= read;
    return read;
  }

  private int readInTime(byte[] buffer, int offset, int wanted) throws IOException {
    boolean good = false;
    try {
      int read = pace.during(() -> body.read(buffer, offset, wanted));
      if (read < 0) {
        throw new EOFException("the upload ended too early");
      }
      good = true;
      return read;
    } finally {
      broken |= !good;
    }
  }
}
