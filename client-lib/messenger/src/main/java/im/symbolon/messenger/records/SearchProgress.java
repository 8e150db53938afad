package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.SearchProgressRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Optional;

/** How far the lines were indexed that are older than the index: chat by chat, each backwards. */
public final class SearchProgress {
  private static final RowKey ONLY = RowKey.of("progress");

  private final Rows rows;

  public SearchProgress(Rows rows) {
    this.rows = rows;
  }

  /**
   * Where it stands.
   *
   * @param chat the one that was begun last; empty before the first
   * @param place everything in it from there on was indexed
   * @param passed how many entries were gone through, of about {@code total}
   */
  public record At(Optional<BareJid> chat, long place, long passed, long total, boolean done) {}

  /** Empty in a store that was never gone through. */
  public Optional<At> get() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.SEARCH_PROGRESS, ONLY);
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  public void put(At at) throws StoreException {
    SearchProgressRecord value =
        SearchProgressRecord.newBuilder()
            .setChat(at.chat().map(BareJid::toString).orElse(""))
            .setPlace(at.place())
            .setPassed(at.passed())
            .setTotal(at.total())
            .setDone(at.done())
            .build();
    rows.put(Tables.SEARCH_PROGRESS, ONLY, value.toByteArray());
  }

  private static At read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          SearchProgressRecord found = SearchProgressRecord.parseFrom(value);
          return new At(
              found.getChat().isEmpty()
                  ? Optional.empty()
                  : Optional.of(BareJid.parse(found.getChat())),
              found.getPlace(),
              found.getPassed(),
              found.getTotal(),
              found.getDone());
        });
  }
}
