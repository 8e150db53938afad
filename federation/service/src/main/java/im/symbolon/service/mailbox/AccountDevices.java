package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** An account's devices as its signed list has them; the list's signatures were checked. */
public final class AccountDevices {
  /** By how much a device's clock may be ahead of the server's without being noticed. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  private final SignedDeviceList list;
  private final boolean othersListed;

  private AccountDevices(SignedDeviceList list, boolean othersListed) {
    this.list = list;
    this.othersListed = othersListed;
  }

  /**
   * Checks every signature of the list. A list that expires later is noticed then; keeping this for
   * some seconds is fine.
   *
   * @param announced the devices of the account's OMEMO lists, of all versions together
   * @throws ProtocolException WRONG_ADDRESS for another account's list, BAD_SIGNATURE
   */
  public static AccountDevices verified(
      BareJid account, SignedDeviceList list, Set<DeviceId> announced, SignatureVerifier verifier)
      throws ProtocolException {
    if (!list.account().equals(account)) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "another account's device list");
    }
    boolean others = announced.stream().anyMatch(each -> !list.device(each).isPresent());
    return new AccountDevices(list.verify(verifier), others);
  }

  /** The key of a listed device; empty for every other one, and when the list has expired. */
  Optional<IdentityKey> identity(DeviceId device, Instant now) {
    return list.isExpired(now) ? Optional.empty() : list.device(device).map(ListedDevice::identity);
  }

  /** Who a message that arrives now is for: also devices that were removed a short while ago. */
  Audience audience(Instant now) {
    if (!provesAnything(now)) {
      return Audience.UNPROVABLE;
    }
    SortedSet<DeviceId> devices = new TreeSet<>();
    list.devices().forEach(each -> devices.add(each.id()));
    list.tombstones().stream()
        .filter(each -> !isOver(each, now))
        .forEach(each -> devices.add(each.id()));
    return new Audience(devices);
  }

  /** False when acknowledgements prove nothing, because somebody else may still need a message. */
  boolean provesAnything(Instant now) {
    return !othersListed && !list.isExpired(now);
  }

  /**
   * Listed devices that a message may be for although it waits for others: it came when the list
   * that named them was not known here yet.
   */
  List<Latecomer> latecomers(Audience audience, Instant now) {
    List<Latecomer> out = new ArrayList<>();
    for (ListedDevice each : list.devices()) {
      if (!audience.devices().contains(each.id())) {
        out.add(new Latecomer(each.id(), since(each.added(), now)));
      }
    }
    return out;
  }

  /** A clock that is ahead now says nothing about the time at which a device was added. */
  private static Instant since(Instant added, Instant now) {
    return added.isAfter(now) ? Instant.EPOCH : added.minus(CLOCKS);
  }

  /**
   * A device that a message does not wait for.
   *
   * @param since what came earlier is not for it
   */
  record Latecomer(DeviceId device, Instant since) {}

  /** True for a device whose removal was signed long enough ago; one that merely lacks counts. */
  boolean isGone(DeviceId device, Instant now) {
    return !list.device(device).isPresent()
        && list.tombstone(device).filter(each -> isOver(each, now)).isPresent();
  }

  private static boolean isOver(Tombstone tombstone, Instant now) {
    return !now.isBefore(tombstone.removed().plus(MailboxLimits.REMOVED));
  }
}
