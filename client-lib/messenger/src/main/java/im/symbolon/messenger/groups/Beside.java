package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.Payload;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** OMEMO beside a slot, for those devices of a group's members that know no sender chains. */
public interface Beside {
  /** Of a stanza's children, in bytes of XML; see REVIEW 32. */
  int MAX_CHILDREN_BYTES = 196 * 1024;

  /**
   * Asks servers for devices and keys, as far as that is due. A member whose server does not answer
   * keeps nothing back.
   *
   * @param accounts whose devices; by each, those that are asked about, or all that it publishes
   * @throws TransportException NOT_CONNECTED
   */
  Prepared prepare(OutboxEntry entry, Map<BareJid, Optional<Set<DeviceId>>> accounts)
      throws TransportException, StoreException;

  /** What the servers said. */
  @FunctionalInterface
  interface Prepared {
    /**
     * Seals for those devices, in the transaction of the gate: what is in OMEMO 2 has the payload
     * of the slot, what is in legacy OMEMO its own.
     */
    Result seal(Gate gate, OutboxEntry entry, Payload shared, Collection<ForeignDevice> devices)
        throws StoreException;
  }

  /**
   * What stands beside the slot.
   *
   * @param elements one of each version at most
   * @param reached the devices that can read it, with the keys that they have
   * @param legacy how many of those in legacy OMEMO
   * @param untrusted how many show another key than is accepted from them
   * @param spent to be wiped once the transaction was committed
   */
  record Result(
      List<OmemoElement> elements,
      List<Recipient> reached,
      int legacy,
      int untrusted,
      List<Spent> spent) {
    public Result {
      elements = List.copyOf(elements);
      reached = List.copyOf(reached);
      spent = List.copyOf(spent);
    }

    /** Where there is nobody to write to. */
    public static Result none() {
      return new Result(List.of(), List.of(), 0, 0, List.of());
    }
  }

  /** Where there is no other client. */
  static Beside none() {
    return (entry, accounts) -> (gate, again, shared, devices) -> Result.none();
  }
}
