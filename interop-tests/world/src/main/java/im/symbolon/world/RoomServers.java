package im.symbolon.world;

import im.symbolon.messenger.groups.RoomDoor;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.messenger.xmpp.rooms.RoomAvatar;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.MemberRole;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The servers that carry rooms: one below each domain, such as {@code rooms.alpha.test}. */
public final class RoomServers {
  private static final String PREFIX = "rooms.";

  private final VirtualTime time;
  private final Network network;
  private final Map<BareJid, MemoryRoom> rooms = new TreeMap<>();

  RoomServers(VirtualTime time, Network network) {
    this.time = time;
    this.network = network;
  }

  /** True for the domains that carry rooms. */
  boolean serves(String domain) {
    return domain.startsWith(PREFIX);
  }

  /** The room of that address; an empty one when nobody made it. */
  public MemoryRoom room(BareJid address) {
    return rooms.computeIfAbsent(address, a -> new MemoryRoom(this, a));
  }

  Instant now() {
    return time.instant();
  }

  /** A device's connection ended. */
  void gone(MemoryTransport device) {
    rooms.values().forEach(room -> room.leave(device));
  }

  /** True when the room took it. */
  boolean message(MemoryTransport from, OutgoingStanza stanza) {
    MemoryRoom room = rooms.get(stanza.to());
    return room != null && room.say(from, stanza);
  }

  void deliver(MemoryTransport device, IncomingStanza stanza) {
    network.deliver(device, stanza);
  }

  /** What a device can ask of rooms. */
  final class Door implements RoomDoor {
    private final MemoryTransport device;
    private final Set<BareJid> wanted = new TreeSet<>();

    Door(MemoryTransport device) {
      this.device = device;
    }

    @Override
    public BareJid create(String name) throws TransportException {
      requireUp(PREFIX + device.account().domain());
      BareJid address = new BareJid("room" + rooms.size(), PREFIX + device.account().domain());
      room(address).affiliations.put(device.account(), "owner");
      join(address);
      return address;
    }

    @Override
    public void join(BareJid room) {
      wanted.add(room);
      online();
    }

    /** Each new connection enters the rooms again, and gets what was said meanwhile. */
    void online() {
      for (BareJid each : wanted) {
        if (device.state().isOnline() && room(each).admits(device.account())) {
          room(each).enter(device);
        }
      }
    }

    @Override
    public void leave(BareJid room) {
      wanted.remove(room);
      room(room).leave(device);
    }

    @Override
    public boolean isInside(BareJid room) {
      return room(room).has(device);
    }

    @Override
    public Set<BareJid> present(BareJid room) throws TransportException {
      requireUp(room.domain());
      return Set.copyOf(room(room).affiliations.keySet());
    }

    @Override
    public void admit(BareJid room, BareJid whom) throws TransportException {
      requireUp(room.domain());
      room(room).affiliations.put(whom, "member");
    }

    @Override
    public void expel(BareJid room, BareJid whom) throws TransportException {
      requireUp(room.domain());
      room(room).expel(whom);
    }

    @Override
    public void affiliate(BareJid room, BareJid whom, MemberRole role) throws TransportException {
      requireUp(room.domain());
      room(room).affiliations.put(whom, role.wireName());
    }

    @Override
    public void subject(BareJid room, String text) throws TransportException {
      requireUp(room.domain());
      room(room).subject = text;
    }

    @Override
    public void avatar(BareJid room, RoomAvatar picture) throws TransportException {
      requireUp(room.domain());
      room(room).avatar = Optional.of(picture);
    }

    private void requireUp(String domain) throws TransportException {
      if (!device.state().isOnline() || network.isDown(domain)) {
        throw new TransportException(Reason.NOT_CONNECTED, "The room's server is away.");
      }
    }
  }
}
