package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chats.ChatList;
import im.symbolon.messenger.chats.ExpiryCare;
import im.symbolon.messenger.chats.ReadCare;
import im.symbolon.messenger.chats.TypingCare;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.core.Workers;
import im.symbolon.messenger.devices.Hello;
import im.symbolon.messenger.devices.KeySuccession;
import im.symbolon.messenger.devices.OwnList;
import im.symbolon.messenger.devices.OwnRound;
import im.symbolon.messenger.groups.GroupChats;
import im.symbolon.messenger.groups.GroupEngine;
import im.symbolon.messenger.groups.GroupIntake;
import im.symbolon.messenger.groups.RepairReaders;
import im.symbolon.messenger.groups.RoomDoor;
import im.symbolon.messenger.history.Histories;
import im.symbolon.messenger.history.Retrieval;
import im.symbolon.messenger.linking.Linking;
import im.symbolon.messenger.people.People;
import im.symbolon.messenger.people.PeopleCare;
import im.symbolon.messenger.plain.PlainChat;
import im.symbolon.messenger.plain.PlainPost;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OutboxPlace;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.rollback.OpenStream;
import im.symbolon.messenger.rollback.Replacement;
import im.symbolon.messenger.rollback.StreamGuard;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.messenger.xmpp.rooms.Rooms;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.protocol.omemo.DeviceList;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Joins the paths to the transport: what happens when, and on which thread. */
public final class Engine implements StanzaSink, TransportListener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Engine.class.getName());
  private static final Duration OWN_ROUND = Duration.ofSeconds(5);
  private static final Duration AFTER_STORE_FAILURE = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Workers workers;
  private final OwnList ownList;
  private final Retrieval retrieval;
  private final Linking linking;
  private final Hello hello;
  private final Listeners listeners;
  private final ControlContent control = new ControlContent();
  private final ReadCare reads;
  private final ExpiryCare expiry;
  private final Worker in;
  private final Worker out;
  private final Worker keys;
  private final Worker archive;
  private final Worker people;
  private final Worker plain;
  private final Worker rooms;
  private final Worker company;
  private final CountDownLatch announced = new CountDownLatch(1);
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile Optional<Wired> wired = Optional.empty();

  public Engine(Surroundings surroundings, Workers workers) throws StoreException {
    this.surroundings = surroundings;
    this.workers = workers;
    this.self = new ThisDevice(surroundings.account(), new OwnKeys(surroundings).ensure());
    this.ownList = new OwnList(surroundings, self, this::act);
    this.hello = new Hello(surroundings, self);
    this.listeners = new Listeners(workers.worker("symbolon-tell"));
    this.in = workers.worker("symbolon-in");
    this.out = workers.worker("symbolon-out");
    this.keys = workers.worker("symbolon-keys");
    this.archive = workers.worker("symbolon-archive");
    this.people = workers.worker("symbolon-people");
    this.plain = workers.worker("symbolon-plain");
    this.rooms = workers.worker("symbolon-rooms");
    this.company = workers.worker("symbolon-company");
    Histories histories = new Histories(surroundings);
    this.retrieval = new Retrieval(surroundings, histories, out, this::act);
    this.linking = new Linking(surroundings, self, ownList, histories, this::act);
    this.reads = new ReadCare(surroundings);
    this.expiry = new ExpiryCare(surroundings, out, this::act);
    control.add(reads);
    control.add(histories);
    control.add(new KeySuccession(surroundings, self));
    control.add(linking);
  }

  /** The parts that need a transport. */
  private record Wired(
      Directory directory,
      OwnRound ownRound,
      PeopleCare people,
      KeyCare keys,
      Visitors visitors,
      Lanes lanes,
      Repeats repeats,
      Inbound inbound,
      CatchUp catchUp,
      Acknowledging acknowledging,
      StreamGuard guard,
      Repair repair,
      PlainPost plain,
      GroupEngine groups,
      RoomArchives rooms,
      TypingCare typing,
      Company company) {}

  /** Attaches the transport, whose sink and listener this engine is. Once, before connecting. */
  public void attach(XmppTransport transport, RoomDoor door) {
    Repair repair =
        new Repair(
            surroundings,
            self,
            new Repair.Net(this::look, out, this::act, () -> transport.state().isOnline()),
            new RepairReaders(surroundings));
    Parts parts =
        new Parts(
            surroundings,
            self,
            new Parts.Around(
                transport, door, this::look, repair, () -> on(in, this::drain), out, this::act));
    OpenStream stream = new OpenStream(transport);
    Courier courier =
        new Courier(surroundings, stream, parts.outbound(), this::notSendable, this::act);
    Lanes lanes = new Lanes(surroundings, stream, courier, workers, out);
    Archive own = new Archive(transport, new Disco(transport), surroundings::newId);
    OwnSource source = new OwnSource(surroundings, transport, own);
    CatchUp catchUp = new CatchUp(surroundings, source, archive, new Fetched());
    RoomArchives archives =
        new RoomArchives(
            surroundings,
            self,
            door,
            new RoomArchives.Reader(rooms, new FetchedOfRooms()),
            catchUp);
    KeyCare care =
        new KeyCare(
            surroundings, stream, parts.publisher(), keys, catchUp, now -> known(lanes, now));
    StreamGuard.Checks checks =
        new StreamGuard.Checks(
            parts.generations(),
            new Replacement(surroundings, self, new OwnKeys(surroundings)::replace),
            stream);
    TypingCare typing = new TypingCare(surroundings, () -> transport.state().isOnline());
    control.add(typing);
    control.add(repair);
    control.add(parts.groups().control());
    wired =
        Optional.of(
            new Wired(
                parts.directory(),
                parts.ownRound(),
                parts.people(),
                care,
                new Visitors(surroundings, parts.directory(), parts.ownRound(), keys, care::soon),
                lanes,
                new Repeats(surroundings, out, lanes),
                new Inbound(surroundings, self, control, repair, parts.groups()),
                catchUp,
                new Acknowledging(
                    surroundings,
                    self,
                    new Acknowledging.Server(transport, own),
                    archive,
                    this::arrived),
                new StreamGuard(surroundings, transport, self, checks, new Checked()),
                repair,
                new PlainPost(surroundings, stream, parts::look, plain, this::act),
                parts.groups(),
                archives,
                typing,
                new Company(surroundings, transport, company, this::act)));
  }

  /** Who hears what rooms tell. */
  public Rooms.Ears ears() {
    RoomEars ears = new RoomEars(surroundings, new Heard());
    return new Rooms.Ears(ears, ears);
  }

  /** What follows from what rooms tell. */
  private final class Heard implements RoomEars.Inner {
    @Override
    public void accept(IncomingStanza stanza) throws StoreException {
      Engine.this.accept(stanza);
    }

    @Override
    public Optional<Instant> missesSince(BareJid room) throws StoreException {
      return wired.isPresent() ? parts().rooms().missesSince(room) : Optional.empty();
    }

    @Override
    public void entered(BareJid room) {
      ifWired(w -> w.rooms().entered(room));
      ifWired(w -> w.groups().entered(room));
      on(out, () -> parts().lanes().retry(room));
    }

    @Override
    public void affiliated(BareJid room) {
      ifWired(w -> w.groups().affiliated(room));
    }

    @Override
    public void out(BareJid room) {
      ifWired(w -> w.groups().out());
    }
  }

  /** Begins to work; what it tells before has no listener yet. Further calls do nothing. */
  public void start() {
    if (started.compareAndSet(false, true)) {
      on(out, this::recover);
      ifWired(w -> w.catchUp().releaseAll());
      on(in, () -> parts().rooms().releaseAll());
      on(in, this::drain);
      expiry.look();
    }
  }

  /** What was left from before the last end. */
  private void recover() throws StoreException {
    Lanes lanes = parts().lanes();
    lanes.allWaiting(surroundings.store().transaction(rows -> new Outbox(rows).recover()));
    if (surroundings.store().transaction(rows -> new OwnDevice(rows).announced())) {
      announced.countDown();
      lanes.open();
    }
  }

  /** The servers know this device; what it may do is decided. */
  private void known(Lanes lanes, Membership membership) {
    announced.countDown();
    retrieval.watch();
    lanes.open();
    // Greetings to the other own devices, and what a list that was looked at left to this one.
    on(out, () -> lanes.allWaiting(surroundings.store().transaction(r -> new Outbox(r).awaited())));
    if (membership == Membership.LINKED) {
      ifWired(w -> w.plain().retryAll());
      on(out, () -> act(hello.sayIfDue()));
      listeners.tell(MessengerListener::deviceAnnounced);
    }
  }

  /** Waits until others can find this device, at most that long. */
  public void awaitAnnounced(Duration patience) throws InterruptedException {
    if (!announced.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.log(Level.FINE, "not announced yet");
    }
  }

  /** A new message id. */
  public String newId() {
    return surroundings.newId();
  }

  public ThisDevice self() {
    return self;
  }

  /** Where what is no message is handed to; handlers are added before anything is started. */
  public ControlContent control() {
    return control;
  }

  /** What people ask and decide about devices. */
  public Devices devices() {
    return new Devices(surroundings, self, this::act);
  }

  /** The account's signed list, as this device keeps it. */
  public OwnList ownList() {
    return ownList;
  }

  /** Takes this device out of its account's lists, see {@link OwnRound#leave}. */
  public boolean leave() throws TransportException, StoreException {
    return parts().keys().leave();
  }

  /** The chat without encryption with somebody. */
  public PlainChat plainChat(BareJid contact) {
    return new PlainChat(surroundings, parts().plain(), contact);
  }

  /** Who is blocked, who is no stranger, who is there, and what domains demand. */
  public Company company() {
    return parts().company();
  }

  /** What people ask and decide about groups. */
  public GroupChats groups() {
    return parts().groups().chats();
  }

  /** What people read and write. */
  public ChatList chats() {
    ChatList.Cares cares = new ChatList.Cares(reads, parts().typing(), new ToGroups());
    return new ChatList(surroundings, cares, this::act);
  }

  private final class ToGroups implements ChatList.InGroups {
    @Override
    public void read(BareJid room) throws StoreException {
      groups().read(room);
    }

    @Override
    public void typing(BareJid room, boolean composing) throws StoreException {
      groups().typing(room, composing);
    }
  }

  /** What people ask and decide about persons. */
  public People people() {
    return new People(surroundings, self, this::act);
  }

  public Linking linking() {
    return linking;
  }

  public void listen(MessengerListener listener) {
    listeners.add(listener);
  }

  /** Something for that contact was put into the outbox. */
  public void queued(BareJid contact) {
    on(out, () -> parts().lanes().waiting(contact));
  }

  /** Something that a person wrote there was put into the outbox. */
  public void wrote(BareJid chat) {
    Outcome outcome = new Outcome();
    outcome.queued(chat);
    outcome.chatChanged(chat);
    act(outcome);
  }

  @Override
  public void accept(IncomingStanza stanza) throws StoreException {
    if (isStockNotice(stanza)) {
      ifWired(w -> w.keys().soon());
      return;
    }
    stanza
        .extension(Namespaces.DELIVERY, MissedHint.NAME)
        .ifPresent(hint -> ifWired(w -> w.repair().hint(stanza.from(), hint)));
    Optional<Intake.Taken> taken = Intake.take(stanza, surroundings.clock().instant());
    if (taken.isPresent()) {
      Intake.Taken it = taken.get();
      CatchUp catchUp = catchUp(it);
      surroundings
          .store()
          .transaction(
              rows -> {
                if (!it.isOfRoom() || GroupIntake.concerns(rows, stanza)) {
                  catchUp.store(rows, it, stanza);
                }
                return null;
              });
      catchUp.stored();
      parts().acknowledging().arrived();
      on(in, this::drain);
    }
  }

  private CatchUp catchUp(Intake.Taken taken) {
    Optional<CatchUp> room =
        taken.isOfRoom() ? taken.stanza().sender().flatMap(parts().rooms()::of) : Optional.empty();
    return room.orElse(parts().catchUp());
  }

  @Override
  public void archived(ArchiveResult result) {
    ifWired(w -> w.catchUp().take(result));
  }

  /** What follows from the archive. */
  private final class Fetched implements CatchUp.Inner {
    @Override
    public void arrived(Runnable then) {
      Engine.this.arrived(then);
    }

    @Override
    public void caughtUp() {
      ifWired(w -> w.acknowledging().due());
    }

    @Override
    public void released() {
      ifWired(w -> w.rooms().begin());
    }
  }

  /** What follows from the rooms' archives. */
  private final class FetchedOfRooms implements CatchUp.Inner {
    @Override
    public void arrived(Runnable then) {
      Engine.this.arrived(then);
    }

    @Override
    public void caughtUp() {}
  }

  /** The archive gave something; then asks for more once that was dealt with. */
  private void arrived(Runnable then) {
    on(
        in,
        () -> {
          drain();
          then.run();
        });
  }

  /** Our service says that few claim keys are left. */
  private boolean isStockNotice(IncomingStanza stanza) {
    return !stanza.sender().isPresent()
        && stanza.from().isWithin(surroundings.account().domain())
        && stanza.extension(Namespaces.PREKEYS, "stock").isPresent();
  }

  private void drain() throws StoreException {
    if (!started.get()) {
      return;
    }
    Answered answered = new Answered(this::queued);
    try {
      Optional<Outcome> outcome = parts().inbound().next();
      while (outcome.isPresent()) {
        tell(outcome.get());
        answered.by(outcome.get());
        outcome = parts().inbound().next();
      }
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.CLOSED) {
        in.after(AFTER_STORE_FAILURE, () -> guarded(this::drain));
      }
      throw e;
    } finally {
      answered.letGo();
    }
  }

  /** Does what transactions asked for, once they were committed. */
  public void act(Outcome outcome) {
    tell(outcome);
    outcome.queued().forEach(this::queued);
  }

  /** Everything but that something new is to be sent. */
  private void tell(Outcome outcome) {
    outcome.received().forEach(m -> listeners.tell(l -> l.messageReceived(m)));
    outcome.changed().forEach(m -> listeners.tell(l -> l.messageChanged(m)));
    outcome.chats().forEach(chat -> listeners.tell(l -> l.chatChanged(chat)));
    if (!outcome.chats().isEmpty()) {
      expiry.look();
    }
    outcome.news().forEach(listeners::tell);
    Wired parts = parts();
    outcome.returned().forEach(contact -> on(out, () -> parts.lanes().returned(contact)));
    outcome.heard().forEach(this::contactPresent);
    outcome.devicesChanged().forEach(this::devicesChanged);
    outcome.unlisted().forEach(d -> deviceSeen(d.account(), Set.of(d.device())));
    if (outcome.areKeysDue()) {
      parts.keys().soon();
    }
    if (outcome.wasReplaced()) {
      parts.guard().replaced();
    }
    outcome.afterwards().forEach(Runnable::run);
  }

  private void look(BareJid account, Runnable then) {
    Instant said = surroundings.clock().instant();
    on(
        people,
        () -> {
          if (account.equals(surroundings.account())) {
            parts().keys().soon(); // the own list is looked after there
            people.after(OWN_ROUND, then);
          } else {
            look(account, said, then);
          }
        });
  }

  private void look(BareJid person, Instant said, Runnable then) throws StoreException {
    Duration pause = parts().people().newerExists(person, said);
    if (pause.isZero()) {
      then.run();
    } else {
      people.after(pause, () -> guarded(() -> look(person, said, then)));
    }
  }

  private void deviceSeen(BareJid person, Set<DeviceId> devices) {
    on(people, () -> parts().people().deviceSeen(person, devices));
  }

  private void devicesChanged(BareJid person) {
    listeners.tell(listener -> listener.devicesChanged(person));
    ifWired(w -> w.groups().devicesChanged(person));
    boolean own = person.equals(surroundings.account());
    on(
        out,
        () -> {
          if (own) {
            parts().lanes().retryAll(); // a message to anybody is one to them
          } else {
            parts().lanes().retry(person);
          }
        });
  }

  private void changed(ChatMessage message) {
    Outcome outcome = new Outcome();
    outcome.changed(message);
    tell(outcome);
  }

  private void notSendable(OutboxEntry entry) throws StoreException {
    surroundings
        .store()
        .transaction(rows -> Returned.failed(rows, surroundings, entry, Note.NOT_SENDABLE))
        .ifPresent(this::changed);
  }

  @Override
  public void stateChanged(ConnectionState state) {
    if (state instanceof ConnectionState.Online online) {
      if (!online.resumed()) {
        ifWired(w -> w.company().connected());
        ifWired(w -> w.guard().connected());
      } else {
        ifWired(w -> w.catchUp().retry());
        ifWired(w -> w.rooms().retry());
        ifWired(w -> w.repair().connected());
        ifWired(w -> w.groups().connected());
      }
      on(out, () -> parts().lanes().retryAll());
    }
    listeners.tell(l -> l.connectionChanged(state));
  }

  /** What follows when a stream was checked. */
  private final class Checked implements StreamGuard.Inner {
    @Override
    public Worker worker() {
      return keys;
    }

    @Override
    public void opened() {
      ifWired(w -> w.catchUp().connected(() -> w.keys().connected()));
      ifWired(w -> w.repair().connected());
      ifWired(w -> w.groups().connected());
      on(out, () -> parts().lanes().retryAll());
      ifWired(w -> w.plain().retryAll());
    }

    @Override
    public void replaced() {
      parts().lanes().shut();
    }
  }

  @Override
  public void acknowledged(String id) {
    ifWired(w -> w.plain().acknowledged(id));
    ifWired(w -> w.acknowledging().arrived()); // the mailbox has it, too
    on(out, () -> taken(id));
  }

  private void taken(String id) throws StoreException {
    Optional<Outbox.Queued> taken =
        surroundings
            .store()
            .transaction(
                rows -> {
                  Optional<Outbox.Queued> known =
                      new Outbox(rows).taken(id, surroundings.clock().instant());
                  Optional<ChatMessage> sent =
                      known.isPresent() && known.get().entry().kind().isMessage()
                          ? new Messages(rows)
                              .advance(
                                  known.get().entry().to(),
                                  surroundings.account(),
                                  id,
                                  DeliveryState.SENT)
                          : Optional.empty();
                  sent.ifPresent(this::changed);
                  return known;
                });
    if (taken.isPresent()) {
      BareJid contact = taken.get().entry().to();
      if (taken.get().entry().kind() == OutboxEntry.Kind.SIGNAL) {
        surroundings.store().transaction(rows -> forget(rows, id));
      }
      if (taken.get().place().state() == OutboxPlace.State.WAITING) {
        parts().lanes().returned(contact);
      } else if (taken.get().entry().kind() == OutboxEntry.Kind.GROUP) {
        parts().groups().taken(contact);
      } else {
        parts().repeats().taken(contact);
      }
    }
  }

  private static Void forget(Rows rows, String id) throws StoreException {
    new Outbox(rows).remove(id);
    return null;
  }

  @Override
  public void dropped(String id) {
    ifWired(w -> w.plain().dropped(id));
    on(
        out,
        () -> {
          Optional<Outbox.Queued> queued =
              surroundings.store().transaction(rows -> new Outbox(rows).dropped(id));
          queued.ifPresent(q -> parts().lanes().waiting(q.entry().to()));
        });
  }

  @Override
  public void pepEvent(PepEvent event) {
    ifWired(w -> w.guard().heard(event));
    ifWired(w -> w.company().heard(event));
    on(out, () -> heard(event));
    on(people, () -> parts().people().heard(event));
  }

  private void heard(PepEvent event) throws StoreException {
    if (parts().ownRound().isNews(event)) {
      parts().keys().soon();
    }
    Optional<Directory.Heard> heard = parts().directory().heard(event);
    parts().plain().heard(event.from());
    if (!heard.isPresent()) {
      return;
    }
    if (event.from().equals(surroundings.account()) && isNews(heard.get().list())) {
      parts().keys().soon();
    }
    deviceSeen(event.from(), heard.get().list().devices());
    parts().lanes().retry(event.from());
    if (surroundings.store().transaction(rows -> new Peers(rows).isKnown(event.from()))) {
      listeners.tell(listener -> listener.devicesChanged(event.from()));
    }
  }

  /** The own list lacks this device, or has one that a person is to be asked about. */
  private boolean isNews(DeviceList own) throws StoreException {
    return !own.contains(self.id()) || parts().ownRound().hasStrangers(own.devices());
  }

  @Override
  public void contactPresent(BareJid contact) {
    on(
        out,
        () -> {
          parts().lanes().retry(contact);
          parts().repeats().heard(contact);
        });
  }

  @Override
  public void otherClientPresent() {
    ifWired(w -> w.visitors().came());
  }

  @Override
  public void subscriptionRequested(BareJid from) {
    ifWired(w -> w.company().requested(from, () -> listeners.tell(l -> l.contactRequested(from))));
  }

  @Override
  public void contactsChanged() {
    ifWired(w -> w.company().contactsChanged());
    listeners.tell(MessengerListener::contactsChanged);
  }

  @Override
  public void presenceChanged(BareJid contact) {
    listeners.tell(l -> l.presenceChanged(contact));
  }

  @Override
  public void vcardPicture(BareJid contact, String sha1) {
    ifWired(w -> w.company().vcardPicture(contact, sha1));
  }

  @Override
  public void blockListChanged() {
    ifWired(w -> w.company().blockListChanged());
  }

  /** Waits until what was begun is stored; nothing new begins. */
  @Override
  public void close() {
    in.end();
    keys.end();
    archive.end();
    people.end();
    plain.end();
    rooms.end();
    company.end();
    workers.end();
    out.end();
    listeners.end();
    self.close();
  }

  private Wired parts() {
    return wired.orElseThrow(() -> new IllegalStateException("no transport is attached"));
  }

  private void ifWired(Consumer<Wired> task) {
    wired.ifPresent(task);
  }

  /** Something that may fail because the store does. */
  @FunctionalInterface
  private interface Task {
    void run() throws StoreException;
  }

  /** Before a transport is attached there is nothing to do; starting does all that is left. */
  private void on(Worker worker, Task task) {
    if (wired.isPresent()) {
      worker.execute(() -> guarded(task));
    }
  }

  private static void guarded(Task task) {
    try {
      task.run();
    } catch (StoreException e) {
      e.logTo(LOG);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the engine failed", e);
    }
  }
}
