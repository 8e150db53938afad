package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Asks the room who is in it, and the members' servers for their lists. */
final class RoomLooks implements GroupLooks {
  private static final Logger LOG = Logger.getLogger(RoomLooks.class.getName());

  /** Who was put out of the room reads what is written within that time, if a server lets him. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  private final Surroundings surroundings;
  private final RoomDoor door;
  private final GroupEngine.Net net;
  private final Leavers leavers;
  private final Gated gated;
  private final Set<BareJid> planned = ConcurrentHashMap.newKeySet();

  RoomLooks(Surroundings surroundings, RoomDoor door, GroupEngine.Net net, Leavers leavers) {
    this.surroundings = surroundings;
    this.door = door;
    this.net = net;
    this.leavers = leavers;
    this.gated = new Gated(surroundings, net.act());
  }

  @Override
  public void before(BareJid room) throws TransportException, StoreException {
    Optional<GroupState> group =
        surroundings.store().transaction(rows -> GroupState.joined(rows, room));
    if (!group.isPresent()) {
      return;
    }
    if (!door.isInside(room)) {
      throw new TransportException(
          TransportException.Reason.NOT_CONNECTED, "This device is not in the room now.");
    }
    present(room);
    net.before().look(group.get().readers().stream().map(Member::jid).collect(Collectors.toList()));
  }

  private void present(BareJid room) throws TransportException, StoreException {
    Instant asked = surroundings.store().transaction(rows -> new Groups(rows).presentAt(room));
    if (!asked.plus(FRESH).isAfter(surroundings.clock().instant())) {
      look(room);
    }
  }

  /**
   * Asks the room who is in it, however lately it was asked.
   *
   * @throws TransportException when it did not answer
   */
  void look(BareJid room) throws TransportException, StoreException {
    Set<BareJid> present = door.present(room);
    boolean again = gated.call(gate -> said(gate, room, present));
    if (again && planned.add(room)) {
      net.worker().after(Attending.PATIENCE.plusSeconds(1), () -> lookAgain(room));
    }
  }

  private boolean said(Gate gate, BareJid room, Set<BareJid> present) throws StoreException {
    new Groups(gate.rows()).present(room, present, gate.now());
    Optional<GroupState> group = GroupState.joined(gate.rows(), room);
    if (!group.isPresent()) {
      return false;
    }
    leavers.look(gate, group.get());
    return Attending.seen(gate, group.get());
  }

  /** Somebody was there who was not added; if the server is away, the next message looks again. */
  private void lookAgain(BareJid room) {
    planned.remove(room);
    try {
      look(room);
    } catch (TransportException e) {
      LOG.log(Level.FINE, "{0} cannot be asked: {1}", new Object[] {room, e.reason()});
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }
}
