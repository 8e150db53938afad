package im.symbolon.protocol.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * All that a device list says, before the list key signs it. Devices and tombstones are each in
 * ascending order of their ids; no id stands twice, nor in both, and no key belongs to two devices.
 *
 * @param version from 1 to {@value Numbers#MAX}; orders the lists of one certificate
 * @param previous the list that this one follows; none in the first of all, two where concurrent
 *     edits were merged
 * @param issued whole seconds
 * @param expires after {@code issued}, and {@link #MAX_LIFETIME} later at most
 */
public record DeviceListDraft(
    BareJid account,
    ListKeyCertificate certificate,
    long version,
    List<ListHash> previous,
    Instant issued,
    Instant expires,
    List<ListedDevice> devices,
    List<Tombstone> tombstones) {
  /** Devices of one list; as many tombstones. */
  public static final int MAX_DEVICES = 200;

  /** Lists that one can follow. */
  public static final int MAX_PREVIOUS = 2;

  /** How long a list is valid. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(30);

  private static final String LABEL = Namespaces.DEVICES + "#list";
  private static final int SIGN = 0x80;

  public DeviceListDraft {
    Objects.requireNonNull(account);
    Objects.requireNonNull(certificate);
    previous = List.copyOf(previous);
    devices = List.copyOf(devices);
    tombstones = List.copyOf(tombstones);
    require(version >= 1 && version <= Numbers.MAX, "version out of range");
    require(
        previous.size() <= MAX_PREVIOUS && new HashSet<>(previous).size() == previous.size(),
        "a list follows one other, or two");
    requireTimes(issued, expires);
    require(devices.size() <= MAX_DEVICES && tombstones.size() <= MAX_DEVICES, "too many devices");
    Set<DeviceId> ids = new HashSet<>();
    requireAscending(devices.stream().map(ListedDevice::id).iterator(), ids);
    requireAscending(tombstones.stream().map(Tombstone::id).iterator(), ids);
    requireOwnKeys(devices);
  }

  /**
   * What the list key signs: label, account, the certificate (root, list key, serial, expiry and
   * signature), version, number of previous lists and their hashes, times, number of devices and
   * for each its id, identity, kind, label, number of capabilities and these, time of adding, the
   * id it replaces (0 for none) and membership (empty for none); number of tombstones and for each
   * its id, identity and time. Numbers of things and ids have 4 bytes, other numbers 8; see {@link
   * SigningInput}.
   */
  public byte[] signedBytes() {
    SigningInput out = SigningInput.labelled(LABEL).text(account.toString());
    out.key(certificate.root().key()).key(certificate.key().key());
    out.number(certificate.serial()).time(certificate.expires());
    out.bytes(certificate.signature().encode());
    out.number(version).number(previous.size());
    previous.forEach(each -> out.bytes(each.encode()));
    out.time(issued).time(expires);
    out.number(devices.size());
    devices.forEach(each -> each.appendTo(out));
    out.number(tombstones.size());
    tombstones.forEach(each -> each.appendTo(out));
    return out.toBytes();
  }

  /** This list with the signature that was made over {@link #signedBytes}. */
  public SignedDeviceList signedWith(Signature signature) {
    return new SignedDeviceList(
        account, certificate, version, previous, issued, expires, devices, tombstones, signature);
  }

  private static void requireTimes(Instant issued, Instant expires) {
    Numbers.requireWritable(issued);
    Numbers.requireWritable(expires);
    require(
        issued.isBefore(expires) && !issued.plus(MAX_LIFETIME).isBefore(expires),
        "a list is valid from its issue on, for 30 days at most");
  }

  private static void requireAscending(Iterator<DeviceId> order, Set<DeviceId> ids) {
    DeviceId last = null;
    while (order.hasNext()) {
      DeviceId next = order.next();
      require(
          ids.add(next) && (last == null || last.compareTo(next) < 0),
          "devices are not in order, or one stands twice");
      last = next;
    }
  }

  /** The sign of a key is not always known, and makes no other key of it. */
  private static void requireOwnKeys(List<ListedDevice> devices) {
    Set<IdentityKey> seen = new HashSet<>();
    for (ListedDevice each : devices) {
      require(seen.add(withoutSign(each.identity())), "two devices with one key");
    }
  }

  private static IdentityKey withoutSign(IdentityKey key) {
    byte[] bytes = key.encode();
    bytes[bytes.length - 1] &= (byte) ~SIGN;
    try {
      return IdentityKey.parse(bytes);
    } catch (ProtocolException e) {
      throw new IllegalStateException("a weak key was let in", e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
