package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.ExchangeRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.session.ExchangeId;
import java.time.Instant;

/**
 * Every key exchange that was accepted, for as long as the keys that it used are kept: a repeated
 * one never creates or replaces a session.
 */
public final class Exchanges {
  private final Rows rows;

  public Exchanges(Rows rows) {
    this.rows = rows;
  }

  public boolean wasAccepted(ExchangeId exchange) throws StoreException {
    return rows.get(Tables.EXCHANGES, RowKey.of(exchange.encode())).isPresent();
  }

  public void accepted(KeyExchangeMessage message, Instant now) throws StoreException {
    ExchangeRecord value =
        ExchangeRecord.newBuilder()
            .setSignedPreKey(message.signedPreKey().value())
            .setPreKey(message.preKey().value())
            .setAcceptedAtMs(now.toEpochMilli())
            .build();
    RowKey key = RowKey.of(ExchangeId.of(message).encode());
    rows.put(Tables.EXCHANGES, key, value.toByteArray());
  }

  /** Forgets the exchanges that used this signed prekey, which was destroyed. */
  public void forget(SignedPreKeyId destroyed) throws StoreException {
    for (Row row : rows.all(Tables.EXCHANGES)) {
      ExchangeRecord found = Stored.read(() -> ExchangeRecord.parseFrom(row.value()));
      if (found.getSignedPreKey() == destroyed.value()) {
        rows.delete(Tables.EXCHANGES, row.key());
      }
    }
  }
}
