/**
 * Where the client keeps everything that must outlive it: one store of rows, changed in
 * transactions, sealed at rest.
 *
 * <p>A {@link im.symbolon.messenger.store.RowStore} knows no messages or sessions. Repositories on
 * top of it name their {@link im.symbolon.messenger.store.Table tables}, encode their values and
 * share one {@link im.symbolon.messenger.store.RowStore#transaction transaction} where things
 * belong together, such as a ratchet's new state, the plaintext and the seen-mark:
 *
 * <pre>{@code
 * Table messages = Table.lasting(3, "messages");
 * store.transaction(rows -> {
 *   rows.put(sessions, RowKey.of(peer), newState);
 *   rows.put(messages, RowKey.of(id), Group.of(peer), time, text);
 *   return null;
 * });
 * }</pre>
 *
 * <p>{@link im.symbolon.messenger.store.MemoryRowStore} keeps rows in memory; {@link
 * im.symbolon.messenger.store.SqlRowStore} in an SQLite file, over an {@link
 * im.symbolon.messenger.store.SqlDb} that each platform supplies:
 *
 * <pre>{@code
 * try (Passphrase typed = Passphrase.of(characters)) {
 *   return SqlRowStore.open(JdbcSqlDb.open(file), typed, entropy, clock);
 * }
 * }</pre>
 *
 * <h2>At rest</h2>
 *
 * <p>A random master key is sealed under the {@link im.symbolon.messenger.store.StoreKey}, which
 * comes from a passphrase or the platform's key store. Each row's names and value are sealed with
 * AES-256-GCM under HKDF-SHA-256 of a key derived from the master key and a fresh salt of 24 bytes.
 * Table, name, group, position, version and epoch of the row are its associated data. Names stand
 * in the file as HMAC-SHA-256.
 *
 * <p>A sealed head row holds a generation and a keyed sum over the place, version and salt of every
 * row. Opening compares it with what is there, so a row that was removed, added, moved, swapped or
 * restored from an older copy is found then; changed content is found when it is read. The
 * database's layout is compared with ours and SQLite's {@code integrity_check} is run, because a
 * trigger or a crippled index could hide rows. <em>Not</em> found here is the whole file replaced
 * by an older one, or the log of a crashed process cut off: that is what {@link
 * im.symbolon.messenger.store.RowStore#generation} is for. Nor is somebody who changes the file
 * while the store has it open.
 *
 * <p>Rows of {@link im.symbolon.messenger.store.Table.Sealing#EPOCH} tables are sealed under a key
 * of the day. When a day has passed, opening the store or the next transaction seals them again
 * under a new key and erases the old one. Deleted bytes are overwritten ({@code secure_delete}) and
 * leave the write-ahead log with every change of epoch and every close. What the disk itself keeps
 * of overwritten blocks is beyond us; that is why there are epochs.
 *
 * <p>Readable without the key: that it is a store of ours; how its key is found (salt and cost);
 * how many rows each table number has and which of them are under the key of the day, which rows
 * share a group, their positions (for messages: their times), the order in which rows were last
 * written, and their sizes to within half (from 128 bytes on).
 *
 * <p>One process at a time: a second open is refused as IN_USE. A commit is on the disk when {@code
 * transaction} returns ({@code synchronous=FULL}): a ratchet's step must not be forgotten after its
 * bytes have left.
 */
package im.symbolon.messenger.store;
