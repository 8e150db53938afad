package im.symbolon.service.files;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.files.FileException.Reason;
import im.symbolon.service.files.FileRows.Row;
import im.symbolon.service.files.FileRows.Sum;
import im.symbolon.service.jdbc.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Knows every slot and every file: gives slots within the quota, lets each be used once, by one
 * upload, on one node. Safe for any number of threads and nodes on one database.
 */
public final class FileBook {
  /** Clocks of two nodes differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Database database;
  private final Clock clock;
  private final SecureRandom random;
  private final FileRules rules;
  private final FileRows rows = new FileRows();
  private final OwnerRows owners;

  /** Works on the tables that {@link im.symbolon.service.jdbc.Schema} or the host installed. */
  public FileBook(Database database, Clock clock, SecureRandom random, FileRules rules) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.rules = rules;
    this.owners = new OwnerRows(rules.quota());
  }

  /** The largest file that gets a slot, in bytes. */
  long largest() {
    return rules.quota().largest();
  }

  /** Gives a slot. Throws TOO_LARGE, QUOTA or UNAVAILABLE. */
  Slot give(BareJid account, SlotRequest wanted) throws FileException {
    if (wanted.size() > largest()) {
      throw new FileException(
          Reason.TOO_LARGE, "File too large. The maximum file size is " + largest() + " bytes.");
    }
    Slot slot = new Slot(FileId.fresh(random), FileUrl.fresh(random, wanted.name()));
    return inTransaction(
        c -> {
          Instant now = clock.instant();
          owners.charge(c, account, wanted.size(), now);
          requireRoom(c, account, wanted, now);
          rows.insert(c, account, slot, wanted, Span.of(now, rules.times().slot()));
          return slot;
        });
  }

  private void requireRoom(Connection c, BareJid account, SlotRequest wanted, Instant now)
      throws SQLException, FileException {
    Sum open = rows.open(c, account, now);
    if (open.files() >= rules.quota().openSlots()) {
      throw FileException.quota("Your other uploads come first.", open.firstEnd());
    }
    Sum all = rows.all(c, account, now);
    if (all.bytes() > rules.quota().keptBytes() - wanted.size()) {
      throw FileException.quota("Your files fill the room that you have here.", all.firstEnd());
    }
  }

  /**
   * Takes a slot for one upload, or says why not: NO_SUCH_SLOT, USED, OTHER_SIZE, OTHER_TYPE or
   * UNAVAILABLE.
   *
   * @param size what the upload says that it is
   */
  StoredFile claim(FileUrl url, long size, MediaType type) throws FileException {
    return inTransaction(
        c -> {
          Instant now = clock.instant();
          Row row = slot(c, url, now);
          if (row.file().size() != size) {
            throw new FileException(
                Reason.OTHER_SIZE, "The slot is for " + row.file().size() + " bytes.");
          }
          if (!row.type().allows(type)) {
            throw new FileException(Reason.OTHER_TYPE, "The slot is for another content type.");
          }
          Span span = Span.of(now, rules.times().upload());
          if (!rows.advance(c, row.file().id(), Stage.UPLOADING, span)) {
            throw used();
          }
          return row.file();
        });
  }

  private Row slot(Connection c, FileUrl url, Instant now) throws SQLException, FileException {
    Row row = rows.find(c, url).orElseThrow(FileBook::noSuchSlot);
    if (row.stage() == Stage.UPLOADING || row.stage() == Stage.KEPT) {
      throw used();
    }
    boolean over = now.isAfter(row.ends()) || now.plus(SKEW).isBefore(row.begun());
    if (row.stage() == Stage.ERASING || over) {
      throw noSuchSlot();
    }
    return row;
  }

  private static FileException noSuchSlot() {
    return new FileException(Reason.NO_SUCH_SLOT, "There is no such slot.");
  }

  private static FileException used() {
    return new FileException(Reason.USED, "The slot was used.");
  }

  /**
   * From now on the file is served; the storage has it. False when the upload is not wanted any
   * more.
   *
   * @throws FileException UNAVAILABLE; then it may be served or not
   */
  boolean complete(FileId id) throws FileException {
    return inTransaction(
        c -> {
          rows.forgetType(c, id);
          Span span = Span.of(clock.instant(), rules.times().retention());
          return rows.advance(c, id, Stage.KEPT, span);
        });
  }

  /** An upload failed: {@link #erased} follows when the storage has nothing of it. */
  void abandon(FileId id) throws FileException {
    inTransaction(
        c -> {
          rows.abandon(c, id);
          return true;
        });
  }

  /** A complete file. */
  Optional<StoredFile> find(FileUrl url) throws FileException {
    return inTransaction(
        c -> rows.find(c, url).filter(row -> row.stage() == Stage.KEPT).map(Row::file));
  }

  /** Takes out of use what is over at {@code now}. */
  void expire(Instant now) throws FileException {
    inTransaction(
        c -> {
          rows.abandon(c, now);
          return true;
        });
  }

  /** What the storage must erase; ids after {@code last}, which is empty at first. */
  List<FileId> erasing(String last, int max) throws FileException {
    return inTransaction(c -> rows.erasing(c, last, max));
  }

  /** The storage has erased it. */
  void erased(FileId id) throws FileException {
    inTransaction(
        c -> {
          rows.delete(c, id);
          return true;
        });
  }

  /**
   * Takes everything of an account out of use that no longer exists; the next sweep erases it.
   *
   * @throws FileException UNAVAILABLE
   */
  public void forget(BareJid account) throws FileException {
    inTransaction(
        c -> {
          owners.forget(c, account);
          rows.abandon(c, account);
          return true;
        });
  }

  /**
   * What is kept of all accounts.
   *
   * @throws FileException UNAVAILABLE
   */
  public FileUsage usage() throws FileException {
    return inTransaction(rows::usage);
  }

  private <T> T inTransaction(Database.Work<T, FileException> work) throws FileException {
    try {
      return database.inTransaction(work);
    } catch (SQLException e) {
      throw new FileException("the table of files did not answer", e);
    }
  }
}
