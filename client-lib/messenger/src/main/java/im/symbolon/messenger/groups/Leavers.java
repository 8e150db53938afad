package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Member;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes those out of the room who signed that they left, as members of a room cannot give up their
 * own membership. Every admin's device would; one after the other, the first is enough.
 */
final class Leavers {
  private static final Logger LOG = Logger.getLogger(Leavers.class.getName());
  private static final Duration STEP = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final RoomDoor door;
  private final GroupEngine.Net net;
  private final Set<String> planned = ConcurrentHashMap.newKeySet();

  Leavers(Surroundings surroundings, ThisDevice self, RoomDoor door, GroupEngine.Net net) {
    this.surroundings = surroundings;
    this.self = self;
    this.door = door;
    this.net = net;
  }

  /** Something is known of the group, or of its room, that was not before. */
  void look(Gate gate, GroupState group) {
    Optional<Duration> wait = wait(group.membership());
    if (group.entry().isJoined() && wait.isPresent()) {
      for (BareJid each : group.present()) {
        if (isOut(group.membership(), each)) {
          gate.outcome().afterwards(() -> plan(group.room(), each, wait.get()));
        }
      }
    }
  }

  private void plan(BareJid room, BareJid person, Duration wait) {
    if (planned.add(room + " " + person)) {
      net.worker().after(wait, () -> expel(room, person));
    }
  }

  private static boolean isOut(Membership membership, BareJid person) {
    return membership.hasLeft(person) && !GroupViews.listed(membership).containsKey(person);
  }

  /** The admins in the order of their addresses; nothing for who is none. */
  private Optional<Duration> wait(Membership membership) {
    int before = 0;
    for (Member each : membership.readers().values()) {
      if (each.role().mayChange()) {
        if (each.jid().equals(self.account())) {
          return Optional.of(STEP.multipliedBy(before));
        }
        before++;
      }
    }
    return Optional.empty();
  }

  private void expel(BareJid room, BareJid person) {
    planned.remove(room + " " + person);
    try {
      boolean due =
          surroundings
              .store()
              .transaction(
                  rows ->
                      GroupState.joined(rows, room)
                          .filter(each -> isOut(each.membership(), person))
                          .isPresent());
      if (due) {
        door.expel(room, person);
      }
    } catch (TransportException e) {
      LOG.log(Level.FINE, "{0} stays as it is: {1}", new Object[] {room, e.reason()});
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }
}
