package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.CLIENT;

import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.RoomChannel;
import im.symbolon.messenger.xmpp.RoomTraffic;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.RoomException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The rooms that this device is in (XEP-0045). Make it before connecting. Thread-safe; everything
 * that a room says is a claim of its server.
 */
public final class Rooms implements AutoCloseable {
  private final RoomChannel channel;
  private final Disco disco;
  private final RoomSurroundings surroundings;
  private final News news;
  private final Keeper keeper;
  private final Arrivals arrivals;
  private final RoomAdministration administration;
  private final Map<BareJid, Archive> archives = new ConcurrentHashMap<>();
  private final Future<?> watch;

  /** Who is told what. */
  public record Ears(RoomSink sink, RoomListener listener) {}

  public Rooms(RoomChannel channel, Disco disco, Ears ears, RoomSurroundings surroundings) {
    this.channel = channel;
    this.disco = disco;
    this.surroundings = surroundings;
    this.news = new News(channel, ears.listener());
    this.keeper = new Keeper(channel, surroundings, news, ears.sink());
    this.arrivals = new Arrivals(keeper, channel, ears.sink(), news);
    this.administration = new RoomAdministration(channel);
    channel.hear(new Traffic());
    long half = surroundings.patience().silence().toMillis() / 2;
    Runnable look = () -> surroundings.worker().execute(this::askSilentOnes);
    this.watch =
        surroundings.timer().scheduleWithFixedDelay(look, half, half, TimeUnit.MILLISECONDS);
  }

  // Going in and out

  /**
   * Where rooms can be made: a text conference of our own server, within its domain if there is
   * one.
   *
   * @throws TransportException when the server could not be asked
   */
  public Optional<EntityAddress> service() throws TransportException {
    return ChatService.find(disco, channel.account().domain());
  }

  /**
   * Makes a room and goes in, as its owner. Waits for it. When it cannot be as it must, there is
   * none afterwards, as far as its server lets us.
   *
   * @throws RoomException NAME_TAKEN, REFUSED, NOT_OFFERED, TIMEOUT
   */
  public void create(BareJid room, Nick nick, RoomConfiguration configuration)
      throws RoomException, TransportException {
    Founding founding = new Founding();
    keeper.found(room, nick, founding);
    boolean done = false;
    try {
      founding.await(surroundings.patience().toEnter());
      setUp(room, configuration);
      done = true;
    } finally {
      keeper.founded(room, done);
    }
  }

  private void setUp(BareJid room, RoomConfiguration configuration)
      throws RoomException, TransportException {
    boolean done = false;
    try {
      administration.configure(room, configuration);
      done = true;
    } finally {
      if (!done) {
        destroyQuietly(room);
      }
    }
  }

  private void destroyQuietly(BareJid room) {
    try {
      administration.destroy(room, Optional.empty());
    } catch (TransportException e) {
      // It is locked and goes when we do (XEP-0045 §10.1.2); why it failed is told already.
    }
  }

  /**
   * Goes in, and stays in until {@link #leave} or until the room says no: also when there is no
   * connection now, and anew on each new stream. How it goes is told to the listener.
   */
  public void join(BareJid room, Nick nick) {
    keeper.join(room, nick);
  }

  /** Goes out, for good; nothing more is told of the room. */
  public void leave(BareJid room) {
    keeper.leave(room);
    archives.remove(room);
  }

  // Being there

  public boolean isInside(BareJid room) {
    return keeper.find(room).filter(each -> each.isInside(channel.stream())).isPresent();
  }

  /**
   * Which visit to the room this is: another one each time that it is entered, before the first
   * message of that visit arrives. Between two messages of one visit nothing is missing.
   */
  public long visit(BareJid room) {
    return keeper.find(room).map(Room::attempt).orElse(-1L);
  }

  /** The own name there, which may be another than the one asked for. */
  public Optional<Nick> nick(BareJid room) {
    return keeper.find(room).map(Room::nick);
  }

  /** Who is there now. */
  public List<ClaimedOccupant> occupants(BareJid room) {
    return keeper.find(room).map(Room::occupants).orElse(List.of());
  }

  public Optional<RoomSubject> subject(BareJid room) {
    return keeper.find(room).flatMap(Room::subject);
  }

  /** SHA-1 of the room's picture, in hexadecimal digits, as it said; empty text for none. */
  public Optional<String> avatarHash(BareJid room) {
    return keeper.find(room).flatMap(Room::avatar);
  }

  /** What can be asked of rooms. */
  public RoomAdministration administration() {
    return administration;
  }

  /**
   * The room's archive. Only of rooms that were joined and not left, and only between the two.
   *
   * @throws RoomException NOT_INSIDE
   */
  public Archive archive(BareJid room) throws RoomException {
    if (!keeper.find(room).isPresent()) {
      throw outside();
    }
    return archives.computeIfAbsent(
        room, r -> Archive.ofRoom(channel, disco, r, surroundings::newId));
  }

  // Saying something

  /**
   * Sends to everybody in the room, the own devices included. {@link
   * im.symbolon.messenger.xmpp.TransportListener} tells when the own server has it; that the room
   * has it, its reflection alone shows.
   *
   * @param id unique; the reflection has it, too
   * @param content what it carries; a constant body is put beside it (REVIEW 26)
   * @throws RoomException NOT_INSIDE; then nothing was sent
   */
  public void send(BareJid room, String id, List<XmlElement> content)
      throws RoomException, TransportException {
    Room inside = inside(room);
    inside.sent().add(id);
    channel.send(
        new OutgoingStanza(id, room, OutgoingStanza.Type.GROUPCHAT, RoomFallback.beside(content)));
  }

  /**
   * Says what the room is about, which its server can read.
   *
   * @throws RoomException NOT_INSIDE
   */
  public void subject(BareJid room, String text) throws RoomException, TransportException {
    inside(room);
    XmlElement subject = XmlElement.element(CLIENT, "subject").text(text).build();
    channel.send(
        new OutgoingStanza(
            surroundings.newId(), room, OutgoingStanza.Type.GROUPCHAT, List.of(subject)));
  }

  /** Asks somebody in, directly (XEP-0249); make them a member before. */
  public void invite(BareJid room, BareJid whom, Optional<String> reason)
      throws TransportException {
    Invitation invitation = new Invitation(room, channel.account(), Invitation.Way.DIRECT, reason);
    channel.send(
        new OutgoingStanza(
            surroundings.newId(), whom, OutgoingStanza.Type.NORMAL, List.of(invitation.toXml())));
  }

  private Room inside(BareJid room) throws RoomException {
    return keeper
        .find(room)
        .filter(each -> each.isInside(channel.stream()))
        .orElseThrow(Rooms::outside);
  }

  private static RoomException outside() {
    return new RoomException(Reason.NOT_INSIDE, "This device is not in the room now.");
  }

  // Noticing

  /** How many invitations by strangers were left unanswered. */
  public long strangersInvitations() {
    return arrivals.strangersInvitations();
  }

  /** How many messages came from rooms that we are not in, or in private. */
  public long refused() {
    return arrivals.refused();
  }

  private void askSilentOnes() {
    Instant since = surroundings.clock().instant().minus(surroundings.patience().silence());
    Set<String> silent = new HashSet<>();
    for (Room room : keeper.all()) {
      boolean due = room.isInside(channel.stream()) && room.isSilentSince(since);
      boolean hopeless = silent.contains(room.address().domain());
      if (due && !hopeless && ask(room) == SelfPing.Result.UNKNOWN) {
        silent.add(room.address().domain()); // its other rooms would only cost time
      }
    }
  }

  private SelfPing.Result ask(Room room) {
    SelfPing.Result result = SelfPing.ask(channel, room);
    if (result == SelfPing.Result.INSIDE) {
      room.heard(surroundings.clock().instant());
    } else if (result == SelfPing.Result.OUTSIDE) {
      keeper.fellOut(room);
    }
    return result;
  }

  private void doubt(Room room) {
    if (room.isInside(channel.stream())) {
      surroundings.worker().execute(() -> ask(room));
    }
  }

  /** Ends the watching; the connection says the rest. */
  @Override
  public void close() {
    watch.cancel(false);
  }

  /** What the connection hands over. */
  private final class Traffic implements RoomTraffic {
    @Override
    public boolean presence(XmlElement presence) {
      Optional<RoomPresence> read = RoomPresence.of(presence);
      if (!read.isPresent()) {
        return false;
      }
      Optional<Room> room = keeper.find(read.get().room());
      room.ifPresent(each -> keeper.take(each, read.get()));
      return room.isPresent() || read.get().isOfRoom();
    }

    @Override
    public boolean message(IncomingStanza stanza) throws Exception {
      stanza
          .sender()
          .flatMap(keeper::find)
          .ifPresent(room -> room.heard(surroundings.clock().instant()));
      return arrivals.take(stanza, Rooms.this::doubt);
    }

    @Override
    public void archived(BareJid room, ArchiveResult result) {
      Archive archive = archives.get(room);
      if (archive != null) {
        archive.take(result);
      }
    }

    @Override
    public void online(boolean resumed) {
      keeper.online();
      if (resumed) {
        keeper.all().forEach(Rooms.this::doubt);
      }
    }
  }
}
