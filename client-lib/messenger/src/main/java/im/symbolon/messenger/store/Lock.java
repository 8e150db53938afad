package im.symbolon.messenger.store;

import im.symbolon.messenger.store.StoreException.Reason;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.List;

/**
 * The part of the file that a store key opens: a header to find the key by, and the store's random
 * master key sealed under it. So another passphrase needs no other seals.
 */
final class Lock {
  private final byte[] header;
  private final byte[] master;

  private Lock(byte[] header, byte[] master) {
    this.header = header;
    this.master = master;
  }

  static Lock read(SqlDb db) throws StoreException {
    List<Lock> found =
        db.query("SELECT header, master FROM lock", row -> new Lock(row.blob(0), row.blob(1)));
    if (found.size() != 1 || found.get(0).header.length > KeyHeader.MAX_BYTES) {
      throw Sealer.tampered();
    }
    return found.get(0);
  }

  /** A vault for a new store, empty as yet. */
  static Vault newVault(Entropy entropy) {
    return new Vault(new StoreSecrets(entropy.bytes(StoreSecrets.MASTER_LENGTH)), entropy);
  }

  /** A lock on this vault that the source's key opens. */
  static Lock on(Vault vault, StoreKeySource keys, Entropy entropy) throws StoreException {
    KeyHeader header = keys.newHeader(entropy);
    try (StoreKey key = keys.key(header)) {
      return new Lock(header.bytes(), vault.sealMaster(key, header));
    }
  }

  Vault open(StoreKeySource keys, Entropy entropy) throws StoreException {
    try (StoreKey key = keys.key(KeyHeader.of(header))) {
      byte[] opened = new Sealer(entropy).openWhole(key.bytes(), header, master);
      return new Vault(new StoreSecrets(opened), entropy);
    } catch (StoreException e) {
      throw e.reason() == Reason.TAMPERED ? wrongKey(e) : e;
    }
  }

  private static StoreException wrongKey(StoreException e) {
    return new StoreException(
        Reason.WRONG_KEY, "The passphrase or key does not open this store; try again.", e);
  }

  void write(SqlDb db) throws StoreException {
    db.update("INSERT OR REPLACE INTO lock (id, header, master) VALUES (1, ?, ?)", header, master);
  }

  /** What it adds to the head's sum. */
  byte[] code(Vault vault) {
    return vault.lockCode(header, master);
  }
}
