package im.symbolon.messenger.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.WaitingSlots;
import im.symbolon.messenger.records.WaitingSlots.Slot;
import im.symbolon.messenger.repair.Looks;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.SealedElementCodec;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Sha256;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * OMEMO of devices that nobody is known to have: a member with another client may have got a new
 * one. Their own servers are asked once in a while, never the room's; what comes of it is read
 * again. Whoever makes up devices keeps others out of nothing, and leaves no line.
 */
final class HeldBack {
  private static final Logger LOG = Logger.getLogger(HeldBack.class.getName());

  /** Of one room; less than there is place for what waits for a chain. */
  private static final int MAX_OF_ROOM = 50;

  /** Nothing is read of somebody who was no member yet, or a stranger, and is one now. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final Duration ONCE_IN = Duration.ofMinutes(1);
  private static final Duration AFTER_SILENCE = Duration.ofMinutes(5);
  private static final int MAX_ASKED = 50;

  private final Surroundings surroundings;
  private final ForeignKeys keys;
  private final Net net;
  private final Gated gated;
  private final Map<BareJid, Instant> looked = new ConcurrentHashMap<>();
  private final Set<BareJid> planned = ConcurrentHashMap.newKeySet();

  /**
   * What it needs around it.
   *
   * @param looks at somebody's signed list
   * @param worker where it works
   * @param act does what is due after a transaction
   * @param inbox told when there is something in it again
   */
  record Net(Looks looks, Worker worker, Consumer<Outcome> act, Runnable inbox) {}

  HeldBack(Surroundings surroundings, ForeignKeys keys, Net net) {
    this.surroundings = surroundings;
    this.keys = keys;
    this.net = net;
    this.gated = new Gated(surroundings, net.act());
  }

  /** True for what has no slot in it, and waits for something else than a chain. */
  static boolean isOne(IncomingStanza stanza) {
    return stanza.extensions().stream().noneMatch(SealedElementCodec::isNamed);
  }

  /** Keeps it, and looks at the devices of those who may have sent it. */
  void add(Gate gate, Inbox.Arrived arrived, BareJid room, DeviceId device) throws StoreException {
    if (!isFresh(gate, arrived)
        || !GroupState.joined(gate.rows(), room).isPresent()
        || count(gate, room) >= MAX_OF_ROOM) {
      return;
    }
    byte[] mark = mark(arrived.stanza());
    WaitingSlots.Claim claim = new WaitingSlots.Claim(room, placeholder(mark), 0, device);
    new WaitingSlots(gate.rows()).add(mark, claim, arrived, gate.now().plus(KEPT));
    gate.outcome().afterwards(() -> net.worker().execute(() -> plan(room)));
  }

  private static boolean isFresh(Gate gate, Inbox.Arrived arrived) {
    return arrived.at().plus(KEPT).isAfter(gate.now());
  }

  private void plan(BareJid room) {
    Instant now = surroundings.clock().instant();
    if (planned.add(room)) {
      Instant next = looked.getOrDefault(room, Instant.EPOCH).plus(ONCE_IN);
      Duration pause = next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
      net.worker().after(pause, () -> look(room));
    }
  }

  private void look(BareJid room) {
    planned.remove(room);
    looked.put(room, surroundings.clock().instant());
    try {
      boolean answered = true;
      for (Asked each : surroundings.store().transaction(rows -> toAsk(rows, room))) {
        answered &= ask(each);
      }
      for (BareJid each : surroundings.store().transaction(rows -> toLookAt(rows, room))) {
        net.looks().look(each, () -> net.worker().execute(() -> retryQuietly(room)));
      }
      retry(room);
      if (!answered) {
        net.worker().after(AFTER_SILENCE, () -> plan(room));
      }
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** Whose servers are asked, and for which devices. */
  private record Asked(BareJid member, Set<DeviceId> devices) {}

  private static List<Asked> toAsk(Rows rows, BareJid room) throws StoreException {
    Set<DeviceId> devices = new TreeSet<>();
    for (Slot each : held(rows, room)) {
      devices.add(each.claim().device());
    }
    List<Asked> found = new ArrayList<>();
    Optional<GroupState> group = GroupState.joined(rows, room);
    if (group.isPresent() && !devices.isEmpty()) {
      for (Member each : group.get().readers()) {
        if (each.isForeign() && found.size() < MAX_ASKED) {
          found.add(new Asked(each.jid(), devices));
        }
      }
    }
    return found;
  }

  /** Members with a root whose list is not known here, or may lack a device that they adopted. */
  private static List<BareJid> toLookAt(Rows rows, BareJid room) throws StoreException {
    List<BareJid> found = new ArrayList<>();
    List<Slot> held = held(rows, room);
    Optional<GroupState> group = GroupState.joined(rows, room);
    if (group.isPresent() && !held.isEmpty()) {
      for (Member each : group.get().readers()) {
        if (!each.isForeign() && found.size() < MAX_ASKED && isDue(rows, each, held)) {
          found.add(each.jid());
        }
      }
    }
    return found;
  }

  private static boolean isDue(Rows rows, Member member, List<Slot> held) throws StoreException {
    if (!new People(rows).of(member.jid()).flatMap(Person::root).equals(member.root())) {
      return true;
    }
    for (Slot each : held) {
      if (new Peers(rows).lists(new DeviceAddress(member.jid(), each.claim().device()))) {
        return true;
      }
    }
    return false;
  }

  private void retryQuietly(BareJid room) {
    try {
      retry(room);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** False when somebody's server did not say. */
  private boolean ask(Asked asked) throws StoreException {
    for (DeviceId each : asked.devices()) {
      try {
        Optional<IdentityKey> key = keys.of(asked.member(), each);
        if (key.isPresent()) {
          take(new DeviceAddress(asked.member(), each), key.get());
        }
      } catch (TransportException e) {
        LOG.log(Level.FINE, "{0} is not known: {1}", new Object[] {asked.member(), e.reason()});
        return e.stanzaError().isPresent();
      }
    }
    return true;
  }

  /** As if it had come with a message of its own, in a chat of two. */
  private void take(DeviceAddress device, IdentityKey key) throws StoreException {
    gated.run(
        gate -> {
          if (gate.accepts(device, key)) {
            new PeerDevices(gate.rows()).seen(device, key, gate.now());
          } else {
            gate.otherKeyOffered(device);
          }
        });
  }

  private void retry(BareJid room) throws StoreException {
    gated.run(gate -> retry(gate, room));
  }

  /** What may be readable now, goes back to where it came from. */
  void retry(Gate gate, BareJid room) throws StoreException {
    WaitingSlots waiting = new WaitingSlots(gate.rows());
    for (Slot each : held(gate.rows(), room)) {
      IncomingStanza stanza = each.arrived().stanza();
      boolean known = !Voices.of(gate, stanza).named(each.claim().device()).isEmpty();
      if (known || !isFresh(gate, each.arrived())) {
        waiting.remove(each);
      }
      if (known && isFresh(gate, each.arrived())) {
        new Inbox(gate.rows()).again(each.arrived());
        gate.outcome().afterwards(net.inbox());
      }
    }
  }

  private static List<Slot> held(Rows rows, BareJid room) throws StoreException {
    List<Slot> held = new ArrayList<>(new WaitingSlots(rows).of(room));
    held.removeIf(each -> !isOne(each.arrived().stanza()));
    return held;
  }

  private static int count(Gate gate, BareJid room) throws StoreException {
    return held(gate.rows(), room).size();
  }

  private static byte[] mark(IncomingStanza stanza) {
    MessageDigest digest = Sha256.create();
    for (XmlElement each : stanza.extensions()) {
      digest.update(each.toXml().getBytes(UTF_8));
    }
    return digest.digest();
  }

  /** It waits for no chain. */
  private static ChainId placeholder(byte[] mark) {
    try {
      return ChainId.parse(Arrays.copyOf(mark, ChainId.LENGTH));
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }
}
