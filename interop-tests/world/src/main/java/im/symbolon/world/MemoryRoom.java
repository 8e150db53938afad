package im.symbolon.world;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * One room (XEP-0045): members-only, non-anonymous, with a history. What its server does instead of
 * that, a test says.
 */
public final class MemoryRoom {
  private static final String MUC_USER = "http://jabber.org/protocol/muc#user";

  private final RoomServers servers;
  private final BareJid address;

  /** By account: owner, admin, member or outcast. A test may change it, as the server does. */
  public final Map<BareJid, String> affiliations = new TreeMap<>();

  /** Who is there now, by device, in the order of their coming. */
  final Map<MemoryTransport, String> occupants = new LinkedHashMap<>();

  /** All that was said, as it went out. */
  public final List<Said> history = new ArrayList<>();

  /** What an account gets instead of what was said; nothing when it is empty. */
  public BiFunction<BareJid, IncomingStanza, List<IncomingStanza>> lying =
      (to, stanza) -> List.of(stanza);

  /** Who said what, and when. */
  public record Said(String nick, OutgoingStanza stanza, Instant at) {}

  MemoryRoom(RoomServers servers, BareJid address) {
    this.servers = servers;
    this.address = address;
  }

  public BareJid address() {
    return address;
  }

  /** What one occupant looks like to all. */
  private XmlElement presence(MemoryTransport of, String nick, Optional<String> type, boolean own) {
    XmlElement.Builder item =
        XmlElement.element(MUC_USER, "item")
            .with("affiliation", affiliations.getOrDefault(of.account(), "none"))
            .with("role", type.isPresent() ? "none" : "participant")
            .with("jid", of.address().toString());
    XmlElement.Builder x = XmlElement.element(MUC_USER, "x").with(item.build());
    if (own) {
      x.with(XmlElement.element(MUC_USER, "status").with("code", "110").build());
    }
    XmlElement.Builder presence =
        XmlElement.element("jabber:client", "presence").with("from", address + "/" + nick);
    type.ifPresent(each -> presence.with("type", each));
    return presence.with(x.build()).build();
  }

  boolean admits(BareJid account) {
    return List.of("owner", "admin", "member").contains(affiliations.getOrDefault(account, "none"));
  }

  /** A device comes; it is told who is there, then what was said since then. */
  void enter(MemoryTransport device, String nick, Optional<Instant> since) {
    for (Map.Entry<MemoryTransport, String> each : List.copyOf(occupants.entrySet())) {
      servers.tell(device, presence(each.getKey(), each.getValue(), Optional.empty(), false));
    }
    occupants.put(device, nick);
    for (MemoryTransport each : List.copyOf(occupants.keySet())) {
      servers.tell(each, presence(device, nick, Optional.empty(), each == device));
    }
    for (Said said : history) {
      if (since.isPresent() && !said.at().isBefore(since.get())) {
        send(device, said, Optional.of(said.at()));
      }
    }
  }

  /** A device goes, or its connection broke. */
  void leave(MemoryTransport device) {
    String nick = occupants.remove(device);
    if (nick != null) {
      List<MemoryTransport> told = new ArrayList<>(occupants.keySet());
      told.add(device);
      for (MemoryTransport each : told) {
        servers.tell(each, presence(device, nick, Optional.of("unavailable"), each == device));
      }
    }
  }

  /** Somebody says something; who is not there is told so. */
  boolean say(MemoryTransport from, OutgoingStanza stanza) {
    String nick = occupants.get(from);
    if (nick == null) {
      return false;
    }
    Said said = new Said(nick, stanza, servers.now());
    history.add(said);
    for (MemoryTransport each : List.copyOf(occupants.keySet())) {
      send(each, said, Optional.empty());
    }
    return true;
  }

  private void send(MemoryTransport to, Said said, Optional<Instant> since) {
    IncomingStanza plain = Network.message(from(said.nick()), to.account(), said.stanza());
    for (IncomingStanza each : lying.apply(to.account(), delayed(plain, since))) {
      servers.deliver(to, each);
    }
  }

  /** Whatever a test wants to be said in it, to everybody who is there. */
  public void inject(IncomingStanza stanza) {
    for (MemoryTransport each : List.copyOf(occupants.keySet())) {
      servers.deliver(each, stanza);
    }
  }

  /** An occupant's address. */
  public EntityAddress from(String nick) {
    return new EntityAddress(Optional.of(address), address.domain(), Optional.of(nick));
  }

  private static IncomingStanza delayed(IncomingStanza stanza, Optional<Instant> since) {
    return new IncomingStanza(
        stanza.from(),
        stanza.to(),
        stanza.id(),
        stanza.type(),
        Origin.LIVE,
        since,
        stanza.extensions(),
        stanza.error(),
        stanza.body());
  }
}
