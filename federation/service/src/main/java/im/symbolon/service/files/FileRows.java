package im.symbolon.service.files;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Files and what may become one, in table {@code symbolonFile}. Times are seconds since 1970. */
final class FileRows {
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final int SLOT = Stage.SLOT.number();
  private static final int UPLOADING = Stage.UPLOADING.number();
  private static final int KEPT = Stage.KEPT.number();
  private static final int ERASING = Stage.ERASING.number();

  /** A row that was found by its URL. */
  record Row(StoredFile file, Stage stage, MediaType type, Instant begun, Instant ends) {}

  /**
   * Sums over the rows of one account that are not over.
   *
   * @param firstEnd when the first of them ends; 1970 when there are none
   */
  record Sum(int files, long bytes, Instant firstEnd) {}

  void insert(Connection c, BareJid account, Slot slot, SlotRequest wanted, Span span)
      throws SQLException {
    Sql.of(
            "INSERT INTO symbolonFile"
                + " (id, urlHash, account, bytes, mediaType, stage, begun, ends)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            slot.id().value(),
            slot.url().hash(),
            account.toString(),
            wanted.size(),
            wanted.type().name(),
            SLOT,
            span.begin(),
            span.end())
        .update(c);
  }

  Optional<Row> find(Connection c, FileUrl url) throws SQLException {
    return Sql.of(
            "SELECT id, account, bytes, stage, mediaType, begun, ends FROM symbolonFile"
                + " WHERE urlHash = ?",
            url.hash())
        .list(c, 1, FileRows::row)
        .stream()
        .findFirst();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new StoredFile(new FileId(row.getString(1)), row.getString(2), row.getLong(3)),
        Stage.of(row.getInt(4)),
        new MediaType(row.getString(5)),
        Instant.ofEpochSecond(row.getLong(6)),
        Instant.ofEpochSecond(row.getLong(7)));
  }

  /** Slots and uploads. */
  Sum open(Connection c, BareJid account, Instant now) throws SQLException {
    return sum(c, account, now, UPLOADING);
  }

  /** Slots, uploads and files. */
  Sum all(Connection c, BareJid account, Instant now) throws SQLException {
    return sum(c, account, now, KEPT);
  }

  private static Sum sum(Connection c, BareJid account, Instant now, int lastStage)
      throws SQLException {
    return Sql.of(
            "SELECT COUNT(*), COALESCE(SUM(bytes), 0), COALESCE(MIN(ends), 0) FROM symbolonFile"
                + " WHERE account = ? AND stage <= ? AND ends > ?",
            account.toString(),
            lastStage,
            now.getEpochSecond())
        .list(
            c,
            1,
            row -> new Sum(row.getInt(1), row.getLong(2), Instant.ofEpochSecond(row.getLong(3))))
        .get(0);
  }

  /** One stage forward; false when the file was not in the stage before. */
  boolean advance(Connection c, FileId id, Stage to, Span span) throws SQLException {
    return Sql.of(
                "UPDATE symbolonFile SET stage = ?, begun = ?, ends = ? WHERE id = ? AND stage = ?",
                to.number(),
                span.begin(),
                span.end(),
                id.value(),
                to.number() - 1)
            .update(c)
        == 1;
  }

  /** What its type was said to be is of no use when it has come. */
  void forgetType(Connection c, FileId id) throws SQLException {
    Sql.of("UPDATE symbolonFile SET mediaType = '' WHERE id = ?", id.value()).update(c);
  }

  /** An upload that failed. */
  void abandon(Connection c, FileId id) throws SQLException {
    Sql.of(
            "UPDATE symbolonFile SET stage = ?, ends = 0 WHERE id = ? AND stage = ?",
            ERASING,
            id.value(),
            UPLOADING)
        .update(c);
  }

  /** Everything of an account. */
  void abandon(Connection c, BareJid account) throws SQLException {
    Sql.of(
            "UPDATE symbolonFile SET stage = ?, ends = 0 WHERE account = ?",
            ERASING,
            account.toString())
        .update(c);
  }

  /** Everything that is over, and slots of a clock that was ahead by more than a day. */
  void abandon(Connection c, Instant now) throws SQLException {
    Sql.of(
            "UPDATE symbolonFile SET stage = ?, ends = 0 WHERE stage < ? AND begun > ?",
            ERASING,
            KEPT,
            now.getEpochSecond() + DAY)
        .update(c);
    Sql.of(
            "UPDATE symbolonFile SET stage = ?, ends = 0 WHERE stage < ? AND ends <= ?",
            ERASING,
            ERASING,
            now.getEpochSecond())
        .update(c);
  }

  /** The next ones to erase after {@code last}, in the order of their ids. */
  List<FileId> erasing(Connection c, String last, int max) throws SQLException {
    return Sql.of(
            "SELECT id FROM symbolonFile WHERE stage = ? AND id > ? ORDER BY id", ERASING, last)
        .list(c, max, row -> new FileId(row.getString(1)));
  }

  void delete(Connection c, FileId id) throws SQLException {
    Sql.of("DELETE FROM symbolonFile WHERE id = ? AND stage = ?", id.value(), ERASING).update(c);
  }

  FileUsage usage(Connection c) throws SQLException {
    return Sql.of(
            "SELECT COUNT(*), COALESCE(SUM(bytes), 0) FROM symbolonFile WHERE stage = ?", KEPT)
        .list(c, 1, row -> new FileUsage(row.getLong(1), row.getLong(2)))
        .get(0);
  }
}
