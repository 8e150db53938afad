package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.CLIENT;
import static im.symbolon.protocol.Namespaces.MUC_USER;

import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.RoomChannel;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells apart what rooms, and those who invite into rooms, send as messages. */
final class Arrivals {
  private final Keeper keeper;
  private final RoomChannel channel;
  private final RoomSink sink;
  private final News news;
  private final AtomicLong strangers = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  Arrivals(Keeper keeper, RoomChannel channel, RoomSink sink, News news) {
    this.keeper = keeper;
    this.channel = channel;
    this.sink = sink;
    this.news = news;
  }

  long strangersInvitations() {
    return strangers.get();
  }

  long refused() {
    return refused.get();
  }

  /**
   * True when it was dealt with here.
   *
   * @param doubted told of a room that may not have us any more
   */
  boolean take(IncomingStanza stanza, Consumer<Room> doubted) throws Exception {
    Optional<Room> room = stanza.sender().flatMap(keeper::find);
    if (stanza.type().equals("groupchat")) {
      return groupchat(room, stanza);
    } else if (room.isPresent()) {
      return byRoom(room.get(), stanza, doubted);
    }
    Optional<Invitation> invitation = Invitation.of(stanza);
    if (invitation.isPresent()) {
      return invited(invitation.get());
    }
    // A word in private by somebody in a room of another device: it has no account's address.
    boolean inPrivate =
        stanza.from().resource().isPresent() && stanza.extension(MUC_USER, "x").isPresent();
    return inPrivate && !stanza.type().equals("error") && refuse();
  }

  private boolean groupchat(Optional<Room> room, IncomingStanza stanza) throws Exception {
    if (!room.isPresent() || stanza.origin() != Origin.LIVE) {
      return refuse();
    }
    Optional<Nick> nick = Nick.of(stanza.from());
    Optional<XmlElement> subject = stanza.extension(CLIENT, "subject");
    if (subject.isPresent() && !stanza.body().isPresent()) {
      room.get().subject(new RoomSubject(subject.get().text(), nick));
      news.changed(News.Kind.SUBJECT, room.get().address());
    } else if (nick.isPresent()) {
      sink.accept(message(room.get(), nick.get(), stanza));
    } else {
      notice(room.get(), stanza);
    }
    return true;
  }

  private static RoomMessage message(Room room, Nick nick, IncomingStanza stanza) {
    Optional<ClaimedOccupant> occupant =
        stanza.delayedSince().isPresent() ? Optional.empty() : room.occupant(nick);
    boolean own = nick.equals(room.nick()) && stanza.id().filter(room.sent()::heard).isPresent();
    return new RoomMessage(room.address(), Optional.of(nick), occupant, own, stanza);
  }

  /** What the room itself says is for us to know; people are told in other ways. */
  private void notice(Room room, IncomingStanza stanza) {
    Optional<XmlElement> x = stanza.extension(MUC_USER, "x");
    if (!x.isPresent()) {
      return;
    }
    if (x.get().child("item").isPresent()) {
      news.changed(News.Kind.AFFILIATIONS, room.address());
    }
    if (x.get().child("status").isPresent()) {
      news.changed(News.Kind.CONFIGURATION, room.address());
    }
  }

  private boolean byRoom(Room room, IncomingStanza stanza, Consumer<Room> doubted)
      throws Exception {
    if (stanza.type().equals("error")) {
      Optional<Nick> none = Optional.empty();
      sink.accept(new RoomMessage(room.address(), none, Optional.empty(), false, stanza));
      doubted.accept(room);
      return true;
    } else if (stanza.from().resource().isPresent()) {
      return refuse(); // a word in private, which nobody seals
    }
    notice(room, stanza);
    return true;
  }

  private boolean invited(Invitation invitation) throws Exception {
    boolean here = keeper.find(invitation.room()).isPresent();
    if (!isKnown(invitation.inviter())) {
      strangers.incrementAndGet();
    } else if (!here) {
      sink.invited(invitation);
    }
    return true;
  }

  private boolean isKnown(BareJid account) {
    return account.equals(channel.account())
        || channel.contacts().all().stream().map(Contact::address).anyMatch(account::equals)
        || sink.knows(account);
  }

  private boolean refuse() {
    refused.incrementAndGet();
    return true;
  }
}
