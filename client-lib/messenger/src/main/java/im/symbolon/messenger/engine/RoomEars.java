package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.rooms.Departure;
import im.symbolon.messenger.xmpp.rooms.Invitation;
import im.symbolon.messenger.xmpp.rooms.Nick;
import im.symbolon.messenger.xmpp.rooms.RoomListener;
import im.symbolon.messenger.xmpp.rooms.RoomMessage;
import im.symbolon.messenger.xmpp.rooms.RoomSink;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hears what real rooms tell, of which little counts: who belongs to a group is signed. */
final class RoomEars implements RoomSink, RoomListener {
  private static final Logger LOG = Logger.getLogger(RoomEars.class.getName());

  private final Surroundings surroundings;
  private final Inner inner;

  /** What follows; the engine does it. */
  interface Inner {
    /** To be stored before this returns. */
    void accept(IncomingStanza stanza) throws StoreException;

    /** Since when the room's history is to be asked for. */
    Optional<Instant> missesSince(BareJid room) throws StoreException;

    /** This device is in the room, anew. */
    void entered(BareJid room);

    /** Other people may be in the room. */
    void affiliated(BareJid room);

    /** This device is out, and not entered again by itself. */
    void out(BareJid room);
  }

  RoomEars(Surroundings surroundings, Inner inner) {
    this.surroundings = surroundings;
    this.inner = inner;
  }

  @Override
  public void accept(RoomMessage message) throws StoreException {
    inner.accept(message.stanza());
  }

  /** Nothing follows: who is invited to a group of ours is told so end to end. */
  @Override
  public void invited(Invitation invitation) {
    LOG.log(Level.FINE, "invited to {0}", invitation.room());
  }

  @Override
  public Optional<Instant> missesSince(BareJid room) {
    try {
      return inner.missesSince(room);
    } catch (StoreException e) {
      e.logTo(LOG);
      return Optional.empty();
    }
  }

  @Override
  public boolean knows(BareJid account) {
    try {
      return surroundings.store().transaction(rows -> new People(rows).of(account).isPresent());
    } catch (StoreException e) {
      e.logTo(LOG);
      return false;
    }
  }

  @Override
  public void joined(BareJid room, Nick as) {
    inner.entered(room);
  }

  @Override
  public void left(BareJid room, Departure why) {
    LOG.log(Level.FINE, "out of {0}: {1}", new Object[] {room, why.reason()});
    if (!why.reason().comesBack()) {
      inner.out(room);
    }
  }

  @Override
  public void affiliationsChanged(BareJid room) {
    inner.affiliated(room);
  }
}
