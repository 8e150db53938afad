package im.symbolon.service.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Fails when it is read, as an upload does whose client is gone. */
final class BrokenStream extends InputStream {
  private final Look look;

  /** Looks round before the failure. */
  @FunctionalInterface
  interface Look {
    void round() throws IOException;
  }

  BrokenStream(Look look) {
    this.look = look;
  }

  @Override
  public int read() throws IOException {
    look.round();
    throw new EOFException("the upload ended too early");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return read();
  }
}
