package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.AcceptedListRecord;
import im.symbolon.messenger.records.wire.ListedDeviceRecord;
import im.symbolon.messenger.records.wire.PersonRecord;
import im.symbolon.messenger.records.wire.SignedListRecord;
import im.symbolon.messenger.records.wire.TombstoneRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Standing;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.keys.Fingerprint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All persons, the own account among them, with the signed lists that were accepted from them. Once
 * a person has a root, nothing here takes it away again: it can only be replaced (REVIEW 3).
 */
public final class People {
  private final Rows rows;

  /** As one question is mostly followed by others about the same person. */
  private Optional<Loaded> last = Optional.empty();

  private record Loaded(ByteBuffer value, PersonRecord person) {}

  public People(Rows rows) {
    this.rows = rows;
  }

  public Optional<Person> of(BareJid account) throws StoreException {
    Optional<PersonRecord> found = load(account);
    return found.isPresent()
        ? Optional.of(Stored.read(() -> PersonCodec.read(found.get())))
        : Optional.empty();
  }

  /** Everybody of whom anything is known, the one last changed at the end. */
  public List<Person> all() throws StoreException {
    List<Person> found = new ArrayList<>();
    for (Row row : rows.all(Tables.PEOPLE)) {
      found.add(Stored.read(() -> PersonCodec.read(PersonRecord.parseFrom(row.value()))));
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * Writes what is known of a person now.
   *
   * @throws IllegalArgumentException when a root that is known would be forgotten
   */
  public void put(Person person) throws StoreException {
    if (!person.accepted().isPresent() && hasRoot(person.account())) {
      throw new IllegalArgumentException("a root is never forgotten");
    }
    rows.put(Tables.PEOPLE, key(person.account()), PersonCodec.write(person).toByteArray());
  }

  /**
   * Takes a list that was judged before: of the person's root it follows what is known, of another
   * one it replaces it, and what was verified with it.
   *
   * @return the person as they are now, stored
   */
  public Person take(SignedDeviceList list) throws StoreException {
    BareJid account = list.account();
    Person before = of(account).orElse(Person.unknown(account));
    boolean follows = before.root().equals(Optional.of(list.root()));
    Person after =
        before.accepting(
            follows ? before.accepted().get().followedBy(list) : AcceptedList.of(list));
    put(after);
    save(Tables.SIGNED_LISTS, list);
    return after;
  }

  /** The newest list that was accepted of that account, as it was signed. */
  public Optional<SignedDeviceList> list(BareJid account) throws StoreException {
    return load(Tables.SIGNED_LISTS, account);
  }

  /** The list of a root that nobody believes yet. */
  public Optional<SignedDeviceList> offered(BareJid account) throws StoreException {
    return load(Tables.OFFERED_LISTS, account);
  }

  /** Keeps a list of a root that nobody believes yet, until somebody decides. */
  public void offer(SignedDeviceList list) throws StoreException {
    save(Tables.OFFERED_LISTS, list);
  }

  /** The offer was decided about. */
  public void forgetOffer(BareJid account) throws StoreException {
    rows.delete(Tables.OFFERED_LISTS, key(account));
  }

  /** True when we write to one of their devices in a way in which a device of ours confirms. */
  public boolean willConfirm(BareJid account) throws StoreException {
    Optional<AcceptedList> list = of(account).flatMap(Person::accepted);
    for (ListedDevice each : list.map(AcceptedList::devices).orElse(List.of())) {
      DeviceAddress device = new DeviceAddress(account, each.id());
      boolean writes = new Sessions(rows).with(device, OmemoVersion.OMEMO_2).newest().isPresent();
      if (writes && each.can(Capability.REPAIR)) {
        return true;
      }
    }
    return false;
  }

  /**
   * True when one of their devices, as their list says, confirms whatever we write to it: we may
   * not have done so yet.
   */
  public boolean canConfirm(BareJid account) throws StoreException {
    return of(account)
        .flatMap(Person::accepted)
        .map(AcceptedList::devices)
        .orElse(List.of())
        .stream()
        .anyMatch(each -> each.can(Capability.REPAIR) && each.can(Capability.OMEMO_2));
  }

  /** True from the first root that was seen of that account on, for good. */
  public boolean hasRoot(BareJid account) throws StoreException {
    return load(account).map(PersonRecord::hasAccepted).orElse(false);
  }

  /** True while nothing may leave to that account. */
  public boolean isBlocked(BareJid account) throws StoreException {
    return load(account).map(PersonRecord::getAlarm).orElse(0) != 0;
  }

  /**
   * What the owner's lists say about a device.
   *
   * @param shown the key that it showed, or that is accepted from it; empty before it showed one
   */
  public Standing standing(DeviceAddress device, Optional<Fingerprint> shown)
      throws StoreException {
    Optional<PersonRecord> person = load(device.account()).filter(PersonRecord::hasAccepted);
    return person.isPresent()
        ? standing(person.get().getAccepted(), device, shown.map(Fingerprint::hex))
        : Standing.NO_ROOT;
  }

  private static Standing standing(
      AcceptedListRecord list, DeviceAddress device, Optional<String> shown) {
    int id = device.device().value();
    for (ListedDeviceRecord each : list.getDevicesList()) {
      if (each.getId() == id) {
        return shown.orElse(each.getFingerprint()).equals(each.getFingerprint())
            ? Standing.LISTED
            : Standing.OTHER_KEY;
      }
    }
    for (TombstoneRecord each : list.getTombstonesList()) {
      if (shown.isPresent() ? shown.get().equals(each.getFingerprint()) : each.getId() == id) {
        return Standing.REMOVED;
      }
    }
    return Standing.UNLISTED;
  }

  private Optional<PersonRecord> load(BareJid account) throws StoreException {
    Optional<ByteBuffer> value = rows.get(Tables.PEOPLE, key(account)).map(ByteBuffer::wrap);
    if (!value.isPresent()) {
      return Optional.empty();
    }
    if (!last.map(Loaded::value).equals(value)) {
      PersonRecord person = Stored.read(() -> PersonRecord.parseFrom(value.get().array()));
      last = Optional.of(new Loaded(value.get(), person));
    }
    return last.map(Loaded::person);
  }

  private Optional<SignedDeviceList> load(Table table, BareJid account) throws StoreException {
    Optional<byte[]> value = rows.get(table, key(account));
    return value.isPresent()
        ? Optional.of(
            Stored.read(
                () ->
                    SignedDeviceListCodec.decode(
                        SecureXml.parse(SignedListRecord.parseFrom(value.get()).getXml()))))
        : Optional.empty();
  }

  private void save(Table table, SignedDeviceList list) throws StoreException {
    SignedListRecord value =
        SignedListRecord.newBuilder().setXml(SignedDeviceListCodec.encode(list).toXml()).build();
    rows.put(table, key(list.account()), value.toByteArray());
  }

  private static RowKey key(BareJid account) {
    return RowKey.of(account.toString());
  }
}
