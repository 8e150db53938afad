package im.symbolon.messenger.xmpp;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Remembers that there was no more to read: what breaks off is not malformed. */
final class EndNoticingReader extends FilterReader {
  private volatile boolean ended;

  EndNoticingReader(Reader in) {
    super(in);
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    boolean whole = false;
    try {
      int count = in.read(buffer, offset, length);
      whole = count >= 0;
      return count;
    } finally {
      ended |= !whole;
    }
  }
}
