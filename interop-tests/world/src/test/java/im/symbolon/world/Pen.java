package im.symbolon.world;

import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An account's root and list key in a test's hands, which writes lists as honest devices do, or
 * others, and puts them where one person alone sees them.
 */
final class Pen {
  static final String NODE = Namespaces.DEVICES;
  static final String CURRENT = "current";

  private final World world;
  private final BareJid account;
  private final AccountRootPair root;
  private ListKeyPair key;
  private long serial = 1;
  private long version;
  private List<ListHash> previous = List.of();
  private final List<Tombstone> tombstones = new ArrayList<>();

  /** How wrong the clock of the devices is that sign. */
  Duration clockError = Duration.ZERO;

  Pen(World world, BareJid account) {
    this.world = world;
    this.account = account;
    this.root = AccountRootPair.generate(world.random::nextBytes);
    this.key = ListKeyPair.generate(world.random::nextBytes);
  }

  AccountRoot root() {
    return root.root();
  }

  /** Another pen with the same keys and state: whoever stole a device has one. */
  Pen stolen() {
    Pen thief = new Pen(world, account, root, key);
    thief.serial = serial;
    thief.version = version;
    thief.previous = previous;
    return thief;
  }

  private Pen(World world, BareJid account, AccountRootPair root, ListKeyPair key) {
    this.world = world;
    this.account = account;
    this.root = root;
    this.key = key;
  }

  /** The recovery key opened the root, which certifies the next list key. */
  Pen nextSerial() {
    key = ListKeyPair.generate(world.random::nextBytes);
    serial++;
    return this;
  }

  Pen removing(ListedDevice device) {
    tombstones.add(new Tombstone(device.id(), device.identity(), now()));
    return this;
  }

  /** What follows says nothing of those that were removed. */
  Pen forgettingTheRemoved() {
    tombstones.clear();
    return this;
  }

  Pen at(long otherVersion) {
    version = otherVersion - 1;
    return this;
  }

  private Instant now() {
    return world.time.instant().plus(clockError).truncatedTo(ChronoUnit.SECONDS);
  }

  /** The next list, with these devices. */
  SignedDeviceList list(ListedDevice... devices) {
    return list(List.of(devices));
  }

  SignedDeviceList list(List<ListedDevice> devices) {
    List<ListedDevice> sorted = new ArrayList<>(devices);
    sorted.sort(Comparator.comparing(ListedDevice::id));
    List<Tombstone> removed = new ArrayList<>(tombstones);
    removed.sort(Comparator.comparing(Tombstone::id));
    ListKeyCertificate certificate =
        root.certify(account, key.listKey(), serial, now().plus(Duration.ofDays(3650)));
    SignedDeviceList list =
        key.sign(
            new DeviceListDraft(
                account,
                certificate,
                ++version,
                previous,
                now(),
                now().plus(DeviceListDraft.MAX_LIFETIME),
                sorted,
                removed));
    previous = List.of(list.hash());
    return list;
  }

  /** A device of ours, which signs that it belongs here. */
  ListedDevice member(Phone phone) {
    OwnDevice.Self self = phone.read(rows -> new OwnDevice(rows).self()).orElseThrow();
    return member(self.device(), self.identity());
  }

  ListedDevice member(DeviceId id, IdentityKeyPair identity) {
    return member(id, identity, Capability.REPAIR);
  }

  ListedDevice member(DeviceId id, IdentityKeyPair identity, String capability) {
    Instant added = now();
    byte[] membership = ListedDevice.membershipBytes(root(), account, id, added);
    return new ListedDevice(
        id,
        identity.publicKey(),
        DeviceKind.SYMBOLON,
        "Device " + id,
        new TreeSet<>(Set.of(capability)),
        added,
        Optional.empty(),
        Optional.of(identity.sign(membership)));
  }

  /** A device of another client, which the owner called his. */
  ListedDevice foreign(Phone phone) {
    return foreign(phone.messenger.device(), phone.messenger.identity());
  }

  ListedDevice foreign(DeviceId id, IdentityKey identity) {
    return ListedDevice.foreign(id, identity, "Foreign", now());
  }

  /** From now on that person's server sees this list, without being told. */
  void show(BareJid to, SignedDeviceList list) {
    world.network.directories.views.show(
        to, account, NODE, CURRENT, SignedDeviceListCodec.encode(list));
  }

  /** As if there were none. */
  void hide(BareJid from) {
    world.network.directories.views.hide(from, account, NODE);
  }

  /** That phone is told of the list, whatever its server shows. */
  void tell(Phone phone, SignedDeviceList list) {
    tell(phone, SignedDeviceListCodec.encode(list));
  }

  void tell(Phone phone, XmlElement payload) {
    phone.transport.hear(new PepEvent(account, NODE, CURRENT, Optional.of(payload), false));
  }

  /** Shows it, and says so. */
  SignedDeviceList publish(Phone reader, SignedDeviceList list) {
    show(reader.account(), list);
    tell(reader, list);
    world.pass(2);
    return list;
  }
}
