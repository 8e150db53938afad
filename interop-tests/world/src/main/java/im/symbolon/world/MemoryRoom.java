package im.symbolon.world;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.rooms.RoomAvatar;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * One room: members-only, non-anonymous, with a history. What its server does instead of that, a
 * test says.
 */
public final class MemoryRoom {
  private final RoomServers servers;
  private final BareJid address;
  private final Set<MemoryTransport> occupants = new LinkedHashSet<>();

  /** When a device was last in it: what was said since it gets when it comes again. */
  private final Map<String, Instant> lastIn = new TreeMap<>();

  /** By account. A test may change it, as the server does. */
  public final Map<BareJid, String> affiliations = new TreeMap<>();

  /** What it says that it is about. */
  public String subject = "";

  /** Its picture. */
  public Optional<RoomAvatar> avatar = Optional.empty();

  /** Of what was said before, who enters gets so much, the latest. */
  public int shown = Integer.MAX_VALUE;

  /** All that was said. */
  public final List<Said> history = new ArrayList<>();

  /** What an account gets instead of what was said; nothing when it is empty. */
  public BiFunction<BareJid, IncomingStanza, List<IncomingStanza>> lying =
      (to, stanza) -> List.of(stanza);

  /** Who said what, and when. */
  public record Said(BareJid by, OutgoingStanza stanza, Instant at) {}

  MemoryRoom(RoomServers servers, BareJid address) {
    this.servers = servers;
    this.address = address;
  }

  public BareJid address() {
    return address;
  }

  boolean admits(BareJid account) {
    return affiliations.containsKey(account);
  }

  boolean has(MemoryTransport device) {
    return occupants.contains(device);
  }

  /** A device comes, and gets what was said since it was there, or since ever. */
  void enter(MemoryTransport device) {
    if (occupants.add(device)) {
      Instant since = lastIn.getOrDefault(device.address().toString(), Instant.EPOCH);
      for (Said said : history.subList(Math.max(0, history.size() - shown), history.size())) {
        if (!said.at().isBefore(since)) {
          send(device, said, Optional.of(said.at()));
        }
      }
    }
  }

  /** A device goes, or its connection broke. */
  void leave(MemoryTransport device) {
    if (occupants.remove(device)) {
      // What was on its way when the connection broke comes once more.
      lastIn.put(device.address().toString(), servers.now().minusSeconds(10));
    }
  }

  void expel(BareJid account) {
    affiliations.remove(account);
    occupants.stream().filter(each -> each.account().equals(account)).toList().forEach(this::leave);
  }

  /** Somebody says something; false for who is not there. */
  boolean say(MemoryTransport from, OutgoingStanza stanza) {
    if (!occupants.contains(from)) {
      return false;
    }
    Said said = new Said(from.account(), stanza, servers.now());
    history.add(said);
    for (MemoryTransport each : List.copyOf(occupants)) {
      send(each, said, Optional.empty());
    }
    return true;
  }

  private void send(MemoryTransport to, Said said, Optional<Instant> since) {
    IncomingStanza plain = stanza(to.account(), said.by(), said.stanza(), since);
    for (IncomingStanza each : lying.apply(to.account(), plain)) {
      servers.deliver(to, each);
    }
  }

  /** Whatever a test wants to be said in it, to everybody who is there. */
  public void inject(BareJid seemingly, OutgoingStanza stanza) {
    for (MemoryTransport each : List.copyOf(occupants)) {
      servers.deliver(each, stanza(each.account(), seemingly, stanza, Optional.empty()));
    }
  }

  /** Under which name somebody is there. */
  public EntityAddress occupant(BareJid who) {
    return new EntityAddress(Optional.of(address), address.domain(), Optional.of(who.local()));
  }

  private IncomingStanza stanza(
      BareJid to, BareJid by, OutgoingStanza said, Optional<Instant> since) {
    IncomingStanza plain =
        Network.message(occupant(by), to, said.id(), Origin.LIVE, said.extensions());
    return new IncomingStanza(
        plain.from(),
        plain.to(),
        plain.id(),
        "groupchat",
        plain.origin(),
        since,
        plain.extensions(),
        plain.error(),
        plain.body());
  }
}
