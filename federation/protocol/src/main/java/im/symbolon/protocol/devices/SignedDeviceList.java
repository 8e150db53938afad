package im.symbolon.protocol.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which devices an account has: signed by its list key, chained to the list before. The parts are
 * those of {@link DeviceListDraft}, and keep its promises. Nothing in it is trusted before {@link
 * #verify}, and whose root it is remains for the caller to judge.
 *
 * <p>Lists of one root are in order by their serial, then by their version.
 */
public record SignedDeviceList(
    BareJid account,
    ListKeyCertificate certificate,
    long version,
    List<ListHash> previous,
    Instant issued,
    Instant expires,
    List<ListedDevice> devices,
    List<Tombstone> tombstones,
    Signature signature) {
  /** Lists are signed again when they are that old, changed or not. */
  public static final Duration RENEWAL = Duration.ofDays(7);

  public SignedDeviceList {
    Objects.requireNonNull(signature);
    DeviceListDraft checked =
        new DeviceListDraft(
            account, certificate, version, previous, issued, expires, devices, tombstones);
    previous = checked.previous();
    devices = checked.devices();
    tombstones = checked.tombstones();
  }

  /** All of it but the signature. */
  public DeviceListDraft draft() {
    return new DeviceListDraft(
        account, certificate, version, previous, issued, expires, devices, tombstones);
  }

  /** What the list key signed, see {@link DeviceListDraft#signedBytes}. */
  public byte[] signedBytes() {
    return draft().signedBytes();
  }

  /** What the next list names as its previous one. */
  public ListHash hash() {
    return ListHash.of(signedBytes());
  }

  public AccountRoot root() {
    return certificate.root();
  }

  public long serial() {
    return certificate.serial();
  }

  /**
   * Returns this list when its root certified the list key, the list key signed the list, and every
   * SYMBOLON device signed its membership. At most {@value DeviceListDraft#MAX_DEVICES} and two
   * signatures are checked, the list's own before those of its devices.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public SignedDeviceList verify(SignatureVerifier verifier) throws ProtocolException {
    certificate.verify(account, verifier);
    if (!verifier.verifies(certificate.key().key(), signedBytes(), signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the device list's signature is wrong");
    }
    for (ListedDevice each : devices) {
      each.verify(root(), account, verifier);
    }
    return this;
  }

  /** True from the last second on, or from the certificate's. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expires) || certificate.isExpired(now);
  }

  public Optional<ListedDevice> device(DeviceId id) {
    return devices.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  public Optional<Tombstone> tombstone(DeviceId id) {
    return tombstones.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** True when this list is of a later place than that one of the same root. */
  public boolean isNewerThan(SignedDeviceList other) {
    return comparePlace(other) > 0;
  }

  /** True when both claim the same place; they are the same list only if their hashes are, too. */
  public boolean isAtPlaceOf(SignedDeviceList other) {
    return comparePlace(other) == 0;
  }

  private int comparePlace(SignedDeviceList other) {
    int bySerial = Long.compare(serial(), other.serial());
    return bySerial != 0 ? bySerial : Long.compare(version, other.version);
  }
}
