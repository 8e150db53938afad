package im.symbolon.messenger;

import im.symbolon.messenger.backup.Backup;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.chats.Chat;
import im.symbolon.messenger.chats.ChatList;
import im.symbolon.messenger.contacts.Blocking;
import im.symbolon.messenger.contacts.Domains;
import im.symbolon.messenger.contacts.Portraits;
import im.symbolon.messenger.contacts.Strangers;
import im.symbolon.messenger.contacts.Whereabouts;
import im.symbolon.messenger.core.ControlHandler;
import im.symbolon.messenger.core.SendableText;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Threads;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.core.Workers;
import im.symbolon.messenger.devices.OwnDevices;
import im.symbolon.messenger.devices.Recovery;
import im.symbolon.messenger.engine.Engine;
import im.symbolon.messenger.export.Export;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.files.Files;
import im.symbolon.messenger.groups.GroupChats;
import im.symbolon.messenger.groups.GroupRooms;
import im.symbolon.messenger.groups.RememberedRooms;
import im.symbolon.messenger.groups.RoomDoor;
import im.symbolon.messenger.linking.Linking;
import im.symbolon.messenger.people.People;
import im.symbolon.messenger.plain.PlainChat;
import im.symbolon.messenger.records.ChatStates;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.search.IndexCare;
import im.symbolon.messenger.search.Search;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.OtherAccountException;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.trust.Verification;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.Contacts;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.messenger.xmpp.UploadSlots;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.messenger.xmpp.rooms.Bookmarks;
import im.symbolon.messenger.xmpp.rooms.RoomSurroundings;
import im.symbolon.messenger.xmpp.rooms.Rooms;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.uri.VerificationUri;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One device of one account: the door of this library. Thread-safe.
 *
 * <p>Everything that is sent is end-to-end encrypted, but for what a person writes in a {@link
 * #plainChat}, to somebody who has no encryption at all. A message is stored before {@link #send}
 * returns and leaves when it can, also after a restart.
 */
public final class Messenger implements AutoCloseable {
  /** Longer texts are refused; as UTF-8. */
  public static final int MAX_TEXT_BYTES = SendableText.MAX_BYTES;

  private static final Duration FIRST_ANNOUNCEMENT = Duration.ofSeconds(20);

  private static final Logger LOG = Logger.getLogger(Messenger.class.getName());

  private final List<AutoCloseable> ownedParts = new CopyOnWriteArrayList<>();
  private final Surroundings surroundings;
  private final Engine engine;
  private final XmppTransport transport;
  private final Worker indexing;
  private final IndexCare index;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Optional<Files> files = Optional.empty();

  /** Makes the transport that tells this sink and listener. */
  @FunctionalInterface
  public interface TransportMaker {
    /** Called once. */
    XmppTransport make(StanzaSink sink, TransportListener listener);
  }

  /** Makes the door to rooms over that transport, which tell these ears. */
  @FunctionalInterface
  public interface RoomMaker {
    /** Called once. */
    RoomDoor make(XmppTransport transport, Rooms.Ears ears);
  }

  /** The rooms of real servers, in these surroundings. */
  public static RoomMaker rooms(RoomSurroundings surroundings) {
    return (transport, ears) -> {
      Disco disco = new Disco(transport);
      BareJid account = transport.account();
      return new GroupRooms(
          new Rooms(transport, disco, ears, surroundings),
          new RememberedRooms(
              new Bookmarks(new Pep(transport, disco), account), surroundings.worker()),
          account,
          surroundings::newId);
    };
  }

  private Messenger(
      Surroundings surroundings, Engine engine, XmppTransport transport, Worker indexing) {
    this.surroundings = surroundings;
    this.engine = engine;
    this.transport = transport;
    this.indexing = indexing;
    this.index = new IndexCare(surroundings, indexing);
  }

  /**
   * Opens the device that the store holds, or makes a new one in an empty store. Does not connect.
   *
   * @throws StoreException when the store fails
   */
  public static Messenger open(
      Surroundings surroundings, TransportMaker transports, RoomMaker rooms) throws StoreException {
    return open(surroundings, transports, rooms, new Threads());
  }

  /**
   * The same on workers of the caller's: where these run in virtual time, so does everything.
   *
   * @throws StoreException when the store fails
   */
  public static Messenger open(
      Surroundings surroundings, TransportMaker transports, RoomMaker rooms, Workers workers)
      throws StoreException {
    Engine engine = new Engine(surroundings, workers);
    XmppTransport transport = transports.make(engine, engine);
    engine.attach(transport, rooms.make(transport, engine.ears()));
    Messenger messenger =
        new Messenger(surroundings, engine, transport, workers.worker("symbolon-index"));
    messenger.index.begin();
    return messenger;
  }

  /** Adds a listener; never removed. */
  public Messenger listen(MessengerListener listener) {
    engine.listen(listener);
    return this;
  }

  /**
   * Makes the account on its server.
   *
   * @throws TransportException as {@link XmppTransport#register}
   */
  public void register(Password password) throws TransportException {
    transport.register(password);
  }

  /**
   * Makes the account on its server for somebody who was invited.
   *
   * @param invitation the token of the invitation
   * @throws TransportException as {@link XmppTransport#register(Password, String)}
   */
  public void register(Password password, String invitation) throws TransportException {
    transport.register(password, invitation);
  }

  /**
   * Connects, and stays connected until {@link #close()}. When a new device connects for the first
   * time, this returns as soon as others can find and write to it, or after 20 s.
   *
   * @throws TransportException when the first attempt fails, as {@link XmppTransport#connect}
   */
  public void connect(Password password) throws TransportException {
    engine.start();
    transport.connect(password);
    try {
      engine.awaitAnnounced(FIRST_ANNOUNCEMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connects as soon as it is possible, and stays connected. */
  public void keepConnected(Password password) {
    engine.start();
    transport.keepConnected(password);
  }

  /**
   * Queues a message, to be encrypted for all devices of the contact and for our own others.
   *
   * @return the message, {@link DeliveryState#QUEUED} and stored
   * @throws IllegalArgumentException when the text is empty, beyond {@value #MAX_TEXT_BYTES} bytes
   *     (or much less, with many line breaks or XML characters), or holds a character that XML
   *     cannot carry; nothing was queued
   * @throws StoreException when it could not be stored; nothing was queued
   */
  public ChatMessage send(BareJid to, String text) throws StoreException {
    SendableText.require(text);
    ChatMessage message = surroundings.entry(to, Content.of(text));
    ChatMessage stored =
        surroundings
            .store()
            .transaction(
                rows -> {
                  Content content = new ChatStates(rows).lasting(to, message.content());
                  ChatMessage lasting = message.saying(content);
                  new Messages(rows).add(lasting);
                  new Outbox(rows).add(OutboxEntry.of(lasting, lasting.time()));
                  return lasting;
                });
    engine.wrote(to);
    return stored;
  }

  /**
   * The next message to each device of that person begins a new session, when its keys can be had
   * (XEP-0384 §5.5.2). The old ones still open what comes late. For when a conversation is broken
   * in a way that this library did not notice.
   */
  public void renewSessions(BareJid person) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new Sessions(rows).renew(person);
              return null;
            });
  }

  /**
   * The last messages of a chat, oldest first.
   *
   * @param limit 1 to 10,000
   */
  public List<ChatMessage> history(BareJid chat, int limit) throws StoreException {
    return surroundings.store().transaction(rows -> new Messages(rows).newestLines(chat, limit));
  }

  /**
   * The devices of a person, or our own: those that are listed, were seen or are expected, by id.
   */
  public List<KnownDevice> devices(BareJid person) throws StoreException {
    return engine.devices().of(person);
  }

  /**
   * Decides about a device, as a person does who compared its fingerprint. Trusting one for the
   * first time ends blind trust in further devices of that person, for good. Messages that wait for
   * this decision leave by themselves.
   *
   * @param seen what the person saw; if the device has another key, nothing is decided
   * @throws OtherKeyException when the device does not have that key
   * @throws IllegalArgumentException for this device, which always trusts itself
   */
  public void trust(BareJid person, DeviceId device, Fingerprint seen, Trust trust)
      throws StoreException, OtherKeyException {
    engine.devices().decide(new DeviceAddress(person, device), seen, trust);
  }

  /** What is known of persons, and what is decided about them as a whole. */
  public People people() {
    return engine.people();
  }

  /**
   * Takes the text of a code that was scanned from that person's screen. All of it is believed or
   * nothing; see {@link Verification}. A code with an account root verifies the person as a whole.
   * Blind trust in further devices of that person ends, for good.
   *
   * <p>A code is as good as the way on which it came. One that was scanned shows whose screen it
   * was; a link that was opened, from a message or a web page, may be anybody's and name anybody,
   * also this account. For a link, a user interface must first show whose it is, {@link
   * VerificationUri#account()}, and ask whether it came from that person; only then does it hand
   * that account in here as the expected one.
   *
   * @param expected whom the person means to verify: never taken from a scanned code itself
   * @throws OtherAccountException when the code speaks for another account; nothing was decided
   * @throws ProtocolException MALFORMED or OVERSIZED when it is no such code, or names neither a
   *     root nor a device; * nothing was decided
   */
  public Verification verify(BareJid expected, String code)
      throws StoreException, ProtocolException, OtherAccountException {
    VerificationUri said = VerificationUri.parse(code);
    if (!said.account().equals(expected)) {
      throw new OtherAccountException(expected, said.account());
    }
    if (said.devices().isEmpty() && !said.root().isPresent()) {
      throw new ProtocolException(
          ProtocolException.Reason.MALFORMED, "This code names nothing that could be verified.");
    }
    return engine.devices().verify(expected, said);
  }

  /**
   * What others scan to verify us: the account root, this device's fingerprint, and those of our
   * other devices that are listed and were verified here or signed. As Conversations writes and
   * reads it.
   */
  public String verificationUri() throws StoreException {
    return engine.devices().code().write();
  }

  /**
   * The chat without encryption with somebody who has none: another kind than all others, which a
   * person has to open. See {@link im.symbolon.messenger.plain}.
   */
  public PlainChat plainChat(BareJid contact) {
    return engine.plainChat(contact);
  }

  /** The chat with that person, or in that group. */
  public Chat chat(BareJid with) {
    return engine.chats().with(with);
  }

  /** All chats, with what was said last and what was not read yet. */
  public ChatList chats() {
    return engine.chats();
  }

  /** Finds lines by their words, in all chats or in one. */
  public Search search() {
    return new Search(surroundings, index);
  }

  /** Who may not reach this account. */
  public Blocking blocking() {
    return engine.company().blocking();
  }

  /** Who is known, and who writes for the first time. */
  public Strangers strangers() {
    return engine.company().strangers();
  }

  /** Who is there. */
  public Whereabouts whereabouts() {
    return engine.company().whereabouts();
  }

  /** How people look, and what they call themselves. */
  public Portraits portraits() {
    return engine.company().portraits();
  }

  /** What domains demand. */
  public Domains domains() {
    return engine.company().domains();
  }

  /** Groups, and who is in them. */
  public GroupChats groups() {
    return engine.groups();
  }

  /**
   * Lets this messenger send and fetch files. Once, before connecting; uploads that were not
   * finished go on when it is connected.
   */
  public Messenger withFiles(FileSurroundings around) {
    if (files.isPresent()) {
      throw new IllegalStateException("files are there already");
    }
    UploadSlots slots = new UploadSlots(transport, new Disco(transport));
    Files made = new Files(surroundings, around, slots, engine::act);
    files = Optional.of(made);
    return listen(made.listener());
  }

  /**
   * Files in chats.
   *
   * @throws IllegalStateException without {@link #withFiles}
   */
  public Files files() {
    return files.orElseThrow(() -> new IllegalStateException("this messenger has no files"));
  }

  /** The same, where there are any. */
  public Optional<Files> filesIfAny() {
    return files;
  }

  /** Our own devices: those in the signed list, and those that are not. */
  public OwnDevices ownDevices() {
    return new OwnDevices(engine.ownList());
  }

  /**
   * Takes this device out of its account for good, before it is erased: others stop encrypting to
   * it. It signs that itself, so nobody is alarmed. Returns when the servers have it.
   *
   * @return false, and nothing was done, for a device that is no member, or is the only one: then
   *     nobody would be left for whom others could go on to encrypt
   * @throws TransportException when a server could not be told of all of it; where it heard of
   *     nothing, the device's silence removes it in the end ({@link OwnDevices#expiry})
   */
  public boolean leaveAccount() throws TransportException, StoreException {
    return engine.leave();
  }

  /** The recovery key, and what it is for. */
  public Recovery recovery() {
    return new Recovery(engine.ownList());
  }

  /** Links devices to this account, and tells how far the history of another one has come. */
  public Linking linking() {
    return engine.linking();
  }

  /** Writes backups, and restores them. */
  public Backup backup() {
    return new Backup(surroundings, engine.ownList(), recovery());
  }

  /** Makes copies of the history that are readable without this program. */
  public Export export() {
    return new Export(surroundings, files);
  }

  /** Adds somebody who takes what is no message; never removed. Before connecting. */
  public Messenger handle(ControlHandler handler) {
    engine.control().add(handler);
    return this;
  }

  public BareJid account() {
    return surroundings.account();
  }

  /** This device's id. */
  public DeviceId device() {
    return engine.self().id();
  }

  /** This device's public identity. */
  public IdentityKey identity() {
    return engine.self().identity().publicKey();
  }

  public ConnectionState state() {
    return transport.state();
  }

  public Contacts contacts() {
    return transport.contacts();
  }

  /** Closes that with this messenger, after what was handed over before. */
  public Messenger closing(AutoCloseable owned) {
    ownedParts.add(owned);
    return this;
  }

  /**
   * Disconnects and stops. What is under way is stored first; nothing is lost by closing. A store
   * is closed only if it was handed over with {@link #closing}. Closing again does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    files.ifPresent(Files::close);
    transport.close();
    indexing.end();
    engine.close();
    for (AutoCloseable each : ownedParts) {
      try {
        each.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "closing left something open", e);
      }
    }
  }
}
