package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Judge;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.people.RootCheck;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.trust.Verification;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.uri.VerificationUri;
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
    Judge judge = new Judge(rows, now());
    Map<DeviceId, Fingerprint> signed = signed(rows, person);
    for (DeviceId id : union(listed.keySet(), signed.keySet())) {
      Optional<Fingerprint> key = Optional.ofNullable(signed.get(id));
      Decision decision = judge.decision(new DeviceAddress(person, id));
      Set<OmemoVersion> in = listed.getOrDefault(id, Set.of());
      all.put(id, new KnownDevice(id, key, in, decision, NEVER, false));
    }
    for (TrustBook.Entry entry : book.entries(person)) {
      DeviceId id = entry.device().device();
      Decision decision = judge.decision(entry.device());
      all.put(id, known(entry, decision, listed.getOrDefault(id, Set.of())));
    }
    if (person.equals(surroundings.account())) {
      all.put(self.id(), thisDevice(listed.getOrDefault(self.id(), Set.of())));
    }
    return List.copyOf(all.values());
  }

  private static SortedSet<DeviceId> union(Set<DeviceId> some, Set<DeviceId> others) {
    SortedSet<DeviceId> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static Map<DeviceId, Fingerprint> signed(Rows rows, BareJid person)
      throws StoreException {
    Map<DeviceId, Fingerprint> keys = new TreeMap<>();
    new People(rows)
        .of(person)
        .flatMap(Person::accepted)
        .map(AcceptedList::devices)
        .orElse(List.of())
        .forEach(each -> keys.put(each.id(), Fingerprint.of(each.identity())));
    return keys;
  }

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

  private static KnownDevice known(
      TrustBook.Entry entry, Decision decision, Set<OmemoVersion> versions) {
    return new KnownDevice(
        entry.device().device(),
        Optional.of(entry.fingerprint()),
        versions,
        decision,
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
   * A person scanned a code that names that person's root, or devices and their keys. All of it is
   * believed, or nothing.
   */
  public Verification verify(BareJid person, VerificationUri code) throws StoreException {
    Outcome outcome = new Outcome();
    Verification result =
        surroundings.store().transaction(rows -> verify(rows, person, code, outcome));
    outcome.devicesChanged(person);
    act.accept(outcome);
    return result;
  }

  private Verification verify(Rows rows, BareJid person, VerificationUri code, Outcome outcome)
      throws StoreException {
    RootCheck roots = new RootCheck(rows, now(), outcome);
    boolean otherRoot = code.root().isPresent() && roots.contradicts(person, code.root().get());
    SortedSet<DeviceId> contradicting = contradicting(of(rows, person), code.devices());
    if (otherRoot || !contradicting.isEmpty()) {
      new Lines(rows, now(), outcome).write(person, Note.CODE_CONTRADICTS, surroundings.newId());
      return Verification.refused(person, contradicting, otherRoot);
    }
    // Of the own account no code decides: its root is made, linked or restored.
    boolean theirs = code.root().isPresent() && !person.equals(surroundings.account());
    if (theirs) {
      roots.verified(person, code.root().get(), PersonVerification.How.CODE);
    }
    Verification.Root root = theirs ? Verification.Root.VERIFIED : Verification.Root.NONE;
    return verifyDevices(rows, person, code.devices(), root);
  }

  private Verification verifyDevices(
      Rows rows, BareJid person, Map<DeviceId, Fingerprint> code, Verification.Root root)
      throws StoreException {
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
    return new Verification(person, verified, expected, distrusted, new TreeSet<>(), root);
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
   * What this device's code says: the account root, its own key, and those of the own other devices
   * that are listed and were verified or signed. Blind trust is not handed on, or a device that a
   * server made up would be verified by everybody who scans this code.
   */
  public VerificationUri code() throws StoreException {
    VerificationUri devices = VerificationUri.of(surroundings.account(), vouchedFor());
    Optional<AccountRoot> root =
        surroundings
            .store()
            .transaction(rows -> new People(rows).of(surroundings.account()))
            .flatMap(Person::root);
    return root.map(devices::with).orElse(devices);
  }

  private SortedMap<DeviceId, Fingerprint> vouchedFor() throws StoreException {
    SortedMap<DeviceId, Fingerprint> all = new TreeMap<>();
    for (KnownDevice device : of(surroundings.account())) {
      boolean ours = device.isVerified() || device.decision().isSigned();
      if (device.isListed() && ours && device.firstSeen().isPresent()) {
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
