package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.ChainHolders.Holder;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hands sender chains to devices: one outbox entry for all devices of one account that lack it.
 * Whether a device is still to have it, is asked again when that entry is sealed, and when it is
 * sent once more.
 */
public final class ChainPost {
  /** Before keys of a device are asked for again that had none. */
  private static final Duration KEYLESS = Duration.ofMinutes(10);

  private final Surroundings surroundings;
  private final ThisDevice self;

  public ChainPost(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /** Queues the chain for those of the readers that lack it. */
  void handOver(
      Gate gate, ChainHolders holders, Collection<Recipient> readers, ChainDistribution chain)
      throws StoreException {
    SortedMap<DeviceAddress, Holder> known = holders.all();
    SortedMap<BareJid, List<Recipient>> lacking = new TreeMap<>();
    for (Recipient each : readers) {
      if (lacks(gate, Optional.ofNullable(known.get(each.device())))) {
        lacking.computeIfAbsent(each.device().account(), a -> new ArrayList<>()).add(each);
      }
    }
    for (Map.Entry<BareJid, List<Recipient>> each : lacking.entrySet()) {
      queue(gate, holders, each.getValue(), chain);
    }
  }

  /** Queues the chain for devices of one account. */
  void queue(Gate gate, ChainHolders holders, List<Recipient> devices, ChainDistribution chain)
      throws StoreException {
    BareJid account = devices.get(0).device().account();
    String id = surroundings.newId();
    gate.queue(OutboxEntry.chain(id, account, chain.toXml(), gate.now()));
    holders.meant(account, devices, id, gate.now());
  }

  private static boolean lacks(Gate gate, Optional<Holder> known) throws StoreException {
    if (!known.isPresent()) {
      return true;
    }
    Holder holder = known.get();
    return switch (holder.state()) {
      case SEALED -> false;
      case RETURNED -> true;
      case MEANT -> !new Outbox(gate.rows()).get(holder.entry()).isPresent();
      case KEYLESS -> holder.at().plus(KEYLESS).isBefore(gate.now());
    };
  }

  /**
   * For which devices that entry is: those that lacked the chain when it was queued, have the same
   * key, and still read what is written to the group.
   */
  public List<DeviceAddress> devices(Gate gate, OutboxEntry entry) throws StoreException {
    Optional<ChainHolders> holders = ChainHolders.of(gate.rows(), entry.id());
    Optional<GroupState> group =
        holders.isPresent()
            ? GroupState.joined(gate.rows(), holders.get().room())
            : Optional.empty();
    if (!group.isPresent()) {
      return List.of();
    }
    SortedMap<DeviceAddress, Recipient> readers = group.get().readers(gate, self).capable();
    List<DeviceAddress> devices = new ArrayList<>();
    for (Holder each : holders.get().of(entry.to())) {
      Recipient now = readers.get(each.device());
      boolean same = now != null && Fingerprint.of(now.identity()).equals(each.identity());
      if (same && each.entry().equals(entry.id())) {
        devices.add(each.device());
      }
    }
    return Collections.unmodifiableList(devices);
  }

  /** That entry was sealed for these devices and no others. */
  public void sealed(Gate gate, OutboxEntry entry, Collection<DeviceAddress> reached)
      throws StoreException {
    Optional<ChainHolders> holders = ChainHolders.of(gate.rows(), entry.id());
    if (holders.isPresent()) {
      holders.get().sealed(entry.to(), entry.id(), reached, gate.now());
    }
  }
}
