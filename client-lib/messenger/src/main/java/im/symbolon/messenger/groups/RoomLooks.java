package im.symbolon.messenger.groups;

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
import java.util.stream.Collectors;

/** Asks the room who is in it, and the members' servers for their lists. */
final class RoomLooks implements GroupLooks {
  /** Who was put out of the room reads what is written within that time, if a server lets him. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  private final Surroundings surroundings;
  private final RoomDoor door;
  private final GroupEngine.PersonLook person;

  RoomLooks(Surroundings surroundings, RoomDoor door, GroupEngine.PersonLook person) {
    this.surroundings = surroundings;
    this.door = door;
    this.person = person;
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
    person.look(group.get().readers().stream().map(Member::jid).collect(Collectors.toList()));
  }

  private void present(BareJid room) throws TransportException, StoreException {
    Instant asked = surroundings.store().transaction(rows -> new Groups(rows).presentAt(room));
    Instant now = surroundings.clock().instant();
    if (asked.plus(FRESH).isAfter(now)) {
      return;
    }
    Set<BareJid> present = door.present(room);
    surroundings
        .store()
        .transaction(
            rows -> {
              new Groups(rows).present(room, present, now);
              return null;
            });
  }
}
