package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.Beside;
import im.symbolon.messenger.groups.ChainPost;
import im.symbolon.messenger.groups.ForeignDevice;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.records.SessionBook;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.repair.Sent;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.session.Initiator;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Seals one entry within one transaction: for each device in the best version in which there is a
 * session or keys to begin one, and the content once for each version that is needed.
 */
final class Sealing {
  private static final Logger LOG = Logger.getLogger(Sealing.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Gate gate;
  private final Rows rows;
  private final FetchedKeys fetched;
  private final Sent sent;
  private final ChainPost chains;
  private final List<Spent> spent = new ArrayList<>();

  Sealing(Surroundings surroundings, ThisDevice self, Gate gate, FetchedKeys fetched) {
    this.surroundings = surroundings;
    this.self = self;
    this.gate = gate;
    this.rows = gate.rows();
    this.fetched = fetched;
    this.sent = new Sent(surroundings, self);
    this.chains = new ChainPost(surroundings, self);
  }

  /** A device, and the sessions of which the active one is used. */
  private record Ready(DeviceAddress device, OmemoVersion version, SessionBook book) {
    Session session() {
      return book.newest().orElseThrow(() -> new IllegalStateException("no session to seal with"));
    }

    im.symbolon.protocol.groups.Recipient asReached() {
      return new im.symbolon.protocol.groups.Recipient(device, session().remoteIdentity());
    }
  }

  /** To be wiped once the transaction was committed. */
  List<Spent> spent() {
    return spent;
  }

  /** The elements to send; none when no device of the addressee can be written to. */
  List<OmemoElement> seal(OutboxEntry entry, List<Recipient> recipients) throws StoreException {
    Map<OmemoVersion, List<Ready>> ready = new TreeMap<>();
    Reached reached = new Reached(entry);
    for (Recipient each : stillMeant(entry, recipients)) {
      Optional<Ready> one = isToGetIt(entry, each) ? ready(entry, each) : Optional.empty();
      reached.count(gate, each.device(), one.map(Ready::version));
      one.ifPresent(r -> ready.computeIfAbsent(r.version(), v -> new ArrayList<>()).add(r));
    }
    reached.store(gate, surroundings.account());
    List<OmemoElement> elements = new ArrayList<>();
    if (reached.anyOfTheirs()) {
      for (Map.Entry<OmemoVersion, List<Ready>> each : ready.entrySet()) {
        elements.add(element(entry, each.getKey(), each.getValue()));
      }
      remember(entry, ready.values());
    }
    handedOver(entry, ready.values());
    return elements;
  }

  /**
   * The elements beside a group's slot: in OMEMO 2 with the payload of the slot, in legacy OMEMO
   * with one of its own. A device that shows another key than it may have is left out.
   */
  Beside.Result beside(OutboxEntry entry, Payload shared, Map<Recipient, ForeignDevice> recipients)
      throws StoreException {
    Map<OmemoVersion, List<Ready>> ready = new TreeMap<>();
    int untrusted = 0;
    for (Map.Entry<Recipient, ForeignDevice> each : recipients.entrySet()) {
      if (showsAnother(each.getKey(), each.getValue()) || !isToGetIt(entry, each.getKey())) {
        untrusted++;
      } else {
        ready(entry, each.getKey())
            .filter(one -> each.getValue().mayShow(one.session().remoteIdentity()))
            .ifPresent(r -> ready.computeIfAbsent(r.version(), v -> new ArrayList<>()).add(r));
      }
    }
    List<OmemoElement> elements = new ArrayList<>();
    List<im.symbolon.protocol.groups.Recipient> reached = new ArrayList<>();
    for (Map.Entry<OmemoVersion, List<Ready>> each : ready.entrySet()) {
      elements.add(
          each.getKey() == OmemoVersion.OMEMO_2
              ? shared(each.getValue(), shared)
              : element(entry, each.getKey(), each.getValue()));
      each.getValue().forEach(r -> reached.add(r.asReached()));
    }
    int legacy = ready.getOrDefault(OmemoVersion.LEGACY, List.of()).size();
    return new Beside.Result(elements, reached, legacy, untrusted, spent);
  }

  /** Nothing is begun with such a one, and its key is not taken for its own. */
  private boolean showsAnother(Recipient to, ForeignDevice device) throws StoreException {
    for (OmemoVersion version : to.versions()) {
      Optional<Bundle> bundle = fetched.of(to.device(), version);
      if (bundle.isPresent() && !device.mayShow(bundle.get().identity())) {
        gate.otherKeyOffered(to.device());
        return true;
      }
    }
    return false;
  }

  private OmemoElement shared(List<Ready> ready, Payload payload) throws StoreException {
    Contents contents = Contents.of(OmemoVersion.OMEMO_2, surroundings, self);
    return contents.element(keys(ready, payload.secret()), Optional.of(payload));
  }

  /** A sender chain is for those alone who read the group now. */
  private List<Recipient> stillMeant(OutboxEntry entry, List<Recipient> recipients)
      throws StoreException {
    if (entry.kind() != OutboxEntry.Kind.CHAIN) {
      return recipients;
    }
    List<DeviceAddress> meant = chains.devices(gate, entry);
    List<Recipient> still = new ArrayList<>(recipients);
    still.removeIf(each -> !meant.contains(each.device()));
    return still;
  }

  private void handedOver(OutboxEntry entry, Collection<List<Ready>> ready) throws StoreException {
    if (entry.kind() == OutboxEntry.Kind.CHAIN) {
      List<DeviceAddress> devices = new ArrayList<>();
      ready.forEach(group -> group.forEach(each -> devices.add(each.device())));
      chains.sealed(gate, entry, devices);
    }
  }

  /** Whom it was sealed for, and with which keys: nobody else can miss it, or ask what it was. */
  private void remember(OutboxEntry entry, Collection<List<Ready>> ready) throws StoreException {
    if (entry.kind() == OutboxEntry.Kind.MESSAGE || entry.kind() == OutboxEntry.Kind.RECEIPT) {
      Map<DeviceAddress, Fingerprint> devices = new TreeMap<>();
      for (List<Ready> each : ready) {
        each.forEach(r -> devices.put(r.device(), Fingerprint.of(r.session().remoteIdentity())));
      }
      sent.sealed(rows, entry.id(), entry.to(), devices);
    }
  }

  /** Takes note also of the keys of those who get nothing: people have to decide about them. */
  private boolean isToGetIt(OutboxEntry entry, Recipient to) throws StoreException {
    for (OmemoVersion version : to.versions()) {
      Optional<Bundle> bundle = fetched.of(to.device(), version);
      if (bundle.isPresent() && !gate.accepts(to.device(), bundle.get().identity())) {
        gate.otherKeyOffered(to.device());
        return false;
      }
    }
    return entry.kind() == OutboxEntry.Kind.LINK || gate.isOpenTo(to.device());
  }

  /** The best way to that device; empty when there is none now. */
  private Optional<Ready> ready(OutboxEntry entry, Recipient to) throws StoreException {
    boolean fresh = entry.kind() == OutboxEntry.Kind.FRESH;
    for (OmemoVersion version : to.versions()) {
      SessionBook book = new Sessions(rows).with(to.device(), version);
      if (!fresh && book.active().isPresent()) {
        return accepted(new Ready(to.device(), version, book));
      }
      Optional<Session> begun = begin(to.device(), version);
      if (begun.isPresent()) {
        return Optional.of(new Ready(to.device(), version, book.begun(begun.get(), now())));
      }
    }
    return fresh ? Optional.empty() : older(to);
  }

  /** A new session was wanted and there are no keys for it: an old one is better than none. */
  private Optional<Ready> older(Recipient to) throws StoreException {
    for (OmemoVersion version : to.versions()) {
      SessionBook book = new Sessions(rows).with(to.device(), version);
      if (book.newest().isPresent()) {
        return accepted(new Ready(to.device(), version, book));
      }
    }
    return Optional.empty();
  }

  /** Nothing when the session was begun with another key than is accepted from the device. */
  private Optional<Ready> accepted(Ready ready) throws StoreException {
    if (gate.accepts(ready.device(), ready.session().remoteIdentity())) {
      return Optional.of(ready);
    }
    gate.otherKeyOffered(ready.device());
    return Optional.empty();
  }

  private Optional<Session> begin(DeviceAddress recipient, OmemoVersion version)
      throws StoreException {
    Optional<Bundle> bundle = fetched.of(recipient, version);
    if (!bundle.isPresent()) {
      return Optional.empty();
    }
    IdentityKey shown = bundle.get().identity();
    PeerDevices devices = new PeerDevices(rows);
    Optional<IdentityKey> known = devices.identity(recipient);
    if (known.isPresent() && !known.get().isSameKeyAs(shown)) {
      gate.otherKeyOffered(recipient);
      return Optional.empty();
    }
    try {
      Session session =
          Initiator.start(
              self.identity(), bundle.get(), bundle.get().preKeys().get(0), surroundings.entropy());
      devices.seen(recipient, shown, now());
      return Optional.of(session);
    } catch (RatchetException e) {
      LOG.log(Level.WARNING, "no session with {0}: {1}", new Object[] {recipient, e.reason()});
      return Optional.empty();
    }
  }

  private OmemoElement element(OutboxEntry entry, OmemoVersion version, List<Ready> ready)
      throws StoreException {
    Contents contents = Contents.of(version, surroundings, self);
    if (entry.isEmpty()) {
      try (RatchetPlaintext empty = contents.dialect().emptyContent(surroundings.entropy())) {
        return contents.element(keys(ready, empty), Optional.empty());
      }
    }
    Payload payload =
        contents
            .dialect()
            .sealPayload(
                contents.plaintext(entry, sent.tags(rows, entry.to())), surroundings.entropy());
    try (RatchetPlaintext secret = payload.secret()) {
      return contents.element(keys(ready, secret), Optional.of(payload));
    }
  }

  private Map<BareJid, List<KeyEntry>> keys(List<Ready> ready, RatchetPlaintext secret)
      throws StoreException {
    Map<BareJid, List<KeyEntry>> keys = new TreeMap<>();
    for (Ready each : ready) {
      keys.computeIfAbsent(each.device().account(), a -> new ArrayList<>()).add(key(each, secret));
    }
    return keys;
  }

  /** One step of the session. */
  private KeyEntry key(Ready to, RatchetPlaintext secret) throws StoreException {
    SealedMessage sealed = to.session().seal(secret);
    new Sessions(rows).save(to.device(), to.version(), to.book().sent(sealed.next()));
    spent.add(sealed.spent());
    boolean keyExchange = sealed.message() instanceof KeyExchangeMessage;
    Ciphertext data = Ciphertext.of(sealed.message().encode());
    return new KeyEntry(to.device().device(), keyExchange, data);
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
