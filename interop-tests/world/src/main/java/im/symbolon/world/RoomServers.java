package im.symbolon.world;

import static im.symbolon.messenger.xmpp.IqType.SET;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The servers that carry rooms: one below each domain, such as {@code rooms.alpha.test}. */
public final class RoomServers {
  private static final String MUC = "http://jabber.org/protocol/muc";
  private static final String ADMIN = MUC + "#admin";
  private static final String OWNER = MUC + "#owner";
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

  public MemoryRoom room(BareJid address) {
    return rooms.computeIfAbsent(address, a -> new MemoryRoom(this, a));
  }

  Instant now() {
    return time.instant();
  }

  /** Someone comes to a room or leaves it. */
  void presence(
      MemoryTransport from,
      EntityAddress to,
      Optional<String> type,
      Iterable<XmlElement> content) {
    BareJid address = to.account().orElseThrow();
    String nick = to.resource().orElse("");
    if (type.isPresent()) {
      Optional.ofNullable(rooms.get(address)).ifPresent(room -> room.leave(from));
      return;
    }
    MemoryRoom room = room(address);
    if (room.affiliations.isEmpty()) {
      room.affiliations.put(from.account(), "owner");
    }
    if (!room.admits(from.account())) {
      tell(from, refusal(address, nick, "registration-required"));
      return;
    }
    Optional<Instant> since = Optional.empty();
    for (XmlElement each : content) {
      if (each.is(MUC, "x")) {
        since = each.child(MUC, "history").flatMap(h -> h.attribute("since")).map(Instant::parse);
      }
    }
    room.enter(from, nick, since);
  }

  private static XmlElement refusal(BareJid room, String nick, String condition) {
    XmlElement error =
        XmlElement.element(Namespaces.CLIENT, "error")
            .with("type", "auth")
            .with(XmlElement.element("urn:ietf:params:xml:ns:xmpp-stanzas", condition).build())
            .build();
    return XmlElement.element(Namespaces.CLIENT, "presence")
        .with("from", room + "/" + nick)
        .with("type", "error")
        .with(error)
        .build();
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

  Optional<XmlElement> iq(MemoryTransport from, IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    if (payload.is(Namespaces.DISCO_INFO, "query")) {
      return Optional.of(info());
    }
    if (payload.is(Namespaces.DISCO_ITEMS, "query")) {
      return Optional.of(payload);
    }
    MemoryRoom room = rooms.get(to.account().orElse(null));
    if (room == null) {
      throw Directories.refusal("item-not-found");
    }
    if (payload.is(OWNER, "query")) {
      return owner(room, from.account(), type, payload);
    }
    if (payload.is(ADMIN, "query")) {
      return type == SET
          ? affiliate(room, from.account(), payload)
          : Optional.of(affiliations(room, from.account(), payload));
    }
    throw Directories.refusal("service-unavailable");
  }

  private static XmlElement info() {
    return XmlElement.element(Namespaces.DISCO_INFO, "query")
        .with(
            XmlElement.element(Namespaces.DISCO_INFO, "identity")
                .with("category", "conference")
                .with("type", "text")
                .build())
        .with(XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", MUC).build())
        .build();
  }

  private Optional<XmlElement> owner(
      MemoryRoom room, BareJid asker, IqType type, XmlElement payload) throws TransportException {
    if (!"owner".equals(room.affiliations.get(asker))) {
      throw Directories.refusal("forbidden");
    }
    if (type == SET && payload.child(OWNER, "destroy").isPresent()) {
      room.occupants.keySet().stream().toList().forEach(room::leave);
      rooms.remove(room.address());
    }
    return type == SET
        ? Optional.empty()
        : Optional.of(
            XmlElement.element(OWNER, "query")
                .with(XmlElement.element(Namespaces.DATA_FORMS, "x").with("type", "form").build())
                .build());
  }

  private Optional<XmlElement> affiliate(MemoryRoom room, BareJid asker, XmlElement payload)
      throws TransportException {
    if (!canChange(room, asker)) {
      throw Directories.refusal("forbidden");
    }
    for (XmlElement item : payload.children("item")) {
      BareJid who = jid(item);
      String affiliation = item.attribute("affiliation").orElse("none");
      if (affiliation.equals("none") || affiliation.equals("outcast")) {
        room.affiliations.remove(who);
        room.occupants.keySet().stream()
            .filter(each -> each.account().equals(who))
            .toList()
            .forEach(room::leave);
      } else {
        room.affiliations.put(who, affiliation);
      }
    }
    return Optional.empty();
  }

  private static boolean canChange(MemoryRoom room, BareJid asker) {
    String affiliation = room.affiliations.getOrDefault(asker, "none");
    return affiliation.equals("owner") || affiliation.equals("admin");
  }

  private static XmlElement affiliations(MemoryRoom room, BareJid asker, XmlElement payload)
      throws TransportException {
    if (!room.admits(asker)) {
      throw Directories.refusal("forbidden");
    }
    XmlElement.Builder out = XmlElement.element(ADMIN, "query");
    for (XmlElement item : payload.children("item")) {
      String wanted = item.attribute("affiliation").orElse("member");
      room.affiliations.forEach(
          (jid, affiliation) -> {
            if (affiliation.equals(wanted)) {
              out.with(
                  XmlElement.element(ADMIN, "item")
                      .with("jid", jid.toString())
                      .with("affiliation", affiliation)
                      .build());
            }
          });
    }
    return out.build();
  }

  private static BareJid jid(XmlElement item) throws TransportException {
    try {
      return BareJid.parse(item.attribute("jid").orElse(""));
    } catch (ProtocolException e) {
      throw Directories.refusal("jid-malformed");
    }
  }

  void tell(MemoryTransport device, XmlElement presence) {
    network.tellPresence(device, presence);
  }

  void deliver(MemoryTransport device, IncomingStanza stanza) {
    network.deliver(device, stanza);
  }
}
