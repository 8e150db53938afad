package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.ratchet.account.ListKeyPair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes the own list, within one transaction. */
final class Pen {
  /** No honest list gets there: that is one in a second for thousands of years. */
  private static final long DRIVEN_UP = Numbers.MAX / 2;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Rows rows;
  private final OwnAccount account;

  Pen(Surroundings surroundings, ThisDevice self, Rows rows) {
    this.surroundings = surroundings;
    this.self = self;
    this.rows = rows;
    this.account = new OwnAccount(rows);
  }

  OwnAccount account() {
    return account;
  }

  /** In whole seconds, as lists have it. */
  Instant now() {
    return surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** True when this device holds the key that signs lists under that certificate. */
  boolean canSign(ListKeyCertificate certificate) throws StoreException {
    Optional<ListKeyPair> key = account.listKey();
    if (!key.isPresent()) {
      return false;
    }
    try (ListKeyPair pair = key.get()) {
      return pair.listKey().equals(certificate.key());
    }
  }

  /** The next list after this one, which says that; now it is the accepted one. */
  SignedDeviceList next(SignedDeviceList before, Roster roster) throws StoreException {
    if (account.list().filter(OwnAccount.Kept::published).isPresent()) {
      account.base(before);
    }
    return sign(before.certificate(), before.version() + 1, List.of(before.hash()), now(), roster);
  }

  /** The same list for whoever merges these two. */
  SignedDeviceList merged(SignedDeviceList newer, SignedDeviceList older, Roster roster)
      throws StoreException {
    List<ListHash> both = new ArrayList<>(List.of(newer.hash(), older.hash()));
    both.sort((a, b) -> a.toBase64().compareTo(b.toBase64()));
    Instant issued = newer.issued().isAfter(older.issued()) ? newer.issued() : older.issued();
    return sign(newer.certificate(), newer.version() + 1, both, issued, roster);
  }

  /** Where this device's changes began, if that list's began there, too. */
  Optional<Roster> common(SignedDeviceList theirs) throws StoreException {
    return account.base().filter(base -> theirs.previous().contains(base.hash())).map(Roster::of);
  }

  /** The first list of a root. */
  SignedDeviceList first(ListKeyCertificate certificate, Roster roster) throws StoreException {
    return sign(certificate, 1, List.of(), now(), roster);
  }

  /**
   * The first list under the next certificate. It counts on: messages tell versions alone, and a
   * lower one would tell contacts of no newer list (REVIEW 23). Only where a thief has driven the
   * count up it begins anew.
   */
  SignedDeviceList firstAfter(
      SignedDeviceList before, ListKeyCertificate certificate, Roster roster)
      throws StoreException {
    long version = before.version() < DRIVEN_UP ? before.version() + 1 : 1;
    return sign(certificate, version, List.of(before.hash()), now(), roster);
  }

  private SignedDeviceList sign(
      ListKeyCertificate certificate,
      long version,
      List<ListHash> previous,
      Instant issued,
      Roster roster)
      throws StoreException {
    DeviceListDraft draft =
        new DeviceListDraft(
            self.account(),
            certificate,
            Math.min(version, Numbers.MAX),
            previous,
            issued,
            issued.plus(DeviceListDraft.MAX_LIFETIME),
            List.copyOf(roster.devices().values()),
            List.copyOf(roster.tombstones().values()));
    try (ListKeyPair pair =
        account.listKey().orElseThrow(() -> new IllegalStateException("there is no list key"))) {
      SignedDeviceList signed = pair.sign(draft);
      accept(signed, false);
      account.signedAt(surroundings.clock().instant());
      return signed;
    }
  }

  /** From now on this list is the one that counts. */
  void accept(SignedDeviceList list, boolean published) throws StoreException {
    Set<DeviceId> removed = removed(list);
    account.list(list, published);
    new People(rows).take(list);
    new Unfinished(rows, now()).of(removed);
    for (ListedDevice each : list.devices()) {
      DeviceAddress device = new DeviceAddress(self.account(), each.id());
      if (!device.equals(self.address())) {
        new TrustBook(rows).follow(device, Fingerprint.of(each.identity()));
      }
    }
  }

  /** Whom this list removes, and none before did. */
  private Set<DeviceId> removed(SignedDeviceList list) throws StoreException {
    Set<DeviceId> removed = new TreeSet<>();
    list.tombstones().forEach(each -> removed.add(each.id()));
    if (account.accepted().isPresent()) {
      account.accepted().get().tombstones().forEach(each -> removed.remove(each.id()));
    }
    removed.remove(self.id());
    return removed;
  }

  /** This device as the list should have it: what the list says already stays. */
  ListedDevice self(SignedDeviceList list) throws StoreException {
    return self(list.certificate(), list.device(self.id()));
  }

  ListedDevice self(ListKeyCertificate certificate, Optional<ListedDevice> listed)
      throws StoreException {
    Optional<ListedDevice> same =
        listed.filter(each -> each.identity().equals(self.identity().publicKey()));
    Instant added = same.map(ListedDevice::added).orElse(now());
    return new ListedDevice(
        self.id(),
        self.identity().publicKey(),
        DeviceKind.SYMBOLON,
        same.map(ListedDevice::label).orElse(""),
        capabilities(same),
        added,
        same.isPresent() ? same.get().replaces() : replaced(),
        Optional.of(membership(certificate, added)));
  }

  /** What was said once is not taken back: others count on it. */
  private SortedSet<String> capabilities(Optional<ListedDevice> listed) throws StoreException {
    SortedSet<String> all = new TreeSet<>(Set.of(Capability.REPAIR, Capability.GROUPS));
    if (new OwnDevice(rows).offers(OmemoVersion.OMEMO_2)
        || listed.filter(each -> each.can(Capability.OMEMO_2)).isPresent()) {
      all.add(Capability.OMEMO_2);
    }
    return all;
  }

  /** The device whose store was found to be old, and whose place this one took. */
  private Optional<DeviceId> replaced() throws StoreException {
    return new Generations(rows).replacedLast().map(Generations.Replaced::device);
  }

  /** That roster with this device as it should be, and a tombstone for whom it replaced. */
  Roster here(SignedDeviceList list) throws StoreException {
    Roster here = Roster.of(list);
    for (Generations.Replaced each : new Generations(rows).replaced()) {
      Optional<ListedDevice> old = here.device(each.device());
      here = old.isPresent() ? here.without(old.get(), now()) : here;
    }
    return here.with(self(list));
  }

  /** Ed25519 is deterministic: always the same for the same. */
  private Signature membership(ListKeyCertificate certificate, Instant added) {
    return self.identity()
        .sign(ListedDevice.membershipBytes(certificate.root(), self.account(), self.id(), added));
  }
}
