package im.symbolon.world;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.store.Work;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A device in the world, whose owner can lose power at any moment. */
public final class Phone implements MessengerListener {
  private final World world;
  private final VirtualTime time;
  private final Network network;
  private final Random random;
  private final BareJid account;
  private final String name;

  /**
   * The versions of OMEMO that this client knows; the others it neither sends nor sees. Without
   * OMEMO 2 it is no client of ours towards others: their signed lists are hidden from it.
   */
  final Set<OmemoVersion> speaks;

  public final List<ChatMessage> told = new ArrayList<>();

  /** What was told about groups, in words. */
  final List<String> groupNews = new ArrayList<>();

  final List<ChatMessage> changes = new ArrayList<>();
  final List<BareJid> devicesChanged = new ArrayList<>();
  final List<Membership> memberships = new ArrayList<>();
  final List<DeviceId> foreignFound = new ArrayList<>();
  private MemoryRowStore store = new MemoryRowStore();
  private VirtualTime.Life life;
  private Duration clockOff = Duration.ZERO;
  private int receipts;
  private int commitsLeft = Integer.MAX_VALUE;

  /** What happens between one change of the store and the next, on another thread as it were. */
  Runnable meanwhile = () -> {};

  public MemoryTransport transport;
  public Messenger messenger;

  Phone(World world, BareJid account, String name, Set<OmemoVersion> speaks) throws StoreException {
    this.world = world;
    this.time = world.time;
    this.network = world.network;
    this.random = world.random;
    this.account = account;
    this.name = name;
    this.speaks = EnumSet.copyOf(speaks);
    network.mailbox(account, name);
    start();
  }

  /** Switches on, with the store as it is. */
  void start() throws StoreException {
    life = new VirtualTime.Life();
    VirtualTime.Life mine = life;
    messenger =
        Messenger.open(
            new Surroundings(
                account, new Fragile(), random::nextBytes, Clock.offset(time, clockOff)),
            (sink, listener) -> {
              transport = new MemoryTransport(time, mine, network, account, name, sink, listener);
              transport.knows(speaks);
              return transport;
            },
            (over, ears) -> transport.rooms(),
            time.workers(mine));
    messenger.listen(this);
    time.at(Duration.ZERO, mine, () -> world.link(this));
    try (Password password = Password.of("x".toCharArray())) {
      messenger.keepConnected(password);
    }
  }

  /** From its next start on, this phone's clock is wrong by so much. */
  public void clockOff(Duration by) {
    clockOff = by;
  }

  public boolean isOn() {
    return !life.isOver();
  }

  /** The power fails now. */
  public void crash() {
    if (isOn()) {
      life.end();
      transport.close();
      store = store.crash();
    }
  }

  /** The power fails after so many more changes of the store. */
  public void crashAfter(int commits) {
    commitsLeft = commits;
  }

  public <T> T read(Work<T, StoreException> work) {
    try {
      return store.transaction(work);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** What a copy of the store's file would hold that is made now. */
  public MemoryRowStore copyOfStore() {
    try {
      return store.copy();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** The power fails, and somebody puts a copy in the place of the store; it is not switched on. */
  public void replaceStore(MemoryRowStore copy) {
    crash();
    try {
      store = copy.copy();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** How many rows there are of a kind. */
  int count(Table table) {
    try {
      return store.transaction(rows -> rows.all(table).size());
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** What a damaged store would mean: all sessions are gone. */
  void forgetSessions() {
    try {
      store.transaction(
          rows -> {
            Table sessions = Table.epoch(5, "sessions");
            for (Row row : rows.all(sessions)) {
              rows.delete(sessions, row.key());
            }
            return null;
          });
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private final class Fragile implements RowStore {
    @Override
    public <T, X extends Exception> T transaction(Work<T, X> work) throws X, StoreException {
      long before = store.generation();
      T result = store.transaction(work);
      if (store.generation() != before && --commitsLeft <= 0) {
        commitsLeft = Integer.MAX_VALUE;
        crash();
        throw new VirtualTime.PowerCut();
      }
      if (store.generation() != before) {
        meanwhile.run();
      }
      return result;
    }

    @Override
    public long generation() throws StoreException {
      return store.generation();
    }

    @Override
    public void close() {}
  }

  public String name() {
    return name;
  }

  public BareJid account() {
    return account;
  }

  public String send(BareJid to, String text) {
    try {
      return messenger.send(to, text).id();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes to a group. */
  public String say(BareJid room, String text) {
    try {
      return messenger.groups().send(room, text).id();
    } catch (StoreException | GroupException e) {
      throw new AssertionError(e);
    }
  }

  /** Says to have got a message, which it may never have seen. */
  void confirms(BareJid to, String id) {
    XmlElement receipt = XmlElement.element(Namespaces.RECEIPTS, "received").with("id", id).build();
    OutboxEntry entry =
        OutboxEntry.of(
            OutboxEntry.Kind.RECEIPT,
            String.format("%032x", receipts++),
            to,
            List.of(receipt),
            time.instant());
    try {
      store.transaction(
          rows -> {
            new Outbox(rows).add(entry);
            return null;
          });
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
    send(to, "wakes the queue");
  }

  /** Sends a text under an id of its own choice. */
  void sendAs(BareJid to, String id, String text) {
    OutboxEntry entry =
        OutboxEntry.of(
            OutboxEntry.Kind.MESSAGE, id, to, List.of(Envelope.bodyOf(text)), time.instant());
    try {
      store.transaction(
          rows -> {
            new Outbox(rows).add(entry);
            return null;
          });
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
    send(to, "wakes the queue");
  }

  /** Texts of one side of a chat, as stored, in order. */
  List<String> texts(BareJid chat, boolean outgoing) {
    return history(chat).stream()
        .filter(m -> m.note().isEmpty() && m.outgoing() == outgoing)
        .map(ChatMessage::text)
        .toList();
  }

  public List<ChatMessage> history(BareJid chat) {
    try {
      return messenger.history(chat, 10_000);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  List<ChatMessage> notes(BareJid chat) {
    return history(chat).stream().filter(m -> m.note().isPresent()).toList();
  }

  DeliveryState stateOf(BareJid chat, String id) {
    return history(chat).stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow().state();
  }

  public Membership membership() {
    try {
      return messenger.ownDevices().membership();
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  VirtualTime.Life life() {
    return life;
  }

  /** Makes another phone a member of the account, if this one can. */
  boolean admits(Phone other) {
    try {
      messenger.ownDevices().admit(other.messenger.ownDevices());
      return true;
    } catch (GrantException e) {
      return false;
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void membershipChanged(Membership membership) {
    memberships.add(membership);
    world.link(this);
  }

  @Override
  public void foreignDeviceFound(DeviceId device) {
    foreignFound.add(device);
  }

  @Override
  public void messageReceived(ChatMessage message) {
    told.add(message);
  }

  @Override
  public void messageChanged(ChatMessage message) {
    changes.add(message);
  }

  @Override
  public void groupInvited(BareJid room, BareJid by) {
    groupNews.add("invited by " + by);
  }

  @Override
  public void memberUnconfirmed(BareJid room, BareJid member) {
    groupNews.add("unconfirmed " + member);
  }

  @Override
  public void removedFromGroup(BareJid room) {
    groupNews.add("removed");
  }

  @Override
  public void groupStuck(BareJid room) {
    groupNews.add("stuck");
  }

  @Override
  public void devicesChanged(BareJid person) {
    devicesChanged.add(person);
  }
}
