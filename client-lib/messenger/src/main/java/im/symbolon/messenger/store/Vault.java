package im.symbolon.messenger.store;

import im.symbolon.ratchet.primitives.Entropy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** An open store's keys and what is done with them. Used by one thread at a time. */
final class Vault implements AutoCloseable {
  private static final byte[] HEAD = "head 1".getBytes(StandardCharsets.US_ASCII);
  private static final int SAVED_EPOCH_LENGTH = Long.BYTES + EpochKey.LENGTH;

  private final Entropy entropy;
  private final StoreSecrets secrets;
  private final Sealer sealer;
  private final Hmac names;
  private final Hmac contents;
  private EpochKey epoch;

  /** Takes the secrets over; they are wiped on close. */
  Vault(StoreSecrets secrets, Entropy entropy) {
    this.secrets = secrets;
    this.entropy = entropy;
    this.sealer = new Sealer(entropy);
    this.names = Hmac.keyed(secrets.names());
    this.contents = Hmac.keyed(secrets.contents());
  }

  /** What stands for a key in the file. */
  byte[] name(long table, RowKey key) {
    return name('K', table, key.parts());
  }

  /** What stands for a group in the file. */
  byte[] name(long table, Group group) {
    return name('G', table, group.parts());
  }

  private byte[] name(char kind, long table, Parts parts) {
    byte[] prefix = ByteBuffer.allocate(1 + Long.BYTES).put((byte) kind).putLong(table).array();
    return names.code(prefix, parts.encoded());
  }

  /** What the row adds to the head's sum. */
  byte[] code(Entry entry) {
    return contents.code(entry.place().encoded(), entry.salt());
  }

  /** What the sealed key of an epoch adds to it. */
  byte[] epochCode(long id, byte[] sealed) {
    return contents.code(epochName(id), sealed);
  }

  /** What the lock adds to it; the length keeps the two parts apart. */
  byte[] lockCode(byte[] header, byte[] master) {
    byte[] prefix = ByteBuffer.allocate(5).put((byte) 'L').putInt(header.length).array();
    return contents.code(prefix, header, master);
  }

  Entry seal(Placement place, RowKey key, Group group, byte[] value) throws StoreException {
    return seal(key(place), place, RowContent.encode(key, group, value));
  }

  Row open(Entry entry) throws StoreException {
    byte[] content = content(entry);
    Row row = RowContent.decode(content, entry.place().position());
    Arrays.fill(content, (byte) 0);
    return row;
  }

  /** The same content under the next epoch's key. */
  Entry reseal(Entry entry, long version, EpochKey next) throws StoreException {
    Placement place = entry.place().rewritten(version, next.id());
    return seal(next.bytes(), place, content(entry));
  }

  private byte[] content(Entry entry) throws StoreException {
    Placement place = entry.place();
    return sealer.open(key(place), entry.salt(), place.encoded(), entry.sealed());
  }

  /** Wipes the content. */
  private Entry seal(byte[] key, Placement place, byte[] content) {
    byte[] salt = sealer.freshSalt();
    byte[] sealed = sealer.seal(key, salt, place.encoded(), content);
    Arrays.fill(content, (byte) 0);
    return new Entry(place, salt, sealed);
  }

  private byte[] key(Placement place) throws StoreException {
    if (place.epoch() == EpochKey.NONE) {
      return secrets.rows();
    }
    if (place.epoch() != epoch.id()) {
      throw Sealer.tampered();
    }
    return epoch.bytes();
  }

  byte[] seal(Head head) {
    return sealer.sealWhole(secrets.head(), HEAD, head.encoded());
  }

  Head openHead(byte[] sealed) throws StoreException {
    return Head.decode(sealer.openWhole(secrets.head(), HEAD, sealed));
  }

  EpochKey nextEpoch(Instant now) {
    long id = (epoch == null ? EpochKey.NONE : epoch.id()) + 1;
    return new EpochKey(id, now, entropy.bytes(EpochKey.LENGTH));
  }

  byte[] seal(EpochKey key) {
    byte[] plain =
        ByteBuffer.allocate(SAVED_EPOCH_LENGTH)
            .putLong(key.since().toEpochMilli())
            .put(key.bytes())
            .array();
    byte[] sealed = sealer.sealWhole(secrets.epochs(), epochName(key.id()), plain);
    Arrays.fill(plain, (byte) 0);
    return sealed;
  }

  EpochKey openEpoch(long id, byte[] sealed) throws StoreException {
    byte[] plain = sealer.openWhole(secrets.epochs(), epochName(id), sealed);
    ByteBuffer in = ByteBuffer.wrap(plain);
    Instant since = Instant.ofEpochMilli(in.getLong());
    byte[] key = new byte[EpochKey.LENGTH];
    in.get(key);
    Arrays.fill(plain, (byte) 0);
    return new EpochKey(id, since, key);
  }

  static byte[] epochName(long id) {
    return ByteBuffer.allocate(1 + Long.BYTES).put((byte) 'E').putLong(id).array();
  }

  EpochKey epoch() {
    return epoch;
  }

  /** Takes the key over and wipes the one before. */
  void begin(EpochKey next) {
    if (epoch != null) {
      epoch.close();
    }
    epoch = next;
  }

  /** The master key under a store key, for the file. */
  byte[] sealMaster(StoreKey key, KeyHeader header) {
    return sealer.sealWhole(key.bytes(), header.bytes(), secrets.master());
  }

  @Override
  public void close() {
    secrets.close();
    if (epoch != null) {
      epoch.close();
    }
  }

  @Override
  public String toString() {
    return "Vault";
  }
}
