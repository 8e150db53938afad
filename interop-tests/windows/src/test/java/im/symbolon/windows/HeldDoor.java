package im.symbolon.windows;

import im.symbolon.messenger.files.Cancel;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.http.HttpDoor;
import im.symbolon.protocol.files.FileUrl;
import im.symbolon.protocol.files.UploadSlot;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A way to the servers that can be made to stop in the middle of a file. */
final class HeldDoor implements HttpDoor {
  private static final long LOOK_MILLIS = 50;

  private final HttpDoor real;
  private final Gate gate;

  HeldDoor(HttpDoor real, Gate gate) {
    this.real = real;
    this.gate = gate;
  }

  /** Where downloads are held, all of them. */
  static final class Gate {
    private volatile long at = Long.MAX_VALUE;
    private volatile CountDownLatch open = new CountDownLatch(0);
    private final List<Long> begun = new CopyOnWriteArrayList<>();

    /** After so many bytes, until it is opened. */
    void close(long bytes) {
      open = new CountDownLatch(1);
      at = bytes;
    }

    void open() {
      at = Long.MAX_VALUE;
      open.countDown();
    }

    /** From which byte on each download was asked for. */
    List<Long> begun() {
      return List.copyOf(begun);
    }
  }

  @Override
  public void put(UploadSlot slot, long length, Body body, Cancel cancel) throws FileException {
    real.put(slot, length, body, cancel);
  }

  @Override
  public Download get(FileUrl url, long from, Cancel cancel) throws FileException {
    gate.begun.add(from);
    return new Held(real.get(url, from, cancel), cancel);
  }

  private final class Held implements Download {
    private final Download answer;
    private final InputStream body;

    Held(Download answer, Cancel cancel) {
      this.answer = answer;
      this.body = new Waiting(answer, cancel);
    }

    @Override
    public long from() {
      return answer.from();
    }

    @Override
    public OptionalLong total() {
      return answer.total();
    }

    @Override
    public InputStream body() {
      return body;
    }

    @Override
    public void close() {
      answer.close();
    }
  }

  private final class Waiting extends FilterInputStream {
    private final Cancel cancel;
    private long done;

    Waiting(Download answer, Cancel cancel) {
      super(answer.body());
      this.cancel = cancel;
      this.done = answer.from();
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      try {
        while (done >= gate.at && !gate.open.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          cancel.check();
        }
      } catch (FileException | InterruptedException e) {
        throw new IOException(e);
      }
      int n = super.read(out, offset, length);
      done += Math.max(0, n);
      return n;
    }
  }
}
