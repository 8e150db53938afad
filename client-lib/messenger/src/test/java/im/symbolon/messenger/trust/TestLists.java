package im.symbolon.messenger.trust;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Signed lists of one root, of any shape. */
public final class TestLists {
  public static final BareJid BOB = new BareJid("bob", "beta.test");
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final AccountRootPair root;
  private byte seeds;

  public TestLists(int seed) {
    this.root = AccountRootPair.generate(out -> Arrays.fill(out, (byte) seed));
    this.seeds = (byte) (2 * seed);
  }

  public AccountRoot root() {
    return root.root();
  }

  /** A device of ours under that id, with a key of its own. */
  public ListedDevice device(int id) {
    byte seed = ++seeds;
    IdentityKeyPair pair = IdentityKeyPair.generate(out -> Arrays.fill(out, seed));
    DeviceId device = new DeviceId(id);
    return new ListedDevice(
        device,
        pair.publicKey(),
        DeviceKind.SYMBOLON,
        "Device " + id,
        new TreeSet<>(List.of("repair", "unknown:1")),
        NOW,
        Optional.of(new DeviceId(id + 1000)),
        Optional.of(pair.sign(ListedDevice.membershipBytes(root(), BOB, device, NOW))));
  }

  public static Tombstone grave(ListedDevice device) {
    return new Tombstone(device.id(), device.identity(), NOW);
  }

  /** A list at that place, issued now. */
  public Builder at(long serial, long version) {
    return new Builder(serial, version);
  }

  /** A list that is being written. */
  public final class Builder {
    private final long serial;
    private final long version;
    private BareJid account = BOB;
    private Instant issued = NOW;
    private List<ListHash> previous = List.of();
    private List<Tombstone> tombstones = List.of();

    private Builder(long serial, long version) {
      this.serial = serial;
      this.version = version;
    }

    public Builder of(BareJid other) {
      account = other;
      return this;
    }

    public Builder issued(Instant at) {
      issued = at;
      return this;
    }

    public Builder after(SignedDeviceList... before) {
      previous = Arrays.stream(before).map(SignedDeviceList::hash).collect(Collectors.toList());
      return this;
    }

    public Builder removing(ListedDevice... devices) {
      tombstones = Arrays.stream(devices).map(TestLists::grave).collect(Collectors.toList());
      return this;
    }

    public SignedDeviceList with(ListedDevice... devices) {
      byte seed = (byte) (100 + serial);
      ListKeyPair key = ListKeyPair.generate(out -> Arrays.fill(out, seed));
      ListKeyCertificate certificate =
          root.certify(account, key.listKey(), serial, issued.plus(Duration.ofDays(3650)));
      List<ListedDevice> sorted =
          Arrays.stream(devices)
              .sorted(Comparator.comparing(ListedDevice::id))
              .collect(Collectors.toList());
      return key.sign(
          new DeviceListDraft(
              account,
              certificate,
              version,
              previous,
              issued,
              issued.plus(Duration.ofDays(30)),
              sorted,
              tombstones));
    }
  }
}
