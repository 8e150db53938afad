package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.MUC;

import im.symbolon.messenger.xmpp.RoomChannel;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.Departure.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps this device in the rooms it wants to be in: enters, tries again, enters anew on each new
 * stream, and gives up when a room says so.
 */
final class Keeper {
  /** Each may take some memory for its occupants. */
  static final int MAX_ROOMS = 1_000;

  private static final Logger LOG = Logger.getLogger(Keeper.class.getName());
  private static final Set<String> PASSING =
      Set.of(
          "remote-server-timeout",
          "remote-server-not-found",
          "resource-constraint",
          "internal-server-error",
          "service-unavailable",
          "recipient-unavailable");

  /** Asks for nothing that was said before: that is fetched from the archive. */
  private static final XmlElement NO_HISTORY =
      XmlElement.element(MUC, "history").with("maxstanzas", "0").with("maxchars", "0").build();

  private final RoomChannel channel;
  private final RoomSurroundings surroundings;
  private final News news;
  private final RoomSink sink;
  private final Map<BareJid, Room> rooms = new ConcurrentHashMap<>();
  private final Map<BareJid, Founding> foundings = new ConcurrentHashMap<>();
  private final AtomicLong attempts = new AtomicLong();

  Keeper(RoomChannel channel, RoomSurroundings surroundings, News news, RoomSink sink) {
    this.channel = channel;
    this.surroundings = surroundings;
    this.news = news;
    this.sink = sink;
  }

  /** A room that we want to be in. */
  Optional<Room> find(BareJid address) {
    return Optional.ofNullable(rooms.get(address));
  }

  List<Room> all() {
    return new ArrayList<>(rooms.values());
  }

  // Wanting

  void join(BareJid address, Nick nick) {
    want(address, nick).ifPresent(this::enterSoon);
  }

  /** Goes into a room that is not there yet; whoever waits for it is told, and nobody else. */
  void found(BareJid address, Nick nick, Founding founding) {
    if (foundings.putIfAbsent(address, founding) != null) {
      throw new IllegalStateException("the room is being made already");
    }
    Optional<Room> room = want(address, nick);
    if (room.isPresent()) {
      enterSoon(room.get());
    } else {
      foundings.remove(address);
      founding.known();
    }
  }

  private Optional<Room> want(BareJid address, Nick nick) {
    if (rooms.size() >= MAX_ROOMS && !rooms.containsKey(address)) {
      throw new IllegalStateException("too many rooms");
    }
    Room room = new Room(address, nick, attempts);
    return rooms.putIfAbsent(address, room) == null ? Optional.of(room) : Optional.empty();
  }

  /** The room was made and set up, or was not; from now on it is like any other. */
  void founded(BareJid address, boolean done) {
    foundings.remove(address);
    if (!done) {
      leave(address);
    } else {
      find(address).ifPresent(room -> news.joined(address, room.nick()));
    }
  }

  void leave(BareJid address) {
    Room room = rooms.remove(address);
    if (room != null) {
      say(room, Optional.of("unavailable"), List.of());
      room.outside();
    }
  }

  // Going in

  private void enterSoon(Room room) {
    channel.tell(() -> enter(room));
  }

  private void enter(Room room) {
    if (rooms.get(room.address()) != room) {
      return;
    }
    long attempt = room.entering(channel.stream());
    if (say(room, Optional.empty(), List.of(enter(room.address())))) {
      later(surroundings.patience().toEnter(), () -> giveUpWaiting(room, attempt));
    } else {
      room.outside(); // until there is a connection
    }
  }

  private XmlElement enter(BareJid room) {
    XmlElement history = sink.missesSince(room).map(Keeper::since).orElse(NO_HISTORY);
    return XmlElement.element(MUC, "x").with(history).build();
  }

  private static XmlElement since(Instant moment) {
    String text = moment.truncatedTo(ChronoUnit.SECONDS).toString();
    return XmlElement.element(MUC, "history").with("since", text).build();
  }

  /** Says in between that we are out, lest the room takes the next attempt for a greeting. */
  private void giveUpWaiting(Room room, long attempt) {
    if (room.isWaiting(attempt)) {
      say(room, Optional.of("unavailable"), List.of());
      pause(room);
    }
  }

  private void pause(Room room) {
    Duration pause = surroundings.patience().pauses().pause(room.outside(), surroundings.random());
    long attempt = room.attempt();
    later(
        pause,
        () -> {
          if (room.attempt() == attempt) {
            enterSoon(room);
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored")
  private void later(Duration pause, Runnable task) {
    surroundings.timer().schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean say(Room room, Optional<String> type, List<XmlElement> content) {
    try {
      channel.presence(room.nick().in(room.address()), type, content);
      return true;
    } catch (TransportException e) {
      LOG.log(Level.FINE, "a room could not be spoken to: {0}", e.reason());
      return false;
    }
  }

  /** A connection stands: on a new stream no room knows us. */
  void online() {
    for (Room room : all()) {
      if (!room.isBusy(channel.stream())) {
        enterSoon(room);
      }
    }
  }

  // What rooms say

  void take(Room room, RoomPresence presence) {
    room.heard(surroundings.clock().instant());
    act(room, room.take(presence));
  }

  private void act(Room room, Turn turn) {
    if (turn instanceof Turn.Changed changed) {
      news.changed(News.Kind.OCCUPANTS, room.address());
      if (changed.affiliation()) {
        news.changed(News.Kind.AFFILIATIONS, room.address());
      }
    } else if (turn instanceof Turn.Portrayed) {
      news.changed(News.Kind.AVATAR, room.address());
    } else if (turn instanceof Turn.Entered entered) {
      entered(room, entered.made());
    } else if (turn instanceof Turn.Refused refused) {
      refused(room, refused.why());
    } else if (turn instanceof Turn.Left left) {
      left(room, left.why());
    }
  }

  private void entered(Room room, boolean made) {
    Founding founding = foundings.get(room.address());
    if (founding != null) {
      founding.entered(made);
    } else if (made) {
      undo(room);
    } else {
      news.joined(room.address(), room.nick());
      news.changed(News.Kind.OCCUPANTS, room.address());
    }
  }

  /**
   * Going into a room that is not there makes it; nobody asked for that. It goes when we do. It is
   * not destroyed, because a server may be wrong about whether it was there.
   */
  private void undo(Room room) {
    channel.tell(() -> leave(room.address()));
    news.left(room.address(), Departure.of(Reason.NOT_THERE));
  }

  private void refused(Room room, StanzaError why) {
    if (why.condition().equals("conflict") && room.takeNextNick()) {
      enterSoon(room);
    } else if (PASSING.contains(why.condition()) || why.type().equals("wait")) {
      pause(room);
    } else {
      left(room, Departure.of(reason(why.condition())));
    }
  }

  private static Reason reason(String condition) {
    return switch (condition) {
      case "conflict" -> Reason.NICK_TAKEN;
      case "registration-required" -> Reason.NOT_A_MEMBER;
      case "forbidden" -> Reason.BANNED;
      case "not-authorized" -> Reason.LOCKED;
      case "item-not-found", "not-allowed" -> Reason.NOT_THERE;
      case "gone" -> Reason.DESTROYED;
      default -> Reason.REFUSED;
    };
  }

  private void left(Room room, Departure why) {
    Founding founding = foundings.get(room.address());
    if (founding != null) {
      rooms.remove(room.address(), room);
      founding.refused(why);
      return;
    }
    if (why.reason().comesBack()) {
      pause(room);
    } else {
      rooms.remove(room.address(), room);
      room.outside();
    }
    news.left(room.address(), why);
  }

  /** We found out by ourselves that the room does not have us any more. */
  void fellOut(Room room) {
    if (room.isInside(channel.stream())) {
      left(room, Departure.of(Reason.FELL_OUT));
    }
  }
}
