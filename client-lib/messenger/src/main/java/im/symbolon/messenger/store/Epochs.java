package im.symbolon.messenger.store;

import im.symbolon.messenger.store.Head.Draft;
import im.symbolon.messenger.store.StoreException.Reason;
import java.util.List;

/** The row that holds the sealed key of the day, and its replacement. */
final class Epochs {
  private record Saved(long id, SealedBytes sealed) {}

  /** Ciphertext. */
  private static final class SealedBytes {
    private final byte[] bytes;

    SealedBytes(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private final SqlDb db;
  private final Vault vault;

  Epochs(SqlDb db, Vault vault) {
    this.db = db;
    this.vault = vault;
  }

  /** Lets the vault begin the saved epoch. */
  void load() throws StoreException {
    Saved saved = saved();
    vault.begin(vault.openEpoch(saved.id(), saved.sealed().bytes));
  }

  /** What the saved epoch adds to the head's sum. */
  byte[] code() throws StoreException {
    Saved saved = saved();
    return vault.epochCode(saved.id(), saved.sealed().bytes);
  }

  /** Saves the first epoch's key. */
  void write(EpochKey first, Draft draft) throws StoreException {
    byte[] sealed = vault.seal(first);
    db.update("INSERT INTO epoch (id, sealed) VALUES (?, ?)", first.id(), sealed);
    draft.add(vault.epochCode(first.id(), sealed));
  }

  /**
   * Seals every row of the current epoch again under a new key, and forgets the old one's row. The
   * caller commits, and then lets the vault begin the epoch. A row that does not open stays behind
   * as it is: refused whenever it is read, now that its key is gone, but it takes no other row with
   * it.
   */
  void replace(EntryTable entries, Draft draft, EpochKey next) throws StoreException {
    for (Entry entry : entries.ofEpochs()) {
      if (entry.place().epoch() == vault.epoch().id()) {
        reseal(entries, entry.place(), draft, next);
      }
    }
    draft.remove(code());
    db.update("DELETE FROM epoch");
    write(next, draft);
  }

  private void reseal(EntryTable entries, Placement place, Draft draft, EpochKey next)
      throws StoreException {
    try {
      Entry old = entries.find(place.table(), place.name()).orElseThrow(Sealer::tampered);
      Entry resealed = vault.reseal(old, draft.nextVersion(), next);
      entries.replace(resealed);
      draft.remove(vault.code(old));
      draft.add(vault.code(resealed));
    } catch (StoreException e) {
      if (e.reason() != Reason.TAMPERED) {
        throw e;
      }
    }
  }

  private Saved saved() throws StoreException {
    List<Saved> found =
        db.query(
            "SELECT id, sealed FROM epoch",
            row -> new Saved(row.number(0), new SealedBytes(row.blob(1))));
    if (found.size() != 1) {
      throw Sealer.tampered();
    }
    return found.get(0);
  }
}
