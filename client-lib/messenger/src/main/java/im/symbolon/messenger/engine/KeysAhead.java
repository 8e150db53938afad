package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.ChainHolders.Holder;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.xmpp.KeyDirectory;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.KeysWanted;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.prekeys.ClaimedBundle;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Claims keys for all devices of a group at once that are to be handed a sender chain, before each
 * account's turn comes. Each key is given out once, in memory alone. Thread-safe: who comes while
 * keys are being claimed waits for them.
 */
final class KeysAhead {
  /** What nobody needed by then is dropped; its device has a key less. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** Nobody is asked about the same account sooner. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final int MAX_ACCOUNTS = 5000;

  private final Surroundings surroundings;
  private final KeyDirectory directory;
  private final Map<BareJid, Claimed> claimed = new LinkedHashMap<>();

  /** What an account's devices gave, and when. */
  private record Claimed(Instant at, Map<DeviceId, ClaimedBundle> keys) {}

  KeysAhead(Surroundings surroundings, KeyDirectory directory) {
    this.surroundings = surroundings;
    this.directory = directory;
  }

  /**
   * Claims keys for all who are to get what this entry hands over, if that is a sender chain for
   * several accounts.
   *
   * @throws TransportException NOT_CONNECTED
   */
  synchronized void prepare(OutboxEntry entry) throws TransportException, StoreException {
    if (entry.kind() != OutboxEntry.Kind.CHAIN || wasAsked(entry.to())) {
      return;
    }
    List<Wanted> wanted = surroundings.store().transaction(rows -> wanted(rows, entry));
    if (wanted.size() < 2) {
      return;
    }
    SortedMap<BareJid, AccountAnswer> answers = directory.look(wanted);
    for (Wanted each : wanted) {
      claimed.remove(each.account()); // the new one is the youngest
      claimed.put(each.account(), new Claimed(now(), keys(answers.get(each.account()))));
    }
    while (claimed.size() > MAX_ACCOUNTS) {
      claimed.remove(claimed.keySet().iterator().next());
    }
  }

  private static Map<DeviceId, ClaimedBundle> keys(AccountAnswer answer) {
    return answer instanceof Found found && found.keys().isPresent()
        ? new HashMap<>(found.keys().get().bundles())
        : new HashMap<>();
  }

  private boolean wasAsked(BareJid account) {
    Claimed last = claimed.get(account);
    return last != null && Duration.between(last.at(), now()).abs().compareTo(PAUSE) < 0;
  }

  /** Devices for which the same chain waits, and with which there is no session yet. */
  private List<Wanted> wanted(Rows rows, OutboxEntry entry) throws StoreException {
    Optional<ChainHolders> holders = ChainHolders.of(rows, entry.id());
    if (!holders.isPresent() || lacking(rows, holders.get().of(entry.to())).isEmpty()) {
      return List.of(); // its turn needs no keys, so others' may not either
    }
    SortedMap<BareJid, SortedSet<DeviceId>> lacking = lacking(rows, holders.get().all().values());
    List<Wanted> wanted = new ArrayList<>();
    for (Map.Entry<BareJid, SortedSet<DeviceId>> each : lacking.entrySet()) {
      if (each.getValue().size() <= PrekeyLimits.MAX_DEVICES) {
        Optional<ListHash> known =
            new People(rows)
                .of(each.getKey())
                .flatMap(Person::accepted)
                .flatMap(AcceptedList::hash);
        wanted.add(new Wanted(each.getKey(), known, KeysWanted.of(each.getValue())));
      }
    }
    return wanted;
  }

  private SortedMap<BareJid, SortedSet<DeviceId>> lacking(Rows rows, Collection<Holder> holders)
      throws StoreException {
    SortedMap<BareJid, SortedSet<DeviceId>> lacking = new TreeMap<>();
    for (Holder each : holders) {
      DeviceAddress device = each.device();
      if (each.state() == ChainHolders.State.MEANT
          && !wasAsked(device.account())
          && !new Sessions(rows).with(device, OmemoVersion.OMEMO_2).active().isPresent()) {
        lacking.computeIfAbsent(device.account(), a -> new TreeSet<>()).add(device.device());
      }
    }
    return lacking;
  }

  /** The keys of those of the devices that gave one; nobody gets them again. */
  synchronized Map<DeviceId, ClaimedBundle> take(BareJid account, SortedSet<DeviceId> devices) {
    Map<DeviceId, ClaimedBundle> taken = new TreeMap<>();
    Claimed known = claimed.get(account);
    if (known != null && Duration.between(known.at(), now()).abs().compareTo(KEPT) < 0) {
      for (DeviceId each : devices) {
        Optional.ofNullable(known.keys().remove(each)).ifPresent(key -> taken.put(each, key));
      }
    }
    return taken;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
