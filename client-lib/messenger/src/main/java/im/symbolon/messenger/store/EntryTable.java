package im.symbolon.messenger.store;

import java.util.List;
import java.util.Optional;

/** The SQL over sealed rows. Only what SQLite 3.18 knows, which is Android 8's. */
final class EntryTable {
  private static final String PLACE = "SELECT tab, name, grp, pos, version, epoch, salt, ";
  private static final String PLACES = PLACE + "NULL FROM entry";
  private static final String ENTRIES = PLACE + "sealed FROM entry";
  private static final String OF_NAME = " WHERE tab=? AND name=?";
  private static final String OF_GROUP = " WHERE tab=? AND grp=?";

  private final SqlDb db;

  EntryTable(SqlDb db) {
    this.db = db;
  }

  /** Takes every place in. */
  interface Reader {
    void read(Entry entry) throws StoreException;
  }

  void eachPlace(Reader reader) throws StoreException {
    db.each(PLACES, row -> reader.read(entry(row)));
  }

  Optional<Entry> place(long table, byte[] name) throws StoreException {
    return one(db.query(PLACES + OF_NAME, EntryTable::entry, table, name));
  }

  Optional<Entry> find(long table, byte[] name) throws StoreException {
    return one(db.query(ENTRIES + OF_NAME, EntryTable::entry, table, name));
  }

  /** One that is not there. */
  void insert(Entry entry) throws StoreException {
    Placement place = entry.place();
    db.update(
        "INSERT INTO entry (tab, name, grp, pos, version, epoch, salt, sealed)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        place.table(),
        place.name(),
        place.group(),
        place.position(),
        place.version(),
        place.epoch(),
        entry.salt(),
        entry.sealed());
  }

  /**
   * In the place of the one with its name. A row that is written again and again stays where it is
   * in the file: moved to the end, it would leave a gap beside every row that stays.
   */
  void replace(Entry entry) throws StoreException {
    Placement place = entry.place();
    db.update(
        "UPDATE entry SET grp=?, pos=?, version=?, epoch=?, salt=?, sealed=?" + OF_NAME,
        place.group(),
        place.position(),
        place.version(),
        place.epoch(),
        entry.salt(),
        entry.sealed(),
        place.table(),
        place.name());
  }

  void delete(long table, byte[] name) throws StoreException {
    db.update("DELETE FROM entry" + OF_NAME, table, name);
  }

  List<Entry> page(long table, byte[] group, long before, long limit) throws StoreException {
    String sql = ENTRIES + OF_GROUP + " AND pos<? ORDER BY pos DESC, version DESC LIMIT ?";
    return db.query(sql, EntryTable::entry, table, group, before, limit);
  }

  List<Entry> first(long table, byte[] group, long limit) throws StoreException {
    String sql = ENTRIES + OF_GROUP + " ORDER BY pos, version LIMIT ?";
    return db.query(sql, EntryTable::entry, table, group, limit);
  }

  List<Entry> after(long table, byte[] group, long position, long limit) throws StoreException {
    String sql = ENTRIES + OF_GROUP + " AND pos>? ORDER BY pos, version LIMIT ?";
    return db.query(sql, EntryTable::entry, table, group, position, limit);
  }

  List<Entry> all(long table) throws StoreException {
    return db.query(ENTRIES + " WHERE tab=? ORDER BY version", EntryTable::entry, table);
  }

  /** Places of rows under a key of the day, in the order of their writes. */
  List<Entry> ofEpochs() throws StoreException {
    return db.query(PLACES + " WHERE epoch<>0 ORDER BY version", EntryTable::entry);
  }

  long count(long table) throws StoreException {
    return db.query("SELECT count(*) FROM entry WHERE tab=?", row -> row.number(0), table).get(0);
  }

  long count(long table, byte[] group) throws StoreException {
    String sql = "SELECT count(*) FROM entry" + OF_GROUP;
    return db.query(sql, row -> row.number(0), table, group).get(0);
  }

  private static Entry entry(SqlDb.Columns row) throws StoreException {
    Placement place =
        new Placement(
            row.number(0), row.blob(1), row.blob(2), row.number(3), row.number(4), row.number(5));
    return new Entry(place, row.blob(6), row.blob(7));
  }

  private static Optional<Entry> one(List<Entry> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }
}
