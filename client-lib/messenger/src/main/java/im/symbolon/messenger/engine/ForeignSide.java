package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.Beside;
import im.symbolon.messenger.groups.ForeignDevice;
import im.symbolon.messenger.groups.ForeignKeys;
import im.symbolon.messenger.people.PeopleCare;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.omemo.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A group's members with other clients, as far as the network is needed for them: their lists every
 * few minutes, their keys where there is no session. Whose server does not answer is left alone for
 * a while, and keeps nothing back. Thread-safe.
 */
final class ForeignSide implements Beside, ForeignKeys {
  private static final Logger LOG = Logger.getLogger(ForeignSide.class.getName());

  /**
   * In a group of many, asking everybody's server each minute would cost more than the messages.
   */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private static final Duration LEFT_ALONE = Duration.ofMinutes(5);
  private static final int MANY = 2_000;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Directory directory;
  private final PeopleCare people;
  private final KeyFetcher fetcher;
  private final Unanswered unanswered = new Unanswered();
  private final Pauses fresh = new Pauses(FRESH);
  private final Pauses away = new Pauses(LEFT_ALONE);

  ForeignSide(
      Surroundings surroundings,
      ThisDevice self,
      Directory directory,
      PeopleCare people,
      KeyFetcher fetcher) {
    this.surroundings = surroundings;
    this.self = self;
    this.directory = directory;
    this.people = people;
    this.fetcher = fetcher;
  }

  @Override
  public Prepared prepare(OutboxEntry entry, Map<BareJid, Optional<Set<DeviceId>>> accounts)
      throws TransportException, StoreException {
    Found found = new Found(new HashMap<>(), new TreeMap<>());
    for (Map.Entry<BareJid, Optional<Set<DeviceId>>> each : accounts.entrySet()) {
      try {
        found.add(look(entry, each.getKey(), each.getValue()));
      } catch (TransportException e) {
        Directory.requireConnected(e);
        LOG.log(
            Level.FINE, "{0} is left out for now: {1}", new Object[] {each.getKey(), e.reason()});
        away.begin(each.getKey(), now());
        found.add(known(each.getKey(), each.getValue()));
      }
    }
    return (gate, again, shared, devices) -> seal(found, gate, again, shared, devices);
  }

  /** Which devices there are, in which versions, and keys to begin sessions with. */
  private record Found(
      Map<DeviceAddress, Recipient> recipients,
      Map<OmemoVersion, SortedMap<DeviceAddress, Bundle>> keys) {
    void add(Found other) {
      recipients.putAll(other.recipients);
      other.keys.forEach((v, all) -> keys.computeIfAbsent(v, k -> new TreeMap<>()).putAll(all));
    }
  }

  private Found look(OutboxEntry entry, BareJid account, Optional<Set<DeviceId>> devices)
      throws TransportException, StoreException {
    if (away.lasts(account, now())) {
      return known(account, devices);
    }
    if (!fresh.lasts(account, now())) {
      directory.devices(account);
      fresh.begin(account, now());
    }
    return withKeys(entry, known(account, devices));
  }

  /** Who is left alone, and until when. */
  private static final class Pauses {
    private final Duration length;
    private final Map<BareJid, Instant> ends = new ConcurrentHashMap<>();

    Pauses(Duration length) {
      this.length = length;
    }

    boolean lasts(BareJid account, Instant now) {
      return ends.getOrDefault(account, Instant.EPOCH).isAfter(now);
    }

    void begin(BareJid account, Instant now) {
      if (ends.size() >= MANY) {
        ends.values().removeIf(end -> !end.isAfter(now));
      }
      ends.put(account, now.plus(length));
    }
  }

  private Found known(BareJid account, Optional<Set<DeviceId>> devices) throws StoreException {
    Map<DeviceAddress, Recipient> found = new HashMap<>();
    Offered offered = directory.known(account).and(people.members(account));
    for (Recipient each : offered.recipients()) {
      boolean meant = !devices.isPresent() || devices.get().contains(each.device().device());
      if (meant && !each.device().equals(self.address())) {
        found.put(each.device(), each);
      }
    }
    return new Found(found, new TreeMap<>());
  }

  private Found withKeys(OutboxEntry entry, Found found) throws TransportException, StoreException {
    List<Recipient> all = new ArrayList<>(found.recipients().values());
    KeyRound round = new KeyRound(surroundings, fetcher, unanswered, entry, all);
    return new Found(found.recipients(), round.askAll().bundles());
  }

  private Result seal(
      Found found, Gate gate, OutboxEntry entry, Payload shared, Collection<ForeignDevice> devices)
      throws StoreException {
    Map<Recipient, ForeignDevice> meant = new LinkedHashMap<>();
    for (ForeignDevice each : devices) {
      Recipient recipient = found.recipients().get(each.device());
      if (recipient != null) {
        meant.put(recipient, each);
      }
    }
    FetchedKeys keys = new FetchedKeys(found.keys());
    return new Sealing(surroundings, self, gate, keys).beside(entry, shared, meant);
  }

  @Override
  public SortedMap<DeviceId, IdentityKey> of(BareJid account)
      throws TransportException, StoreException {
    SortedMap<DeviceId, IdentityKey> found = new TreeMap<>();
    for (DeviceId each : directory.devices(account).versions().keySet()) {
      if (found.size() < Member.MAX_DEVICES) {
        fetcher.identity(account, each).ifPresent(key -> found.put(each, key));
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  /** It is new, so what was heard a moment ago says nothing about it. */
  @Override
  public Optional<IdentityKey> of(BareJid account, DeviceId device)
      throws TransportException, StoreException {
    boolean listed = false;
    for (OmemoVersion version : Offered.BEST_FIRST) {
      listed = listed || directory.fetch(account, version).contains(device);
    }
    return listed ? fetcher.identity(account, device) : Optional.empty();
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
