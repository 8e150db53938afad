package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.trust.TrustPolicy;
import im.symbolon.messenger.trust.Verification;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a person asks and decides about devices; each decision is one transaction. Thread-safe. */
public final class Devices {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Consumer<Outcome> act;

  /**
   * @param act does what is due after each transaction
   */
  Devices(Surroundings surroundings, ThisDevice self, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.act = act;
  }

  /** All devices of a person that are listed or were seen or are expected, by id. */
  public List<KnownDevice> of(BareJid person) throws StoreException {
    return surroundings.store().transaction(rows -> of(rows, person));
  }

  private List<KnownDevice> of(Rows rows, BareJid person) throws StoreException {
    TrustBook book = new TrustBook(rows);
    Map<DeviceId, Set<OmemoVersion>> listed = listed(rows, person);
    SortedMap<DeviceId, KnownDevice> all = new TreeMap<>();
    Decision first = TrustPolicy.atFirstSight(book.everVerified(person), now());
    listed.forEach((id, in) -> all.put(id, new KnownDevice(id, NO_KEY, in, first, NEVER, false)));
    for (TrustBook.Entry entry : book.entries(person)) {
      DeviceId id = entry.device().device();
      all.put(id, known(entry, listed.getOrDefault(id, Set.of())));
    }
    if (person.equals(surroundings.account())) {
      all.put(self.id(), thisDevice(listed.getOrDefault(self.id(), Set.of())));
    }
    return List.copyOf(all.values());
  }

  private static final Optional<Fingerprint> NO_KEY = Optional.empty();
  private static final Optional<Instant> NEVER = Optional.empty();

  private static Map<DeviceId, Set<OmemoVersion>> listed(Rows rows, BareJid person)
      throws StoreException {
    Map<DeviceId, Set<OmemoVersion>> found = new TreeMap<>();
    for (OmemoVersion version : OmemoVersion.values()) {
      Optional<Peers.KnownList> known = new Peers(rows).list(person, version);
      if (known.isPresent()) {
        for (DeviceId id : known.get().list().devices()) {
          found.computeIfAbsent(id, i -> EnumSet.noneOf(OmemoVersion.class)).add(version);
        }
      }
    }
    return found;
  }

  private static KnownDevice known(TrustBook.Entry entry, Set<OmemoVersion> versions) {
    return new KnownDevice(
        entry.device().device(),
        Optional.of(entry.fingerprint()),
        versions,
        entry.decision(),
        entry.firstSeen(),
        false);
  }

  private KnownDevice thisDevice(Set<OmemoVersion> versions) {
    Decision own = Decision.ofPerson(Trust.TRUSTED, Instant.EPOCH);
    Optional<Fingerprint> key = Optional.of(ownFingerprint());
    return new KnownDevice(self.id(), key, versions, own, NEVER, true);
  }

  private Fingerprint ownFingerprint() {
    return Fingerprint.of(self.identity().publicKey());
  }

  /**
   * A person saw that fingerprint and decided about the device that has it.
   *
   * @throws OtherKeyException when the device has another one, or none is known
   * @throws IllegalArgumentException for this device, which trusts itself
   */
  public void decide(DeviceAddress device, Fingerprint seen, Trust trust)
      throws StoreException, OtherKeyException {
    if (device.equals(self.address())) {
      throw new IllegalArgumentException("This device always trusts itself.");
    }
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .<Void, OtherKeyException>transaction(
            rows -> {
              TrustBook book = new TrustBook(rows);
              Optional<TrustBook.Entry> known = book.entry(device);
              if (!known.filter(k -> k.fingerprint().equals(seen)).isPresent()) {
                throw new OtherKeyException();
              }
              book.decide(device, seen, Decision.ofPerson(trust, now()));
              return null;
            });
    outcome.devicesChanged(device.account());
    act.accept(outcome);
  }

  /**
   * A person scanned a code that names that person's devices and their keys. All of it is believed,
   * or nothing.
   */
  public Verification verify(BareJid person, Map<DeviceId, Fingerprint> code)
      throws StoreException {
    Outcome outcome = new Outcome();
    Verification result =
        surroundings.store().transaction(rows -> verify(rows, person, code, outcome));
    outcome.devicesChanged(person);
    act.accept(outcome);
    return result;
  }

  private Verification verify(
      Rows rows, BareJid person, Map<DeviceId, Fingerprint> code, Outcome outcome)
      throws StoreException {
    SortedSet<DeviceId> contradicting = contradicting(of(rows, person), code);
    if (!contradicting.isEmpty()) {
      new Lines(rows, now(), outcome).write(person, Note.CODE_CONTRADICTS, surroundings.newId());
      return Verification.refused(person, contradicting);
    }
    SortedSet<DeviceId> verified = new TreeSet<>();
    SortedSet<DeviceId> expected = new TreeSet<>();
    SortedSet<DeviceId> distrusted = new TreeSet<>();
    TrustBook book = new TrustBook(rows);
    for (Map.Entry<DeviceId, Fingerprint> each : code.entrySet()) {
      DeviceAddress device = new DeviceAddress(person, each.getKey());
      Optional<TrustBook.Entry> known = book.entry(device);
      if (known.filter(k -> k.decision().trust() == Trust.DISTRUSTED).isPresent()) {
        distrusted.add(each.getKey());
      } else if (device.equals(self.address())) {
        verified.add(each.getKey());
      } else {
        book.decide(device, each.getValue(), Decision.ofCode(now()));
        boolean seen = known.flatMap(TrustBook.Entry::firstSeen).isPresent();
        (seen ? verified : expected).add(each.getKey());
      }
    }
    return new Verification(person, verified, expected, distrusted, contradicting);
  }

  private static SortedSet<DeviceId> contradicting(
      List<KnownDevice> devices, Map<DeviceId, Fingerprint> code) {
    SortedSet<DeviceId> found = new TreeSet<>();
    for (KnownDevice device : devices) {
      Optional<Fingerprint> said = Optional.ofNullable(code.get(device.id()));
      if (said.isPresent()
          && device.fingerprint().isPresent()
          && !said.equals(device.fingerprint())) {
        found.add(device.id());
      }
    }
    return found;
  }

  /**
   * What this device's code says: its own key, and those of the own other devices that are listed
   * and were verified. Blind trust is not handed on, or a device that a server made up would be
   * verified by everybody who scans this code.
   */
  public SortedMap<DeviceId, Fingerprint> vouchedFor() throws StoreException {
    SortedMap<DeviceId, Fingerprint> all = new TreeMap<>();
    for (KnownDevice device : of(surroundings.account())) {
      if (device.isListed() && device.isVerified() && device.firstSeen().isPresent()) {
        device.fingerprint().ifPresent(key -> all.put(device.id(), key));
      }
    }
    all.put(self.id(), ownFingerprint());
    return all;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
