package im.symbolon.world;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Federated servers in memory. Each device of an account gets every message, one of them directly
 * and the others as copies; what a device did not confirm comes again. Servers can be down, lose
 * one transmission of a message, double messages, and take their time.
 */
public final class Network {
  private static final int LOSSES_PER_MESSAGE = 1;

  private final VirtualTime time;
  private final Random random;
  private final VirtualTime.Life servers = new VirtualTime.Life();
  private final Map<BareJid, Map<String, Mailbox>> accounts = new TreeMap<>();
  private final Set<String> down = new HashSet<>();
  private final Map<String, Integer> losses = new TreeMap<>();
  public final Directories directories = new Directories(this::published);
  public final Fates fates = new Fates();
  public final RoomServers rooms;
  public final List<OutgoingStanza> seen = new ArrayList<>();
  private final Map<BareJid, MemoryArchive> archives = new TreeMap<>();

  /** Servers keep messages for each device that is away. */
  public boolean keepingForTheAbsent = true;

  /** Else they keep at least those that are in no archive. */
  public boolean keepingWhatIsNowhereElse;

  /** People see each other come, and hear of each other's personal nodes. */
  public boolean telling;

  /** What is sent is kept in {@link #seen}. */
  public boolean watching = true;

  /** What a device says instead of what it should. */
  public UnaryOperator<OutgoingStanza> tampering = UnaryOperator.identity();

  public double losing;
  public double doubling;
  public int jitterMillis = 5;

  Network(VirtualTime time, Random random) {
    this.time = time;
    this.random = random;
    this.rooms = new RoomServers(time, this);
  }

  /** What one device has not confirmed yet. */
  static final class Mailbox {
    final Deque<IncomingStanza> waiting = new ArrayDeque<>();
    MemoryTransport connected;
  }

  Mailbox mailbox(BareJid account, String resource) {
    return accounts
        .computeIfAbsent(account, a -> new LinkedHashMap<>())
        .computeIfAbsent(resource, r -> new Mailbox());
  }

  public MemoryArchive archive(BareJid account) {
    MemoryArchive archive = archives.computeIfAbsent(account, a -> new MemoryArchive(a, time));
    archive.mailbox = directories.keepsMailboxes(account.domain());
    return archive;
  }

  /** Everybody who has a device. */
  Set<BareJid> accounts() {
    return Set.copyOf(accounts.keySet());
  }

  boolean knows(BareJid account) {
    return accounts.containsKey(account);
  }

  public void down(String domain) {
    down.add(domain);
  }

  public void up(String domain) {
    down.remove(domain);
  }

  boolean isDown(String domain) {
    return down.contains(domain);
  }

  Duration latency() {
    return Duration.ofMillis(1 + random.nextInt(jitterMillis));
  }

  /** Takes a stanza over from a device. */
  void take(MemoryTransport from, OutgoingStanza written) {
    OutgoingStanza stanza = tampering.apply(written);
    if (watching) {
      seen.add(stanza);
    }
    if (rooms.serves(stanza.to().domain())) {
      time.at(latency(), servers, () -> routeToRoom(from, stanza));
      return;
    }
    EntityAddress sender = from.address();
    IncomingStanza sent = archived(from.account(), incoming(stanza, sender, Origin.CARBON_SENT));
    for (Map.Entry<String, Mailbox> other : accounts.get(from.account()).entrySet()) {
      if (!other.getKey().equals(from.resource())) {
        enqueue(other.getValue(), sent);
      }
    }
    time.at(latency(), servers, () -> route(from, stanza));
  }

  /** What a room gives to whoever is in it is not copied, and kept for nobody who is away. */
  private void routeToRoom(MemoryTransport from, OutgoingStanza stanza) {
    if (isDown(stanza.to().domain())) {
      bounce(from, stanza, "remote-server-not-found");
    } else if (fates.next(stanza.to()).copies() > 0 && !rooms.message(from, stanza)) {
      bounce(from, stanza, "not-acceptable");
    }
  }

  /** Gives a stanza to one device, as a room does. */
  void deliver(MemoryTransport device, IncomingStanza stanza) {
    Mailbox mailbox = mailbox(device.account(), device.resource());
    if (mailbox.connected == device) {
      mailbox.waiting.add(stanza);
      time.at(latency(), servers, () -> push(mailbox));
    }
  }

  private void route(MemoryTransport from, OutgoingStanza stanza) {
    BareJid to = stanza.to();
    if (isDown(to.domain())) {
      bounce(from, stanza, "remote-server-not-found");
      return;
    }
    if (!knows(to)) {
      bounce(from, stanza, "service-unavailable");
      return;
    }
    int lost = losses.getOrDefault(stanza.id(), 0);
    if (lost < LOSSES_PER_MESSAGE && random.nextDouble() < losing) {
      losses.put(stanza.id(), lost + 1);
      return;
    }
    Fates.Fate fate = fates.next(to);
    for (int i = 0; i < fate.copies(); i++) {
      if (fate.delay().isZero()) {
        arrive(from, stanza);
      } else {
        time.at(fate.delay(), servers, () -> arrive(from, stanza));
      }
    }
    if (random.nextDouble() < doubling) {
      time.at(latency(), servers, () -> arrive(from, stanza));
    }
  }

  private void arrive(MemoryTransport from, OutgoingStanza stanza) {
    IncomingStanza copy = archived(stanza.to(), incoming(stanza, from.address(), Origin.LIVE));
    Origin origin = Origin.LIVE;
    for (Mailbox mailbox : accounts.get(stanza.to()).values()) {
      enqueue(mailbox, MemoryArchive.as(origin, copy));
      origin = Origin.CARBON_RECEIVED;
    }
  }

  private void bounce(MemoryTransport from, OutgoingStanza stanza, String condition) {
    IncomingStanza error =
        new IncomingStanza(
            EntityAddress.of(stanza.to()),
            from.address(),
            Optional.of(stanza.id()),
            "error",
            Origin.LIVE,
            Optional.empty(),
            stanza.extensions(),
            Optional.of(new StanzaError(condition, "cancel", Optional.empty())),
            Optional.empty());
    enqueue(mailbox(from.account(), from.resource()), error);
  }

  /** Puts it into the account's archive, where there is one, and says so in it. */
  private IncomingStanza archived(BareJid account, IncomingStanza stanza) {
    return directories.archives(account.domain()) ? archive(account).add(stanza) : stanza;
  }

  /** Whatever a test wants to arrive, through the archive. */
  void injectArchived(BareJid account, IncomingStanza stanza) {
    inject(account, archived(account, stanza));
  }

  /** Whatever a test wants to arrive. */
  void inject(BareJid account, IncomingStanza stanza) {
    accounts.get(account).values().forEach(mailbox -> enqueue(mailbox, stanza));
  }

  private void enqueue(Mailbox mailbox, IncomingStanza stanza) {
    if (mailbox.connected == null && isOnlyInArchive(stanza)) {
      return;
    }
    mailbox.waiting.add(stanza);
    time.at(latency(), servers, () -> push(mailbox));
  }

  private boolean isOnlyInArchive(IncomingStanza stanza) {
    return !keepingForTheAbsent
        && (!keepingWhatIsNowhereElse
            || stanza.extension(Namespaces.STANZA_IDS, "stanza-id").isPresent());
  }

  /** The device is gone: what waits for it directly stays only where it can find it otherwise. */
  void forgetArchived(Mailbox mailbox) {
    mailbox.waiting.removeIf(this::isOnlyInArchive);
  }

  /** Nothing is kept for that device any more. */
  void forget(Phone phone) {
    accounts.get(phone.account()).remove(phone.name());
  }

  /** Everybody is everybody's contact. */
  void appeared(MemoryTransport device) {
    if (telling) {
      for (MemoryTransport other : connected()) {
        if (!other.account().equals(device.account())) {
          time.at(latency(), servers, () -> other.sees(device.account()));
          time.at(latency(), servers, () -> device.sees(other.account()));
        }
      }
    }
  }

  private void published(PepEvent event) {
    if (telling) {
      connected().stream()
          .filter(
              each -> directories.views.of(each.account(), event.from(), event.node()).isEmpty())
          .forEach(each -> time.at(latency(), servers, () -> each.hear(event)));
    }
  }

  private List<MemoryTransport> connected() {
    return accounts.values().stream()
        .flatMap(devices -> devices.values().stream())
        .map(mailbox -> mailbox.connected)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Gives a connected device what waits for it. */
  void push(Mailbox mailbox) {
    while (!mailbox.waiting.isEmpty() && mailbox.connected != null) {
      IncomingStanza next = mailbox.waiting.peek();
      if (!mailbox.connected.deliver(next)) {
        return;
      }
      mailbox.waiting.poll();
      if (random.nextDouble() < doubling) {
        mailbox.waiting.add(next);
      }
    }
  }

  private static IncomingStanza incoming(OutgoingStanza stanza, EntityAddress from, Origin origin) {
    return message(from, stanza.to(), stanza.id(), origin, stanza.extensions());
  }

  static IncomingStanza message(
      EntityAddress from, BareJid to, String id, Origin origin, List<XmlElement> extensions) {
    return new IncomingStanza(
        from,
        EntityAddress.of(to),
        Optional.of(id),
        "chat",
        origin,
        Optional.empty(),
        extensions.stream().filter(e -> !isBody(e)).toList(),
        Optional.empty(),
        extensions.stream().filter(Network::isBody).map(XmlElement::text).findFirst());
  }

  private static boolean isBody(XmlElement element) {
    return element.is(Namespaces.CLIENT, "body");
  }
}
