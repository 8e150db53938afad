package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.DeviceTrustRecord;
import im.symbolon.messenger.records.wire.PersonTrustRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Basis;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.trust.TrustPolicy;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is thought of each device, together with the one identity key that is accepted from it: a
 * device that shows another key inherits nothing. And of each person, whether anything was ever
 * verified. Holds for both versions of OMEMO, which share the key.
 */
public final class TrustBook {
  /** More than can be in both of an account's lists; see {@link #seen}. */
  static final int MAX_DEVICES = 512;

  private final Rows rows;

  public TrustBook(Rows rows) {
    this.rows = rows;
  }

  /**
   * One device.
   *
   * @param firstSeen empty while a scanned code spoke for it and it has not shown its key
   */
  public record Entry(
      DeviceAddress device,
      Fingerprint fingerprint,
      Decision decision,
      Optional<Instant> firstSeen) {}

  /**
   * A device showed the key that is accepted from it.
   *
   * @param news true when it did so for the first time
   */
  public record Sighting(Decision decision, boolean news) {}

  public Optional<Entry> entry(DeviceAddress device) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.TRUST, key(device));
    return value.isPresent() ? Optional.of(read(device, value.get())) : Optional.empty();
  }

  /** All that is known of a person, the longest known first. */
  public List<Entry> entries(BareJid person) throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Row row : rows.first(Tables.TRUST, group(person), Rows.MAX_LIMIT)) {
      DeviceId device = new DeviceId((int) row.key().number(1));
      found.add(read(new DeviceAddress(person, device), row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  /** True from the first verification of any device of that person on, for good. */
  public boolean everVerified(BareJid person) throws StoreException {
    return person(person).getEverVerified();
  }

  /** How often anything was decided about devices of that person. */
  public long decisions(BareJid person) throws StoreException {
    return person(person).getDecisions();
  }

  /**
   * A device authentically showed its key. One that is new is remembered. Whoever makes up devices
   * fills no store with them: beyond {@value #MAX_DEVICES} of a person, the longest known of those
   * that nobody decided about is forgotten with all that is kept of it, those in no list first.
   *
   * @return empty when it is another key than the one that is accepted from this device
   */
  public Optional<Sighting> seen(DeviceAddress device, Fingerprint shown, Instant now)
      throws StoreException {
    Optional<Entry> known = entry(device);
    if (!known.isPresent()) {
      makeRoom(device.account());
      Decision first = TrustPolicy.atFirstSight(everVerified(device.account()), now);
      put(new Entry(device, shown, first, Optional.of(now)));
      return Optional.of(new Sighting(first, true));
    }
    Entry entry = known.get();
    if (!entry.fingerprint().equals(shown)) {
      return Optional.empty();
    }
    boolean news = !entry.firstSeen().isPresent();
    if (news) {
      put(new Entry(device, shown, entry.decision(), Optional.of(now)));
    }
    return Optional.of(new Sighting(entry.decision(), news));
  }

  /**
   * Somebody decided. A device not seen before is expected with that key from now on.
   *
   * @throws IllegalArgumentException when another key is accepted from this device; nothing changed
   */
  public void decide(DeviceAddress device, Fingerprint fingerprint, Decision decision)
      throws StoreException {
    Optional<Entry> known = entry(device);
    if (known.isPresent() && !known.get().fingerprint().equals(fingerprint)) {
      throw new IllegalArgumentException("the device has another key");
    }
    put(new Entry(device, fingerprint, decision, known.flatMap(Entry::firstSeen)));
    PersonTrustRecord before = person(device.account());
    PersonTrustRecord after =
        before.toBuilder()
            .setEverVerified(before.getEverVerified() || decision.isVerified())
            .setDecisions(before.getDecisions() + 1)
            .build();
    rows.put(Tables.TRUST, key(device.account()), after.toByteArray());
  }

  /**
   * Its owner signed which key this device has: another one that was only believed blindly is
   * forgotten, sessions and all. What somebody here decided about stays.
   */
  public void follow(DeviceAddress device, Fingerprint signed) throws StoreException {
    Optional<Entry> known = entry(device).filter(each -> !each.fingerprint().equals(signed));
    if (known.filter(each -> each.decision().basis() == Basis.BLIND).isPresent()) {
      forget(device);
    }
  }

  /** Everybody of whose devices anything is thought. */
  List<BareJid> persons() throws StoreException {
    Set<BareJid> found = new TreeSet<>();
    for (Row row : rows.all(Tables.TRUST)) {
      String person = row.key().text(0);
      found.add(Stored.read(() -> BareJid.parse(person)));
    }
    return List.copyOf(found);
  }

  /**
   * What is thought of a device on another own device: it counts here unless a person decided
   * otherwise here. A key that was only seen here yields to the one that was known there.
   */
  void handedOver(Entry entry) throws StoreException {
    Optional<Entry> known = entry(entry.device());
    boolean keeps =
        known.isPresent()
            && (known.get().decision().basis() != Basis.BLIND
                || entry.decision().basis() == Basis.BLIND);
    if (!keeps) {
      put(entry);
    }
  }

  /** Something of that person was verified on another own device. */
  void handedOverVerified(BareJid person) throws StoreException {
    rows.put(
        Tables.TRUST,
        key(person),
        person(person).toBuilder().setEverVerified(true).build().toByteArray());
  }

  static DeviceTrustRecord write(Entry entry) {
    return DeviceTrustRecord.newBuilder()
        .setFingerprint(entry.fingerprint().hex())
        .setTrust(entry.decision().trust().number())
        .setBasis(entry.decision().basis().number())
        .setDecidedAtMs(entry.decision().at().toEpochMilli())
        .setFirstSeenMs(entry.firstSeen().map(Instant::toEpochMilli).orElse(0L))
        .build();
  }

  private void makeRoom(BareJid person) throws StoreException {
    if (rows.count(Tables.TRUST, group(person)) < MAX_DEVICES) {
      return;
    }
    Optional<DeviceAddress> oldest = Optional.empty();
    for (Entry entry : entries(person)) {
      if (entry.decision().basis() == Basis.BLIND) {
        if (!new Peers(rows).lists(entry.device())) {
          forget(entry.device());
          return;
        }
        oldest = oldest.isPresent() ? oldest : Optional.of(entry.device());
      }
    }
    if (oldest.isPresent()) {
      forget(oldest.get());
    }
  }

  /** A session that outlived this would be used for whatever key is accepted next. */
  private void forget(DeviceAddress device) throws StoreException {
    rows.delete(Tables.TRUST, key(device));
    new PeerDevices(rows).forget(device);
  }

  private PersonTrustRecord person(BareJid person) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.TRUST, key(person));
    return value.isPresent()
        ? Stored.read(() -> PersonTrustRecord.parseFrom(value.get()))
        : PersonTrustRecord.getDefaultInstance();
  }

  private void put(Entry entry) throws StoreException {
    long position = entry.firstSeen().orElse(entry.decision().at()).toEpochMilli();
    rows.put(
        Tables.TRUST,
        key(entry.device()),
        group(entry.device().account()),
        position,
        write(entry).toByteArray());
  }

  private static Entry read(DeviceAddress device, byte[] value) throws StoreException {
    return Stored.read(() -> read(device, DeviceTrustRecord.parseFrom(value)));
  }

  static Entry read(DeviceAddress device, DeviceTrustRecord found) {
    Decision decision =
        new Decision(
            Trust.of(found.getTrust()),
            Basis.of(found.getBasis()),
            Instant.ofEpochMilli(found.getDecidedAtMs()));
    long seen = found.getFirstSeenMs();
    return new Entry(
        device,
        new Fingerprint(found.getFingerprint()),
        decision,
        seen == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(seen)));
  }

  private static RowKey key(BareJid person) {
    return RowKey.of(person.toString());
  }

  private static RowKey key(DeviceAddress device) {
    return key(device.account()).and(device.device().value());
  }

  private static Group group(BareJid person) {
    return Group.of(person.toString());
  }
}
