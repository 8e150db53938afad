package im.symbolon.messenger.files;

import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.MediaFolder.Place;
import im.symbolon.messenger.files.Transfer.Stage;
import im.symbolon.messenger.files.http.HttpDoor;
import im.symbolon.protocol.files.FileUrl;
import im.symbolon.protocol.files.SealedSource;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.ratchet.media.MediaSealer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Fetches one sealed file: goes on where it ended before, and keeps it when it is the right one.
 */
final class Downloading {
  private static final int PORTION = 64 * 1024;

  /** How often a broken connection is tried again, when nothing more came in between. */
  private static final int TRIES = 3;

  private final HttpDoor http;
  private final long largest;
  private final Transfer transfer;

  /**
   * For one transfer.
   *
   * @param largest sealed file that is fetched, in bytes
   */
  Downloading(HttpDoor http, long largest, Transfer transfer) {
    this.http = http;
    this.largest = largest;
    this.transfer = transfer;
  }

  /** The file, verified. */
  KeptFile fetch(SharedFile file, Place place) throws FileException {
    SealedSource source =
        file.source().orElseThrow(() -> new IllegalArgumentException("it is not uploaded"));
    KeptFile kept = new KeptFile(file, source, place.sealed());
    boolean resumed = length(place.part()) > 0 || place.isWhole();
    try {
      complete(file, source, place);
      kept.verify();
    } catch (FileException e) {
      forgetWrong(e, place);
      if (!resumed || e.reason() != Reason.NOT_AUTHENTIC) {
        throw e;
      }
      complete(file, source, place); // what was there before may have been of another answer
      verifyOnce(kept, place);
    }
    return kept;
  }

  private static void verifyOnce(KeptFile kept, Place place) throws FileException {
    try {
      kept.verify();
    } catch (FileException e) {
      forgetWrong(e, place);
      throw e;
    }
  }

  private static void forgetWrong(FileException e, Place place) throws FileException {
    if (e.reason() == Reason.NOT_AUTHENTIC || e.reason() == Reason.TOO_LARGE) {
      try {
        place.forget();
      } catch (IOException undeletable) {
        throw new FileException(Reason.DISK_FULL, undeletable);
      }
    }
  }

  private void complete(SharedFile file, SealedSource source, Place place) throws FileException {
    if (!place.isWhole()) {
      fromAny(source, limit(file), place.part());
      try {
        place.finish();
      } catch (IOException e) {
        throw new FileException(Reason.DISK_FULL, e);
      }
    }
    transfer.at(Stage.PREPARING, 0, 0);
  }

  /** Padding may follow what was told (XEP-0448), within reason. */
  private long limit(SharedFile file) throws FileException {
    if (!file.metadata().size().isPresent()) {
      return largest;
    }
    long told = MediaSealer.sealedSize(file.metadata().size().get());
    if (told > largest) {
      throw new FileException(Reason.TOO_LARGE);
    }
    return Math.min(largest, told + Math.max(PORTION, told / 8));
  }

  private void fromAny(SealedSource source, long limit, Path part) throws FileException {
    FileException first = null;
    for (FileUrl url : source.urls()) {
      try {
        stubbornly(url, limit, part);
        return;
      } catch (FileException e) {
        if (e.reason() == Reason.CANCELLED || e.reason() == Reason.DISK_FULL) {
          throw e;
        }
        first = first == null ? e : first;
      }
    }
    throw first == null ? new FileException(Reason.UNREADABLE) : first;
  }

  private void stubbornly(FileUrl url, long limit, Path part) throws FileException {
    for (int tries = 1; ; tries++) {
      long before = length(part);
      try {
        once(url, limit, part);
        return;
      } catch (FileException e) {
        boolean moved = length(part) > before;
        if (!e.reason().isPassing() || (tries >= TRIES && !moved)) {
          throw e;
        }
        tries = moved ? 0 : tries;
      }
    }
  }

  private void once(FileUrl url, long limit, Path part) throws FileException {
    long have = length(part);
    try (HttpDoor.Download answer = http.get(url, have, transfer.cancelling())) {
      long total = answer.total().orElse(0);
      if (total > limit) {
        throw new FileException(Reason.TOO_LARGE);
      }
      long got = copy(answer, limit, part);
      if (total > 0 && got < total) {
        throw new FileException(Reason.NETWORK);
      }
    } finally {
      transfer.cancelling().released();
    }
  }

  private long copy(HttpDoor.Download answer, long limit, Path part) throws FileException {
    long at = answer.from();
    try (OutputStream out = open(part, at)) {
      byte[] portion = new byte[PORTION];
      for (int n = read(answer.body(), portion); n >= 0; n = read(answer.body(), portion)) {
        at += n;
        if (at > limit) {
          throw new FileException(Reason.TOO_LARGE);
        }
        out.write(portion, 0, n);
        transfer.at(Stage.MOVING, at, answer.total().orElse(0));
      }
    } catch (IOException e) {
      throw new FileException(Reason.DISK_FULL, e);
    }
    return at;
  }

  private static OutputStream open(Path part, long from) throws IOException {
    return from == 0
        ? Files.newOutputStream(part)
        : Files.newOutputStream(part, StandardOpenOption.APPEND);
  }

  /** What fails here is the network, not the disk. */
  private int read(InputStream body, byte[] portion) throws FileException {
    try {
      transfer.cancelling().check();
      return body.read(portion);
    } catch (IOException | RuntimeException e) {
      transfer.cancelling().check();
      throw new FileException(Reason.NETWORK, e);
    }
  }

  private static long length(Path part) {
    try {
      return Files.size(part);
    } catch (IOException e) {
      return 0; // not there yet
    }
  }
}
