package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.DeviceTrustHandoverRecord;
import im.symbolon.messenger.records.wire.PersonTrustHandoverRecord;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that is thought of people and their devices, as one own device gives it to another: whose
 * root is known and verified, which lists were accepted, and every decision about a device.
 */
public final class TrustStates {
  private final BareJid own;
  private final PlainChats plain;
  private final TrustBook book;
  private final People people;

  /**
   * @param own the account itself, of which nothing is handed over here
   */
  public TrustStates(Rows rows, BareJid own) {
    this.own = own;
    this.plain = new PlainChats(rows);
    this.book = new TrustBook(rows);
    this.people = new People(rows);
  }

  /** Everything. */
  public List<PersonTrustHandoverRecord> all() throws StoreException {
    Set<BareJid> accounts = new TreeSet<>(book.persons());
    people.all().forEach(each -> accounts.add(each.account()));
    accounts.remove(own);
    List<PersonTrustHandoverRecord> out = new ArrayList<>();
    for (BareJid each : accounts) {
      out.add(of(each));
    }
    return Collections.unmodifiableList(out);
  }

  /** How many people were verified, themselves or any device of theirs. */
  public int verified() throws StoreException {
    Set<BareJid> verified = new TreeSet<>();
    for (BareJid each : book.persons()) {
      if (book.everVerified(each)) {
        verified.add(each);
      }
    }
    for (Person each : people.all()) {
      if (each.verified().isPresent()) {
        verified.add(each.account());
      }
    }
    verified.remove(own);
    return verified.size();
  }

  private PersonTrustHandoverRecord of(BareJid account) throws StoreException {
    PersonTrustHandoverRecord.Builder out =
        PersonTrustHandoverRecord.newBuilder()
            .setAccount(account.toString())
            .setEverVerified(book.everVerified(account));
    for (TrustBook.Entry each : book.entries(account)) {
      out.addDevices(
          DeviceTrustHandoverRecord.newBuilder()
              .setDevice(each.device().device().value())
              .setTrust(TrustBook.write(each)));
    }
    // The other device looks for itself, and writes its own lines.
    people
        .of(account)
        .ifPresent(
            person ->
                out.setPerson(
                    PersonCodec.write(person).toBuilder()
                        .clearLookedAtMs()
                        .clearLookedFor()
                        .clearShown()));
    return out.build();
  }

  /** What is thought of one person, read. */
  public record State(
      BareJid account, boolean verified, List<TrustBook.Entry> devices, Optional<Person> person) {
    public State {
      devices = List.copyOf(devices);
    }
  }

  /**
   * Reads what {@link #all} gave.
   *
   * @throws ProtocolException MALFORMED
   */
  public static List<State> read(List<PersonTrustHandoverRecord> states) throws ProtocolException {
    List<State> read = new ArrayList<>();
    try {
      for (PersonTrustHandoverRecord each : states) {
        read.add(read(each));
      }
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
    return Collections.unmodifiableList(read);
  }

  private static State read(PersonTrustHandoverRecord state) throws ProtocolException {
    BareJid account = BareJid.parse(state.getAccount());
    List<TrustBook.Entry> devices = new ArrayList<>();
    for (DeviceTrustHandoverRecord each : state.getDevicesList()) {
      DeviceAddress device = new DeviceAddress(account, DeviceId.of(each.getDevice()));
      devices.add(TrustBook.read(device, each.getTrust()));
    }
    Optional<Person> person =
        state.hasPerson() ? Optional.of(PersonCodec.read(state.getPerson())) : Optional.empty();
    if (person.filter(each -> !each.account().equals(account)).isPresent()) {
      throw new ProtocolException(Reason.MALFORMED, "a person under another one's name");
    }
    return new State(account, state.getEverVerified(), devices, person);
  }

  /** Takes over what another own device gave. What a person decided here stays. */
  public void take(List<State> states) throws StoreException {
    for (State each : states) {
      if (!each.account().equals(own)) {
        take(each);
      }
    }
  }

  private void take(State state) throws StoreException {
    if (state.verified() || !state.devices().isEmpty()) {
      plain.encrypted(state.account()); // whoever has devices has encryption
    }
    for (TrustBook.Entry each : state.devices()) {
      book.handedOver(each);
    }
    if (state.verified()) {
      book.handedOverVerified(state.account());
    }
    if (state.person().isPresent()) {
      people.put(merge(people.of(state.account()), state.person().get()));
    }
  }

  /** The other device's word counts; but a newer list of the same root stays. */
  private static Person merge(Optional<Person> known, Person theirs) {
    if (!known.isPresent() || !known.get().accepted().isPresent()) {
      return theirs;
    }
    Person ours = known.get();
    if (!theirs.accepted().isPresent()) {
      return ours;
    }
    boolean newer =
        ours.root().equals(theirs.root())
            && isNewer(ours.accepted().get(), theirs.accepted().get());
    if (!newer) {
      return theirs;
    }
    return theirs.accepting(ours.accepted().get());
  }

  private static boolean isNewer(AcceptedList one, AcceptedList other) {
    int bySerial = Long.compare(one.serial(), other.serial());
    return bySerial > 0 || (bySerial == 0 && one.version() > other.version());
  }
}
