package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.SessionBook;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.session.Initiator;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Seals one outbox entry for everybody it is for. The ratchet steps and the sealed stanza are
 * stored in one transaction, before anything is sent.
 */
public final class Outbound {
  private static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);
  private static final Logger LOG = Logger.getLogger(Outbound.class.getName());

  /** How long a device without keys is left alone while others of the account can be reached. */
  private static final Duration KEYLESS = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Directory directory;
  private final KeyFetcher fetcher;
  private final EnvelopeCodec envelopes;
  private final Runnable notListed;
  private final Map<DeviceAddress, Instant> keyless = new ConcurrentHashMap<>();

  /**
   * @param notListed told when the published list lacks this device
   */
  public Outbound(
      Surroundings surroundings,
      ThisDevice self,
      Directory directory,
      KeyFetcher fetcher,
      Runnable notListed) {
    this.notListed = notListed;
    this.surroundings = surroundings;
    this.self = self;
    this.directory = directory;
    this.fetcher = fetcher;
    this.envelopes = new EnvelopeCodec(surroundings.entropy()::bytes);
  }

  /**
   * Seals the entry, as it is by then, and stores it sealed, as under way.
   *
   * @throws TransportException when devices or keys could not be asked for; nothing was changed
   */
  Sealed seal(Outbox.Queued queued) throws TransportException, StoreException {
    OutboxEntry entry = queued.entry();
    List<DeviceAddress> recipients = recipients(entry);
    Map<DeviceAddress, Bundle> fetched = keysFor(entry, recipients);
    List<Spent> spent = new ArrayList<>();
    Sealed sealed =
        surroundings
            .store()
            .transaction(rows -> seal(new Step(rows, fetched, spent), queued, recipients));
    spent.forEach(Spent::wipe);
    return sealed;
  }

  /** What became of an entry. */
  sealed interface Sealed {
    /** To be sent now. */
    record Ready(OutboxEntry entry) implements Sealed {}

    /** The recipient has no device that can be written to now. */
    record Unreachable() implements Sealed {}

    /** It does not wait any more: meanwhile it was confirmed, or given up. */
    record Gone() implements Sealed {}
  }

  /** What one transaction works with; {@code spent} is wiped after it was committed. */
  private record Step(Rows rows, Map<DeviceAddress, Bundle> fetched, List<Spent> spent) {}

  private List<DeviceAddress> recipients(OutboxEntry entry)
      throws TransportException, StoreException {
    if (entry.onlyDevice().isPresent()) {
      return List.of(new DeviceAddress(entry.to(), entry.onlyDevice().get()));
    }
    SortedSet<DeviceAddress> all =
        new TreeSet<>(KeyFetcher.addresses(entry.to(), directory.devices(entry.to()).devices()));
    if (all.isEmpty()) {
      return List.of();
    }
    // Receipts, too, or copies of them (XEP-0280) would be unreadable on the other own devices.
    BareJid own = surroundings.account();
    DeviceList ours = directory.devices(own);
    if (!ours.contains(self.id())) {
      notListed.run();
    }
    all.addAll(KeyFetcher.addresses(own, ours.devices()));
    all.remove(self.address());
    return List.copyOf(all);
  }

  /** Keys of the recipients with whom there is no session, or is to be a new one. */
  private Map<DeviceAddress, Bundle> keysFor(OutboxEntry entry, List<DeviceAddress> recipients)
      throws TransportException, StoreException {
    Map<BareJid, SortedSet<DeviceId>> wanted =
        surroundings.store().transaction(rows -> wanted(rows, entry, recipients));
    Map<DeviceAddress, Bundle> found = new TreeMap<>();
    for (Map.Entry<BareJid, SortedSet<DeviceId>> each : wanted.entrySet()) {
      Map<DeviceId, Bundle> fetched = fetcher.fetch(each.getKey(), each.getValue());
      for (DeviceId device : each.getValue()) {
        DeviceAddress address = new DeviceAddress(each.getKey(), device);
        if (fetched.containsKey(device)) {
          found.put(address, fetched.get(device));
          keyless.remove(address);
        } else {
          keyless.put(address, now());
        }
      }
    }
    return found;
  }

  private Map<BareJid, SortedSet<DeviceId>> wanted(
      Rows rows, OutboxEntry entry, List<DeviceAddress> recipients) throws StoreException {
    Sessions sessions = new Sessions(rows);
    Map<BareJid, SortedSet<DeviceId>> wanted = new TreeMap<>();
    Set<BareJid> reachable = new HashSet<>();
    for (DeviceAddress each : recipients) {
      if (entry.kind() == OutboxEntry.Kind.FRESH || !sessions.with(each).active().isPresent()) {
        wanted.computeIfAbsent(each.account(), a -> new TreeSet<>()).add(each.device());
      } else {
        reachable.add(each.account());
      }
    }
    reachable.add(surroundings.account()); // a message need not reach any own device
    wanted.forEach(
        (account, devices) ->
            devices.removeIf(
                device ->
                    reachable.contains(account) && isKeyless(new DeviceAddress(account, device))));
    wanted.values().removeIf(devices -> devices.isEmpty());
    return wanted;
  }

  private boolean isKeyless(DeviceAddress device) {
    Instant since = keyless.get(device);
    return since != null && since.plus(KEYLESS).isAfter(now());
  }

  private Sealed seal(Step step, Outbox.Queued before, List<DeviceAddress> recipients)
      throws StoreException {
    Outbox outbox = new Outbox(step.rows());
    Optional<Outbox.Queued> queued = outbox.stillWaiting(before);
    if (!queued.isPresent()) {
      return new Sealed.Gone();
    }
    OutboxEntry entry = queued.get().entry();
    Optional<Payload> payload = entry.isEmpty() ? Optional.empty() : Optional.of(payload(entry));
    Map<BareJid, List<KeyEntry>> keys = new TreeMap<>();
    try (RatchetPlaintext secret =
        payload
            .map(Payload::secret)
            .orElseGet(() -> OMEMO_2.emptyContent(surroundings.entropy()))) {
      sealFor(step, entry, entry.to(), recipients, secret, keys);
      if (keys.isEmpty()) {
        return new Sealed.Unreachable();
      }
      sealFor(step, entry, surroundings.account(), recipients, secret, keys);
    }
    EncryptedElement element =
        new EncryptedElement(self.id(), keys, payload.map(p -> Ciphertext.of(p.ciphertext())));
    OutboxEntry sealed = entry.sealed(OmemoStanza.children(List.of(element)));
    outbox.underway(queued.get(), sealed);
    return new Sealed.Ready(sealed);
  }

  private void sealFor(
      Step step,
      OutboxEntry entry,
      BareJid account,
      List<DeviceAddress> recipients,
      RatchetPlaintext secret,
      Map<BareJid, List<KeyEntry>> keys)
      throws StoreException {
    if (keys.containsKey(account)) {
      return;
    }
    List<KeyEntry> entries = new ArrayList<>();
    for (DeviceAddress recipient : recipients) {
      if (recipient.account().equals(account)) {
        sealFor(step, entry, recipient, secret).ifPresent(entries::add);
      }
    }
    if (!entries.isEmpty()) {
      keys.put(account, entries);
    }
  }

  private Payload payload(OutboxEntry entry) {
    Envelope envelope =
        Envelope.of(
            new MessageId(entry.id()),
            new Route(surroundings.account(), entry.to()),
            entry.createdAt(),
            entry.content());
    byte[] plaintext = envelopes.encode(envelope).toXml().getBytes(UTF_8);
    return OMEMO_2.sealPayload(plaintext, surroundings.entropy());
  }

  /** One step of the recipient's session, begun if there is none; empty when there are no keys. */
  private Optional<KeyEntry> sealFor(
      Step step, OutboxEntry entry, DeviceAddress recipient, RatchetPlaintext secret)
      throws StoreException {
    Sessions sessions = new Sessions(step.rows());
    SessionBook book = sessions.with(recipient);
    boolean fresh = entry.kind() == OutboxEntry.Kind.FRESH;
    if (fresh || !book.active().isPresent()) {
      Optional<Session> begun = begin(step, recipient);
      if (!begun.isPresent()) {
        return Optional.empty();
      }
      book = book.begun(begun.get(), now());
    }
    SealedMessage sealed = book.active().get().seal(secret);
    sessions.save(recipient, book.sent(sealed.next()));
    step.spent().add(sealed.spent());
    boolean keyExchange = sealed.message() instanceof KeyExchangeMessage;
    Ciphertext data = Ciphertext.of(sealed.message().encode());
    return Optional.of(new KeyEntry(recipient.device(), keyExchange, data));
  }

  private Optional<Session> begin(Step step, DeviceAddress recipient) throws StoreException {
    Bundle bundle = step.fetched().get(recipient);
    if (bundle == null) {
      return Optional.empty();
    }
    Peers peers = new Peers(step.rows());
    Optional<IdentityKey> known = peers.identity(recipient);
    if (known.isPresent() && !known.get().equals(bundle.identity())) {
      LOG.log(Level.WARNING, "{0} shows another identity key; not written to", recipient);
      return Optional.empty();
    }
    try {
      Session session =
          Initiator.start(self.identity(), bundle, bundle.preKeys().get(0), surroundings.entropy());
      peers.identity(recipient, bundle.identity(), now());
      return Optional.of(session);
    } catch (RatchetException e) {
      LOG.log(Level.WARNING, "no session with {0}: {1}", new Object[] {recipient, e.reason()});
      return Optional.empty();
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
