package im.symbolon.world;

import im.symbolon.messenger.records.People;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Device lists as they are once others judged and accepted them: with whatever devices, times and
 * keys a test wants. Nothing in them is really signed.
 */
final class Rosters {
  private final World world;
  private final Map<BareJid, IdentityKey> roots = new TreeMap<>();
  private final Map<BareJid, SignedDeviceList> lists = new TreeMap<>();

  Rosters(World world) {
    this.world = world;
  }

  /** A device of ours, listed from that moment on. */
  ListedDevice device(Phone phone, Instant added) {
    return device(phone, phone.messenger.identity(), added, Optional.empty());
  }

  ListedDevice device(Phone phone, IdentityKey identity, Instant added, Optional<Phone> replaces) {
    return new ListedDevice(
        phone.messenger.device(),
        identity,
        DeviceKind.SYMBOLON,
        "",
        new TreeSet<>(Set.of(Capability.REPAIR)),
        added.truncatedTo(ChronoUnit.SECONDS),
        replaces.map(old -> old.messenger.device()),
        Optional.of(anySignature()));
  }

  /** Everybody accepts: these are the account's devices now, and were for a day. */
  void everybodyKnows(BareJid account, Phone... phones) {
    List<ListedDevice> devices = new ArrayList<>();
    for (Phone each : phones) {
      devices.add(device(each, world.time.instant().minus(Duration.ofDays(1))));
    }
    accept(next(account, devices, List.of()), world.phones);
  }

  SignedDeviceList next(BareJid account, List<ListedDevice> devices, List<Tombstone> tombstones) {
    Optional<SignedDeviceList> before = Optional.ofNullable(lists.get(account));
    IdentityKey root = roots.computeIfAbsent(account, a -> devices.get(0).identity());
    Instant now = world.time.instant().truncatedTo(ChronoUnit.SECONDS);
    ListKeyCertificate certificate =
        new ListKeyCertificate(
            new AccountRoot(root),
            new ListKey(root),
            1,
            now.plus(Duration.ofDays(3650)).truncatedTo(ChronoUnit.DAYS),
            anySignature());
    List<ListHash> previous = before.map(list -> List.of(list.hash())).orElse(List.of());
    SignedDeviceList list =
        new SignedDeviceList(
            account,
            certificate,
            before.map(SignedDeviceList::version).orElse(0L) + 1,
            previous,
            now,
            now.plus(Duration.ofDays(30)),
            devices.stream().sorted(Comparator.comparing(ListedDevice::id)).toList(),
            tombstones,
            anySignature());
    lists.put(account, list);
    return list;
  }

  /** These phones accepted that list. */
  static void accept(SignedDeviceList list, List<Phone> phones) {
    for (Phone each : phones) {
      each.read(rows -> new People(rows).take(list));
    }
  }

  private static Signature anySignature() {
    try {
      return Signature.parse(new byte[64]);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
