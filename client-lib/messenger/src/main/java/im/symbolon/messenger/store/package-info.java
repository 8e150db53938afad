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
 */
package im.symbolon.messenger.store;
