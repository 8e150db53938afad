package im.symbolon.protocol.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.protocol.xml.Numbers;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One device of an account, as its signed list has it.
 *
 * @param label chosen by the owner, see {@link DeviceLabel}; may be empty
 * @param capabilities see {@link Capability}; at most {@value Capability#MAX_PER_DEVICE}
 * @param added whole seconds; never changes while the device is listed
 * @param replaces the device whose place this one took, when its store had been rolled back
 * @param membership the device's own signature, of a SYMBOLON device and no other: proof that it
 *     holds its key and means this account (REVIEW 3)
 */
public record ListedDevice(
    DeviceId id,
    IdentityKey identity,
    DeviceKind kind,
    String label,
    SortedSet<String> capabilities,
    Instant added,
    Optional<DeviceId> replaces,
    Optional<Signature> membership) {
  private static final String LABEL = Namespaces.DEVICES + "#membership";

  public ListedDevice {
    Objects.requireNonNull(identity);
    DeviceLabel.requireValid(label);
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
    capabilities.forEach(Capability::requireToken);
    Numbers.requireWritable(added);
    if (capabilities.size() > Capability.MAX_PER_DEVICE
        || replaces.filter(id::equals).isPresent()) {
      throw new IllegalArgumentException("too many capabilities, or a device replaces itself");
    }
    if (membership.isPresent() != (kind == DeviceKind.SYMBOLON)) {
      throw new IllegalArgumentException("a membership is of every SYMBOLON device and no other");
    }
  }

  /** A device of another client, which the owner called his own. */
  public static ListedDevice foreign(
      DeviceId id, IdentityKey identity, String label, Instant added) {
    return new ListedDevice(
        id,
        identity,
        DeviceKind.FOREIGN,
        label,
        Collections.emptySortedSet(),
        added,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What a device signs with its identity key: label, account root, account, device id (4 bytes)
   * and the time of its adding, see {@link SigningInput}.
   */
  public static byte[] membershipBytes(
      AccountRoot root, BareJid account, DeviceId id, Instant added) {
    return SigningInput.labelled(LABEL)
        .key(root.key())
        .text(account.toString())
        .number(id.value())
        .time(Numbers.requireWritable(added))
        .toBytes();
  }

  /**
   * Returns this device when it is FOREIGN, or itself signed that it belongs to that account.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public ListedDevice verify(AccountRoot root, BareJid account, SignatureVerifier verifier)
      throws ProtocolException {
    byte[] signed = membershipBytes(root, account, id, added);
    if (membership.filter(each -> !verifier.verifies(identity, signed, each)).isPresent()) {
      throw new ProtocolException(
          Reason.BAD_SIGNATURE, "device " + id + " did not sign that it belongs here");
    }
    return this;
  }

  /** True for a device of ours with that capability. */
  public boolean can(String capability) {
    return capabilities.contains(capability);
  }

  /** The same device under another name. */
  public ListedDevice named(String otherLabel) {
    return new ListedDevice(
        id, identity, kind, otherLabel, capabilities, added, replaces, membership);
  }

  void appendTo(SigningInput out) {
    out.number(id.value()).key(identity).text(kind.wireName()).text(label);
    out.number(capabilities.size());
    capabilities.forEach(out::text);
    out.time(added);
    out.number(replaces.map(DeviceId::value).orElse(0)); // no device has id 0
    out.bytes(membership.map(Signature::encode).orElse(new byte[0]));
  }
}
