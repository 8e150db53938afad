package im.symbolon.ratchet.media;

import im.symbolon.protocol.files.FileHash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** A program that seals and opens a file of so many bytes, to be run with little memory. */
public final class LargeFile {
  private LargeFile() {}

  /** Arguments: a folder, and a number of bytes. */
  public static void main(String[] args) throws Exception {
    Path sealed = Files.createTempFile(Path.of(args[0]), "sealed", ".bin");
    long size = Long.parseLong(args[1]);
    long begin = System.nanoTime();
    try (MediaKey key = MediaKey.of(Media.key(12, 1))) {
      SealedMedia told;
      try (OutputStream out = Files.newOutputStream(sealed)) {
        told = MediaSealer.seal(new Zeros(size), out, key);
      }
      say("sealed", size, begin);
      begin = System.nanoTime();
      VerifiedMedia verified;
      MediaClaims claims =
          new MediaClaims(
              OptionalLong.of(size), List.of(told.plain()), List.<FileHash>of(told.sealed()));
      try (InputStream in = Files.newInputStream(sealed)) {
        verified = new MediaOpener(key, claims).verify(in, Files.size(sealed));
      }
      say("verified", size, begin);
      begin = System.nanoTime();
      Counting out = new Counting();
      try (InputStream in = new BufferedInputStream(Files.newInputStream(sealed))) {
        verified.writeTo(out, in);
      }
      say("opened", out.zeros, begin);
    } finally {
      Files.delete(sealed);
    }
  }

  private static void say(String what, long bytes, long begin) {
    System.out.println(
        what + " " + bytes + " in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
  }

  /** So many zeros. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] out, int offset, int length) {
      int n = (int) Math.min(length, left);
      Arrays.fill(out, offset, offset + n, (byte) 0);
      left -= n;
      return n == 0 && length > 0 ? -1 : n;
    }
  }

  /** Counts zeros, and nothing after anything else. */
  private static final class Counting extends OutputStream {
    private long zeros;

    @Override
    public void write(int b) throws IOException {
      if (b != 0) {
        throw new IOException("that is not what was sealed");
      }
      zeros++;
    }
  }
}
