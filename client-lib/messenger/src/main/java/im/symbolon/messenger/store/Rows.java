package im.symbolon.messenger.store;

import java.util.List;
import java.util.Optional;

/**
 * The rows as one transaction sees them, its own writes included. Valid only while the work runs
 * and only on its thread; {@link IllegalStateException} otherwise. Arrays handed in are copied, and
 * arrays handed out belong to the caller.
 */
public interface Rows {
  /**
   * Largest value of a row in bytes. Android hands out at most 1 MiB per row, sealed and padded.
   */
  int MAX_VALUE_BYTES = 512 * 1024;

  /** Longest list that one call returns, {@link #all} aside. */
  int MAX_LIMIT = 10_000;

  /** The value, if there is such a row. */
  Optional<byte[]> get(Table table, RowKey key) throws StoreException;

  /** Writes a row that belongs to no group; replaces the one with that key, whatever its group. */
  default void put(Table table, RowKey key, byte[] value) throws StoreException {
    put(table, key, Group.NONE, 0, value);
  }

  /**
   * Writes a row into an ordered group; replaces the one with that key, whatever its group. Within
   * a group positions should differ: rows of equal position are ordered by their last write, and
   * the end of a page may fall between them.
   *
   * @throws StoreException TOO_LARGE beyond {@link #MAX_VALUE_BYTES}; the transaction can go on
   */
  void put(Table table, RowKey key, Group group, long position, byte[] value) throws StoreException;

  /** Whether there was such a row; there is none afterwards. */
  boolean delete(Table table, RowKey key) throws StoreException;

  /** Newest first: rows of the group at positions below the given one, at most so many. */
  List<Row> page(Table table, Group group, long beforePosition, int limit) throws StoreException;

  /** Newest first: the last rows of the group, at most so many. */
  default List<Row> newest(Table table, Group group, int limit) throws StoreException {
    return page(table, group, Long.MAX_VALUE, limit);
  }

  /** Oldest first: the first rows of the group, at most so many. */
  List<Row> first(Table table, Group group, int limit) throws StoreException;

  /** Oldest first: rows of the group at positions above the given one, at most so many. */
  List<Row> after(Table table, Group group, long position, int limit) throws StoreException;

  /** Every row of the table in the order of their last write. For small tables. */
  List<Row> all(Table table) throws StoreException;

  /** How many rows the table has. */
  long count(Table table) throws StoreException;

  /** How many rows the group has. */
  long count(Table table, Group group) throws StoreException;
}
