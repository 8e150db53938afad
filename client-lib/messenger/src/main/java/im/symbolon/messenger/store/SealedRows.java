package im.symbolon.messenger.store;

import im.symbolon.messenger.store.Head.Draft;
import im.symbolon.messenger.store.Table.Sealing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one transaction, sealed on their way in and opened on their way out. */
final class SealedRows implements Rows {
  private final EntryTable entries;
  private final Vault vault;
  private final Draft draft;

  SealedRows(EntryTable entries, Vault vault, Draft draft) {
    this.entries = entries;
    this.vault = vault;
    this.draft = draft;
  }

  @Override
  public Optional<byte[]> get(Table table, RowKey key) throws StoreException {
    Optional<Entry> found = entries.find(table.number(), vault.name(table.number(), key));
    return found.isPresent() ? Optional.of(vault.open(found.get()).value()) : Optional.empty();
  }

  @Override
  public void put(Table table, RowKey key, Group group, long position, byte[] value)
      throws StoreException {
    byte[] name = vault.name(table.number(), key);
    Optional<Entry> old = entries.place(table.number(), name);
    Placement place =
        new Placement(
            table.number(),
            name,
            vault.name(table.number(), group),
            position,
            draft.nextVersion(),
            table.sealing() == Sealing.EPOCH ? vault.epoch().id() : EpochKey.NONE);
    Entry entry = vault.seal(place, key, group, value);
    if (old.isPresent()) {
      draft.remove(vault.code(old.get()));
      entries.replace(entry);
    } else {
      entries.insert(entry);
    }
    draft.add(vault.code(entry));
  }

  @Override
  public boolean delete(Table table, RowKey key) throws StoreException {
    byte[] name = vault.name(table.number(), key);
    Optional<Entry> found = entries.place(table.number(), name);
    if (found.isPresent()) {
      draft.remove(vault.code(found.get()));
      entries.delete(table.number(), name);
    }
    return found.isPresent();
  }

  @Override
  public List<Row> page(Table table, Group group, long beforePosition, int limit)
      throws StoreException {
    byte[] name = vault.name(table.number(), group);
    return opened(entries.page(table.number(), name, beforePosition, limit));
  }

  @Override
  public List<Row> first(Table table, Group group, int limit) throws StoreException {
    return opened(entries.first(table.number(), vault.name(table.number(), group), limit));
  }

  @Override
  public List<Row> after(Table table, Group group, long position, int limit) throws StoreException {
    byte[] name = vault.name(table.number(), group);
    return opened(entries.after(table.number(), name, position, limit));
  }

  @Override
  public List<Row> all(Table table) throws StoreException {
    return opened(entries.all(table.number()));
  }

  @Override
  public long count(Table table) throws StoreException {
    return entries.count(table.number());
  }

  @Override
  public long count(Table table, Group group) throws StoreException {
    return entries.count(table.number(), vault.name(table.number(), group));
  }

  private List<Row> opened(List<Entry> found) throws StoreException {
    List<Row> rows = new ArrayList<>(found.size());
    for (Entry entry : found) {
      rows.add(vault.open(entry));
    }
    return rows;
  }
}
