package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ArchivePosition;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ArchivePage;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.messenger.xmpp.ArchiveResult;
import java.time.Instant;
import java.util.Optional;

/** Puts what the archive gave into the inbox, and says how far that goes. */
final class ArchivedPages {
  private final Surroundings surroundings;
  private final Source source;

  ArchivedPages(Surroundings surroundings, Source source) {
    this.surroundings = surroundings;
    this.source = source;
  }

  /**
   * @param marks whether what arrives live bears the archive's ids
   */
  void store(Rows rows, ArchivePage page, boolean marks) throws StoreException {
    for (ArchiveResult each : page.results()) {
      store(rows, each, marks);
    }
  }

  private void store(Rows rows, ArchiveResult result, boolean marks) throws StoreException {
    if (result.stanza().type().equals("error")) {
      return; // an old failure says nothing about what was sent again since
    }
    Optional<Intake.Taken> taken = Intake.take(result.stanza(), now());
    if (taken.isPresent()) {
      new Inbox(rows).add(taken.get().stanza(), taken.get().refused(), now());
    }
    if (marks) {
      source.held(rows).replaced(result.id());
    }
  }

  /**
   * What lies before a page that was stored is covered up to its end, if it was up to its begin.
   */
  void cover(Rows rows, ArchivePoint point, ArchivePoint behind) throws StoreException {
    ArchivePosition position = source.position(rows);
    if (position.covered().filter(known -> known.isAt(point)).isPresent()) {
      position.cover(behind);
    }
  }

  /** Behind the page; its time is the last that the server gave. */
  ArchivePoint behind(ArchivePoint point, ArchivePage page) {
    if (!page.last().isPresent()) {
      return point;
    }
    Instant since = point.since();
    for (ArchiveResult each : page.results()) {
      since = each.stanza().delayedSince().filter(this::isPast).orElse(since);
    }
    return ArchivePoint.behind(page.last().get(), since);
  }

  /** What lies in the future would let a later look by time pass everything over. */
  private boolean isPast(Instant at) {
    return at.isAfter(Instant.EPOCH) && !at.isAfter(now());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
