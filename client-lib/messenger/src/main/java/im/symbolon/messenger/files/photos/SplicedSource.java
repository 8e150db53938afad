package im.symbolon.messenger.files.photos;

import im.symbolon.messenger.files.FileSource;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** A file with some of its bytes replaced, in order. */
final class SplicedSource implements FileSource {
  private final FileSource source;
  private final List<Splice> splices;

  SplicedSource(FileSource source, List<Splice> splices) {
    this.source = source;
    this.splices = List.copyOf(splices);
  }

  @Override
  public FileName name() {
    return source.name();
  }

  @Override
  public MediaType type() {
    return source.type();
  }

  @Override
  public long size() throws IOException {
    long whole = source.size();
    long size = whole;
    for (Splice each : splices) {
      long cut = Math.min(each.length(), whole - each.offset());
      size += each.instead().length - cut;
    }
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return new Spliced(source.open(), splices.iterator());
  }

  private static final class Spliced extends InputStream {
    private final InputStream in;
    private final Iterator<Splice> later;
    private InputStream instead = new ByteArrayInputStream(new byte[0]);
    private Splice next;
    private long at;

    Spliced(InputStream in, Iterator<Splice> splices) {
      this.in = in;
      this.later = splices;
      this.next = following();
    }

    private Splice following() {
      return later.hasNext() ? later.next() : Splice.out(Splice.TO_END, 0);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int replaced = instead.read(out, offset, length);
      while (replaced < 0 && at == next.offset()) {
        replace();
        replaced = instead.read(out, offset, length);
      }
      return replaced >= 0 ? replaced : original(out, offset, length);
    }

    private void replace() throws IOException {
      instead = new ByteArrayInputStream(next.instead());
      if (next.length() == Splice.TO_END) {
        at = -1; // nothing is behind it
      } else {
        leaveOut(next.length());
        at += next.length();
      }
      next = following();
    }

    private int original(byte[] out, int offset, int length) throws IOException {
      if (at < 0) {
        return -1;
      }
      int n = in.read(out, offset, (int) Math.min(length, next.offset() - at));
      at += Math.max(0, n);
      return n;
    }

    private void leaveOut(long count) throws IOException {
      byte[] unread = new byte[8192];
      long left = count;
      while (left > 0) {
        int n = in.read(unread, 0, (int) Math.min(unread.length, left));
        if (n < 0) {
          throw new IOException("the file became shorter");
        }
        left -= n;
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
