package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks for the keys that one message needs: those of devices with which there is no session in the
 * best version that they offer, and when there are none to be had, those of the next version.
 */
final class KeyRound {
  private final Surroundings surroundings;
  private final KeyFetcher fetcher;
  private final Unanswered unanswered;
  private final OutboxEntry entry;
  private final List<Recipient> open;
  private final Set<BareJid> reachable = new HashSet<>();
  private final Map<OmemoVersion, SortedMap<DeviceAddress, Bundle>> found = new TreeMap<>();
  private Optional<TransportException> failure = Optional.empty();

  KeyRound(
      Surroundings surroundings,
      KeyFetcher fetcher,
      Unanswered unanswered,
      OutboxEntry entry,
      List<Recipient> recipients) {
    this.surroundings = surroundings;
    this.fetcher = fetcher;
    this.unanswered = unanswered;
    this.entry = entry;
    this.open = new ArrayList<>(recipients);
  }

  /**
   * Asks.
   *
   * @throws TransportException when a domain could not be asked, and a device has no other way
   */
  FetchedKeys ask() throws TransportException, StoreException {
    FetchedKeys all = askAll();
    if (failure.isPresent() && !open.isEmpty()) {
      throw failure.get();
    }
    return all;
  }

  /**
   * The same, content with less: a device without keys keeps nothing from the others.
   *
   * @throws TransportException when a domain did not answer at all
   */
  FetchedKeys askAll() throws TransportException, StoreException {
    surroundings.store().transaction(this::findReachable);
    fetcher.prepare(entry);
    for (OmemoVersion version : Offered.BEST_FIRST) {
      Map<BareJid, SortedSet<DeviceId>> wanted =
          surroundings.store().transaction(rows -> wanted(rows, version));
      for (Map.Entry<BareJid, SortedSet<DeviceId>> each : wanted.entrySet()) {
        ask(each.getKey(), version, each.getValue());
      }
    }
    return new FetchedKeys(found);
  }

  private Void findReachable(Rows rows) throws StoreException {
    Sessions sessions = new Sessions(rows);
    Gate gate = new Gate(rows, surroundings.clock().instant(), new Outcome());
    for (Recipient each : List.copyOf(open)) {
      if (entry.kind() != OutboxEntry.Kind.LINK && gate.isShutTo(each.device())) {
        open.remove(each); // its key is known, and nothing leaves to it
      } else if (entry.kind() != OutboxEntry.Kind.FRESH && sessions.any(each.device())) {
        reachable.add(each.account());
      }
    }
    reachable.add(surroundings.account()); // a message need not reach any own device
    return null;
  }

  /** What is missing in that version; whoever has a session needs nothing more. */
  private Map<BareJid, SortedSet<DeviceId>> wanted(Rows rows, OmemoVersion version)
      throws StoreException {
    Sessions sessions = new Sessions(rows);
    Map<BareJid, SortedSet<DeviceId>> wanted = new TreeMap<>();
    for (Recipient each : List.copyOf(open)) {
      if (!each.versions().contains(version)) {
        continue;
      }
      boolean begun = sessions.with(each.device(), version).active().isPresent();
      if (begun && entry.kind() != OutboxEntry.Kind.FRESH) {
        open.remove(each);
      } else {
        wanted.computeIfAbsent(each.account(), a -> new TreeSet<>()).add(each.device().device());
      }
    }
    return wanted;
  }

  private void ask(BareJid account, OmemoVersion version, SortedSet<DeviceId> devices)
      throws TransportException {
    Unanswered.Round round =
        new Unanswered.Round(reachable.contains(account), surroundings.clock().instant());
    SortedSet<DeviceId> chosen = unanswered.choose(account, version, devices, round);
    if (chosen.isEmpty()) {
      return;
    }
    Map<DeviceId, Bundle> bundles = fetch(account, version, chosen);
    for (DeviceId device : chosen) {
      DeviceAddress address = new DeviceAddress(account, device);
      if (bundles.containsKey(device)) {
        found.computeIfAbsent(version, v -> new TreeMap<>()).put(address, bundles.get(device));
        unanswered.answered(address, version);
        open.removeIf(each -> each.device().equals(address));
      } else {
        unanswered.inVain(address, version, round.now());
      }
    }
  }

  /** An error answer about one version does not keep the other from being used. */
  private Map<DeviceId, Bundle> fetch(
      BareJid account, OmemoVersion version, SortedSet<DeviceId> devices)
      throws TransportException {
    try {
      return fetcher.fetch(account, version, devices);
    } catch (TransportException e) {
      if (!e.stanzaError().isPresent()) {
        throw e;
      }
      failure = Optional.of(e);
      return Map.of();
    }
  }
}
