package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.Contact.Subscription;
import im.symbolon.messenger.xmpp.Presence.Show;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is there, on the stream that lasts: of those in the contact list, and of nobody else,
 * whatever arrives; it is told of whom we may see alone, which the server may say a moment later.
 * The best of somebody's clients counts. Thread-safe.
 */
final class Presences {
  /** Of one contact; whoever has more is there all the same. */
  private static final int MAX_CLIENTS = 32;

  private static final String IDLE = "urn:xmpp:idle:1";
  private static final String DELAY = "urn:xmpp:delay";

  private final RosterContacts contacts;
  private final TransportListener listener;
  private final Clock clock;
  private final Map<BareJid, Map<String, Presence>> there = new HashMap<>();
  private final Map<BareJid, Instant> gone = new HashMap<>();

  Presences(RosterContacts contacts, TransportListener listener, Clock clock) {
    this.contacts = contacts;
    this.listener = listener;
    this.clock = clock;
  }

  /** A new stream begins: nothing is known yet. */
  synchronized void begin() {
    there.clear();
    gone.clear();
  }

  /** Takes what arrived; only what a contact's client says of itself is kept. */
  void heard(XmlElement presence) {
    String type = presence.attribute("type").orElse("");
    Optional<EntityAddress> from = presence.attribute("from").flatMap(Presences::address);
    Optional<BareJid> who = from.flatMap(EntityAddress::account);
    boolean says = type.isEmpty() || type.equals("unavailable");
    if (!says || !who.isPresent() || !contacts.find(who.get()).isPresent()) {
      return;
    }
    Presence before = of(who.get());
    String client = from.get().resource().orElse("");
    if (type.isEmpty()) {
      came(who.get(), client, read(presence));
    } else {
      went(who.get(), client, stamp(presence).orElse(clock.instant()));
    }
    if (!of(who.get()).equals(before)) {
      listener.presenceChanged(who.get());
    }
  }

  private synchronized void came(BareJid who, String client, Presence presence) {
    Map<String, Presence> clients = there.computeIfAbsent(who, key -> new HashMap<>());
    if (clients.containsKey(client) || clients.size() < MAX_CLIENTS) {
      clients.put(client, presence);
    }
  }

  /** Without a client's name, all of them went. */
  private synchronized void went(BareJid who, String client, Instant when) {
    Map<String, Presence> clients = there.getOrDefault(who, new HashMap<>());
    boolean was = client.isEmpty() ? !clients.isEmpty() : clients.remove(client) != null;
    if (client.isEmpty()) {
      clients.clear();
    }
    if (was && clients.isEmpty()) {
      gone.put(who, when);
    }
  }

  synchronized Presence of(BareJid who) {
    if (!maySee(who)) {
      return Presence.UNKNOWN;
    }
    Presence best = new Presence(Show.OFFLINE, Optional.ofNullable(gone.get(who)));
    for (Presence each : there.getOrDefault(who, Map.of()).values()) {
      best = isBetter(each, best) ? each : best;
    }
    return best;
  }

  private static boolean isBetter(Presence one, Presence other) {
    if (one.show() != other.show()) {
      return one.show().compareTo(other.show()) > 0;
    }
    Instant since = one.since().orElse(Instant.MIN);
    return since.isAfter(other.since().orElse(Instant.MIN));
  }

  private boolean maySee(BareJid who) {
    return contacts
        .find(who)
        .map(Contact::subscription)
        .filter(each -> each == Subscription.TO || each == Subscription.BOTH)
        .isPresent();
  }

  /** What it says beyond being there; nonsense says nothing. */
  private Presence read(XmlElement presence) {
    String show = presence.child("show").map(XmlElement::text).orElse("").trim();
    Optional<Instant> idle =
        presence.child(IDLE, "idle").flatMap(each -> each.attribute("since")).flatMap(this::past);
    return switch (show) {
      case "away", "xa" -> new Presence(Show.AWAY, idle);
      case "dnd" -> new Presence(Show.BUSY, idle);
      default -> new Presence(Show.ONLINE, Optional.empty());
    };
  }

  private Optional<Instant> stamp(XmlElement presence) {
    return presence
        .child(DELAY, "delay")
        .flatMap(each -> each.attribute("stamp"))
        .flatMap(this::past);
  }

  /** Nobody was last there in the future. */
  private Optional<Instant> past(String time) {
    try {
      Instant read = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(time, Instant::from);
      return Optional.of(read)
          .filter(at -> at.isAfter(Instant.EPOCH) && !at.isAfter(clock.instant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<EntityAddress> address(String text) {
    try {
      return Optional.of(EntityAddress.parse(text));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
