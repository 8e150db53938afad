package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.OwnAccountRecord;
import im.symbolon.messenger.records.wire.RecoveryKeyRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.account.SealedRoot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this device is to its account: the signed device list, and the keys to it. */
public final class OwnAccount {
  private static final RowKey KEY = RowKey.of("own");
  private static final int MAX_APPROVED = 32;

  private final Rows rows;

  public OwnAccount(Rows rows) {
    this.rows = rows;
  }

  /** A list, with what is known about it. */
  public record Kept(SignedDeviceList list, boolean published) {}

  public Membership membership() throws StoreException {
    OwnAccountRecord found = load();
    return Stored.read(() -> Membership.of(found.getMembership()));
  }

  /** This account; empty as long as the membership is FIRST_TIME. */
  public Optional<BareJid> account() throws StoreException {
    OwnAccountRecord found = load();
    return found.getAccount().isEmpty()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> BareJid.parse(found.getAccount())));
  }

  /**
   * The list that this device goes by: accepted when it is LINKED or REMOVED; while it is UNLINKED,
   * the one that the server showed last, of which nothing is believed.
   */
  public Optional<Kept> list() throws StoreException {
    OwnAccountRecord found = load();
    if (found.getList().isEmpty()) {
      return Optional.empty();
    }
    SignedDeviceList list =
        Stored.read(() -> SignedDeviceListCodec.decode(SecureXml.parse(found.getList())));
    return Optional.of(new Kept(list, found.getPublished()));
  }

  /** The accepted list; empty unless this device is LINKED. */
  public Optional<SignedDeviceList> accepted() throws StoreException {
    return membership() == Membership.LINKED ? list().map(Kept::list) : Optional.empty();
  }

  /** From now on this device goes by that list. */
  public void list(SignedDeviceList list, boolean published) throws StoreException {
    save(
        load().toBuilder()
            .setList(SignedDeviceListCodec.encode(list).toXml())
            .setPublished(published));
  }

  /** The last list that the server had before this device changed it. */
  public Optional<SignedDeviceList> base() throws StoreException {
    String xml = load().getBase();
    return xml.isEmpty()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> SignedDeviceListCodec.decode(SecureXml.parse(xml))));
  }

  public void base(SignedDeviceList list) throws StoreException {
    save(load().toBuilder().setBase(SignedDeviceListCodec.encode(list).toXml()));
  }

  /** The server has the list, or lost it. */
  public void published(boolean published) throws StoreException {
    save(
        load().toBuilder()
            .setPublished(published)
            .setStartingOver(load().getStartingOver() && !published));
  }

  /** Another membership; only LINKED devices keep keys. */
  public void become(BareJid account, Membership membership, Instant now) throws StoreException {
    OwnAccountRecord.Builder out =
        load().toBuilder()
            .setAccount(account.toString())
            .setMembership(membership.number())
            .setMadeAtMs(now.toEpochMilli())
            .setStartingOver(false)
            .setConflictAtMs(0)
            .setGrantedSerial(0)
            .setAskedForKeyAtMs(0);
    if (membership != Membership.LINKED) {
      out.clearListKey().setPublished(false);
      forgetRecoveryKey();
    }
    if (membership == Membership.UNLINKED) {
      out.clearSealedRoot();
    }
    save(out);
  }

  /** When the membership became what it is, by this device's clock. */
  public Instant since() throws StoreException {
    return Instant.ofEpochMilli(load().getMadeAtMs());
  }

  /** True until the first list of a new root has replaced that of another one. */
  public boolean startingOver() throws StoreException {
    return load().getStartingOver();
  }

  public void startOver() throws StoreException {
    save(load().toBuilder().setStartingOver(true));
  }

  /** The list key; close it. Empty when this device has none. */
  public Optional<ListKeyPair> listKey() throws StoreException {
    ByteString seed = load().getListKey();
    return seed.isEmpty()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> ListKeyPair.restore(seed.toByteArray())));
  }

  public void listKey(ListKeyPair pair) throws StoreException {
    save(load().toBuilder().setListKey(ByteString.copyFrom(pair.seed().expose())));
  }

  /** It signs nothing any more. */
  public void forgetListKey() throws StoreException {
    save(load().toBuilder().clearListKey());
  }

  /** Of the newest list key that this device was given; lists under lower ones are dead. */
  public long grantedSerial() throws StoreException {
    return load().getGrantedSerial();
  }

  public void grantedSerial(long serial) throws StoreException {
    save(load().toBuilder().setGrantedSerial(serial));
  }

  /** When this device last asked others for the list key. */
  public Instant askedForKeyAt() throws StoreException {
    return Instant.ofEpochMilli(load().getAskedForKeyAtMs());
  }

  public void askedForKeyAt(Instant now) throws StoreException {
    save(load().toBuilder().setAskedForKeyAtMs(now.toEpochMilli()));
  }

  public Optional<SealedRoot> sealedRoot() throws StoreException {
    ByteString sealed = load().getSealedRoot();
    return sealed.isEmpty()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> SealedRoot.parse(sealed.toByteArray())));
  }

  public void sealedRoot(SealedRoot root) throws StoreException {
    save(load().toBuilder().setSealedRoot(ByteString.copyFrom(root.encode())));
  }

  /** The recovery key, until the person has confirmed to have it; close it. */
  public Optional<RecoveryKey> recoveryKey() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.RECOVERY_KEY, KEY);
    return value.isPresent()
        ? Optional.of(
            Stored.read(
                () ->
                    RecoveryKey.restore(
                        RecoveryKeyRecord.parseFrom(value.get()).getKey().toByteArray())))
        : Optional.empty();
  }

  public void recoveryKey(RecoveryKey key) throws StoreException {
    RecoveryKeyRecord value =
        RecoveryKeyRecord.newBuilder().setKey(ByteString.copyFrom(key.expose())).build();
    rows.put(Tables.RECOVERY_KEY, KEY, value.toByteArray());
  }

  public void forgetRecoveryKey() throws StoreException {
    rows.delete(Tables.RECOVERY_KEY, KEY);
  }

  /** When this device last signed a list, by its own clock. */
  public Instant signedAt() throws StoreException {
    return Instant.ofEpochMilli(load().getSignedAtMs());
  }

  public void signedAt(Instant now) throws StoreException {
    save(load().toBuilder().setSignedAtMs(now.toEpochMilli()));
  }

  /** When the server last showed another root and this device answered it. */
  public Instant conflictAt() throws StoreException {
    return Instant.ofEpochMilli(load().getConflictAtMs());
  }

  public void conflictAt(Instant now) throws StoreException {
    save(load().toBuilder().setConflictAtMs(now.toEpochMilli()));
  }

  /** A person said here that this device may belong to the account; the last 32 are known. */
  public void approve(Fingerprint device) throws StoreException {
    OwnAccountRecord.Builder record = load().toBuilder();
    List<String> all = new ArrayList<>(record.getApprovedList());
    all.add(device.hex());
    save(
        record
            .clearApproved()
            .addAllApproved(all.subList(Math.max(0, all.size() - MAX_APPROVED), all.size())));
  }

  public boolean isApproved(Fingerprint device) throws StoreException {
    return load().getApprovedList().contains(device.hex());
  }

  /** After how long a silence devices are removed; empty for the default. */
  public Optional<Duration> expiry() throws StoreException {
    long seconds = load().getExpiryS();
    return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
  }

  public void expiry(Duration silence) throws StoreException {
    save(load().toBuilder().setExpiryS(silence.toMillis() / 1000));
  }

  private OwnAccountRecord load() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.OWN_ACCOUNT, KEY);
    return value.isPresent()
        ? Stored.read(() -> OwnAccountRecord.parseFrom(value.get()))
        : OwnAccountRecord.getDefaultInstance();
  }

  private void save(OwnAccountRecord.Builder value) throws StoreException {
    rows.put(Tables.OWN_ACCOUNT, KEY, value.build().toByteArray());
  }
}
