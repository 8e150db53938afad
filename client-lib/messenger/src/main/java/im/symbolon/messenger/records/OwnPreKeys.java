package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.PreKeyRecord;
import im.symbolon.messenger.records.wire.SignedPreKeyRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignedPreKey;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** This device's prekeys, with their private halves. Ids are never used twice. */
public final class OwnPreKeys {
  private final Rows rows;

  public OwnPreKeys(Rows rows) {
    this.rows = rows;
  }

  /** An id that no prekey of that pool ever had. */
  public PreKeyId nextId(Pool pool) throws StoreException {
    long next = new Sequences(rows).next("prekeys " + pool.wireName(), pool.first().value());
    return Stored.read(() -> PreKeyId.of(next));
  }

  /** An id that no signed prekey ever had. */
  public SignedPreKeyId nextSignedId() throws StoreException {
    long next = new Sequences(rows).next("signed prekeys", 1);
    return Stored.read(() -> SignedPreKeyId.of(next));
  }

  public void add(SignedPreKeyPair key) throws StoreException {
    SignedPreKeyRecord value =
        SignedPreKeyRecord.newBuilder()
            .setId(key.id().value())
            .setScalar(ByteString.copyFrom(key.pair().privateKey().expose()))
            .setPublicKey(ByteString.copyFrom(key.publicKey().key().encode()))
            .setSignature(ByteString.copyFrom(key.publicKey().signature().encode()))
            .setCreatedAtMs(key.createdAt().toEpochMilli())
            .build();
    rows.put(Tables.SIGNED_PRE_KEYS, RowKey.of(key.id().toString()), value.toByteArray());
  }

  /** All signed prekeys, the newest first. */
  public List<SignedPreKeyPair> signed() throws StoreException {
    List<SignedPreKeyPair> found = new ArrayList<>();
    for (Row row : rows.all(Tables.SIGNED_PRE_KEYS)) {
      found.add(readSigned(row.value()));
    }
    found.sort(Comparator.comparing((SignedPreKeyPair key) -> key.id()).reversed());
    return Collections.unmodifiableList(found);
  }

  public Optional<SignedPreKeyPair> signed(SignedPreKeyId id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.SIGNED_PRE_KEYS, RowKey.of(id.toString()));
    return !value.isPresent() ? Optional.empty() : Optional.of(readSigned(value.get()));
  }

  public void remove(SignedPreKeyId id) throws StoreException {
    rows.delete(Tables.SIGNED_PRE_KEYS, RowKey.of(id.toString()));
  }

  public void add(OwnPreKey key) throws StoreException {
    PreKeyRecord.Builder value =
        PreKeyRecord.newBuilder()
            .setId(key.id().value())
            .setScalar(ByteString.copyFrom(key.pair().pair().privateKey().expose()))
            .setPublicKey(ByteString.copyFrom(key.pair().pair().publicKey().encode()))
            .setUsedAtMs(key.usedAt().map(Instant::toEpochMilli).orElse(0L))
            .setPublished(key.published());
    key.terms()
        .ifPresent(
            terms ->
                value
                    .setExpiresAtS(terms.expires().getEpochSecond())
                    .setSignature(ByteString.copyFrom(terms.signature().encode())));
    Pool pool = Pool.of(key.id());
    rows.put(
        Tables.PRE_KEYS,
        RowKey.of(key.id().toString()),
        Group.of(pool.wireName()),
        key.id().value(),
        value.build().toByteArray());
  }

  public Optional<OwnPreKey> get(PreKeyId id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.PRE_KEYS, RowKey.of(id.toString()));
    return !value.isPresent() ? Optional.empty() : Optional.of(read(value.get()));
  }

  /** All keys of a pool that are still kept, by id. */
  public List<OwnPreKey> all(Pool pool) throws StoreException {
    List<OwnPreKey> found = new ArrayList<>();
    for (Row row : rows.first(Tables.PRE_KEYS, Group.of(pool.wireName()), Rows.MAX_LIMIT)) {
      found.add(read(row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  /** Destroys a key. */
  public void remove(PreKeyId id) throws StoreException {
    rows.delete(Tables.PRE_KEYS, RowKey.of(id.toString()));
  }

  /** Destroys all of them; their ids stay used. */
  public void removeAll() throws StoreException {
    for (Table each : List.of(Tables.SIGNED_PRE_KEYS, Tables.PRE_KEYS, Tables.EXCHANGES)) {
      for (Row row : rows.all(each)) {
        rows.delete(each, row.key());
      }
    }
  }

  private static SignedPreKeyPair readSigned(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          SignedPreKeyRecord found = SignedPreKeyRecord.parseFrom(value);
          CurveKey key = CurveKey.parse(found.getPublicKey().toByteArray());
          Signature signature = Signature.parse(found.getSignature().toByteArray());
          return new SignedPreKeyPair(
              new SignedPreKey(SignedPreKeyId.of(found.getId()), key, signature),
              CurveKeyPair.restore(found.getScalar().toByteArray(), key),
              Instant.ofEpochMilli(found.getCreatedAtMs()));
        });
  }

  private static OwnPreKey read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          PreKeyRecord found = PreKeyRecord.parseFrom(value);
          CurveKey key = CurveKey.parse(found.getPublicKey().toByteArray());
          Optional<OwnPreKey.Terms> terms = Optional.empty();
          if (!found.getSignature().isEmpty()) {
            terms =
                Optional.of(
                    new OwnPreKey.Terms(
                        Instant.ofEpochSecond(found.getExpiresAtS()),
                        Signature.parse(found.getSignature().toByteArray())));
          }
          return new OwnPreKey(
              new PreKeyPair(
                  PreKeyId.of(found.getId()),
                  CurveKeyPair.restore(found.getScalar().toByteArray(), key)),
              terms,
              found.getPublished(),
              found.getUsedAtMs() == 0
                  ? Optional.empty()
                  : Optional.of(Instant.ofEpochMilli(found.getUsedAtMs())));
        });
  }
}
