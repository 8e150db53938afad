package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.AcceptedListRecord;
import im.symbolon.messenger.records.wire.ListedDeviceRecord;
import im.symbolon.messenger.records.wire.PersonRecord;
import im.symbolon.messenger.records.wire.TombstoneRecord;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Alarm;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Persons as bytes. */
final class PersonCodec {
  private PersonCodec() {}

  static PersonRecord write(Person person) {
    PersonRecord.Builder out = PersonRecord.newBuilder().setAccount(person.account().toString());
    person.accepted().ifPresent(list -> out.setAccepted(write(list)));
    person
        .verified()
        .ifPresent(
            by -> out.setVerifiedHow(by.how().number()).setVerifiedAtMs(by.at().toEpochMilli()));
    person
        .blocked()
        .ifPresent(
            why -> out.setAlarm(why.alarm().number()).setOfferedRoot(bytes(why.offered().key())));
    person.lookedAt().ifPresent(at -> out.setLookedAtMs(at.toEpochMilli()));
    person.lookedFor().forEach(each -> out.addLookedFor(each.value()));
    person.shown().forEach(each -> out.addShown(each.value()));
    person.refused().forEach(each -> out.addRefusedRoots(bytes(each.key())));
    return out.build();
  }

  static Person read(PersonRecord found) throws ProtocolException {
    List<AccountRoot> refused = new ArrayList<>();
    for (ByteString each : found.getRefusedRootsList()) {
      refused.add(root(each));
    }
    return new Person(
        BareJid.parse(found.getAccount()),
        found.hasAccepted() ? Optional.of(read(found.getAccepted())) : Optional.empty(),
        verified(found),
        found.getAlarm() == 0
            ? Optional.empty()
            : Optional.of(new Blocked(Alarm.of(found.getAlarm()), root(found.getOfferedRoot()))),
        found.getLookedAtMs() == 0
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(found.getLookedAtMs())),
        ids(found.getLookedForList()),
        ids(found.getShownList()),
        refused);
  }

  private static Optional<PersonVerification> verified(PersonRecord found) {
    return found.getVerifiedHow() == 0
        ? Optional.empty()
        : Optional.of(
            new PersonVerification(
                PersonVerification.How.of(found.getVerifiedHow()),
                Instant.ofEpochMilli(found.getVerifiedAtMs())));
  }

  private static Set<DeviceId> ids(Collection<Integer> numbers) throws ProtocolException {
    Set<DeviceId> found = new TreeSet<>();
    for (int each : numbers) {
      found.add(DeviceId.of(each));
    }
    return found;
  }

  private static AcceptedListRecord write(AcceptedList list) {
    AcceptedListRecord.Builder out =
        AcceptedListRecord.newBuilder()
            .setRoot(bytes(list.root().key()))
            .setSerial(list.serial())
            .setVersion(list.version())
            .setExpiresS(list.expires().getEpochSecond());
    list.hash().ifPresent(hash -> out.setHash(ByteString.copyFrom(hash.encode())));
    list.devices().forEach(each -> out.addDevices(write(each)));
    list.tombstones().forEach(each -> out.addTombstones(write(each)));
    return out.build();
  }

  private static AcceptedList read(AcceptedListRecord found) throws ProtocolException {
    List<ListedDevice> devices = new ArrayList<>();
    for (ListedDeviceRecord each : found.getDevicesList()) {
      devices.add(read(each));
    }
    List<Tombstone> tombstones = new ArrayList<>();
    for (TombstoneRecord each : found.getTombstonesList()) {
      tombstones.add(
          new Tombstone(
              DeviceId.of(each.getId()),
              key(each.getIdentity()),
              Instant.ofEpochSecond(each.getRemovedS())));
    }
    return new AcceptedList(
        root(found.getRoot()),
        found.getSerial(),
        found.getVersion(),
        found.getHash().isEmpty()
            ? Optional.empty()
            : Optional.of(ListHash.parse(found.getHash().toByteArray())),
        Instant.ofEpochSecond(found.getExpiresS()),
        devices,
        tombstones);
  }

  private static ListedDeviceRecord write(ListedDevice device) {
    return ListedDeviceRecord.newBuilder()
        .setId(device.id().value())
        .setIdentity(bytes(device.identity()))
        .setFingerprint(Fingerprint.of(device.identity()).hex())
        .setForeign(device.kind() == DeviceKind.FOREIGN)
        .setLabel(device.label())
        .addAllCapabilities(device.capabilities())
        .setAddedS(device.added().getEpochSecond())
        .setReplaces(device.replaces().map(DeviceId::value).orElse(0))
        .setMembership(
            device
                .membership()
                .map(each -> ByteString.copyFrom(each.encode()))
                .orElse(ByteString.EMPTY))
        .build();
  }

  private static ListedDevice read(ListedDeviceRecord found) throws ProtocolException {
    return new ListedDevice(
        DeviceId.of(found.getId()),
        key(found.getIdentity()),
        found.getForeign() ? DeviceKind.FOREIGN : DeviceKind.SYMBOLON,
        found.getLabel(),
        new TreeSet<>(found.getCapabilitiesList()),
        Instant.ofEpochSecond(found.getAddedS()),
        found.getReplaces() == 0 ? Optional.empty() : Optional.of(DeviceId.of(found.getReplaces())),
        found.getMembership().isEmpty()
            ? Optional.empty()
            : Optional.of(Signature.parse(found.getMembership().toByteArray())));
  }

  private static TombstoneRecord write(Tombstone tombstone) {
    return TombstoneRecord.newBuilder()
        .setId(tombstone.id().value())
        .setIdentity(bytes(tombstone.identity()))
        .setFingerprint(Fingerprint.of(tombstone.identity()).hex())
        .setRemovedS(tombstone.removed().getEpochSecond())
        .build();
  }

  private static ByteString bytes(IdentityKey key) {
    return ByteString.copyFrom(key.encode());
  }

  private static IdentityKey key(ByteString bytes) throws ProtocolException {
    return IdentityKey.parse(bytes.toByteArray());
  }

  private static AccountRoot root(ByteString bytes) throws ProtocolException {
    return new AccountRoot(key(bytes));
  }
}
