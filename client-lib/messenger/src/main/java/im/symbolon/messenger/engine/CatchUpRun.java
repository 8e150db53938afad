package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Pauses;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePage;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One stream's catch-up: how far it is, and when it is enough. Used by one worker. */
final class CatchUpRun {
  /** More waits for the next stream: no server keeps a client busy for ever. */
  private static final int MAX_PAGES = 1_000;

  /** A slow connection may not carry a full page in the time of an answer. */
  private static final int SMALLEST_PAGE = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final long stream;
  private final Set<String> ends = new HashSet<>();
  private Optional<ArchivePoint> from = Optional.empty();
  private int size = Archive.PAGE;
  private int pages;
  private boolean stable = true;
  private boolean goneByTime;
  private Duration pause = FIRST_PAUSE;

  CatchUpRun(long stream) {
    this.stream = stream;
  }

  long stream() {
    return stream;
  }

  /** Where the next page begins; empty for what is stored. */
  Optional<ArchivePoint> from() {
    return from;
  }

  int size() {
    return size;
  }

  /** False once the server said that what it told may still change. */
  boolean isStable() {
    return stable;
  }

  /** Notes a page; false when it is not worth asking for another one. */
  boolean took(ArchivePage page, ArchivePoint behind) {
    from = Optional.of(behind);
    stable &= page.stable();
    pause = FIRST_PAUSE;
    pages++;
    boolean moved = behind.id().isPresent() && ends.add(behind.id().get());
    return moved && pages < MAX_PAGES;
  }

  /** The pause after which it is worth another try, if any. */
  Optional<Duration> failed(TransportException e) {
    if (!e.isPassing()) {
      return Optional.empty();
    }
    if (e.reason() == Reason.TIMEOUT) {
      size = Math.max(SMALLEST_PAGE, size / 2);
    }
    Duration wait = pause;
    pause = Pauses.doubled(pause, LONGEST_PAUSE);
    return Optional.of(wait);
  }

  /** Once; an archive that knows no point in time either is left alone. */
  boolean mayGoByTime() {
    return !goneByTime;
  }

  void restart() {
    goneByTime = true;
    from = Optional.empty();
  }
}
