package im.symbolon.messenger.groups;

import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.Bookmark;
import im.symbolon.messenger.xmpp.rooms.Bookmarks;
import im.symbolon.messenger.xmpp.rooms.Nick;
import im.symbolon.messenger.xmpp.rooms.RoomException;
import im.symbolon.protocol.BareJid;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The groups' rooms among those that the account remembers (XEP-0402), where its clients of other
 * kinds find them. Devices of ours tell each other end to end what they are in. What somebody else
 * wrote there about a room stays.
 */
public final class RememberedRooms {
  private static final Logger LOG = Logger.getLogger(RememberedRooms.class.getName());

  private final Bookmarks bookmarks;
  private final Executor worker;

  /** What is there, as far as this run knows; used by the worker alone. */
  private final Set<BareJid> there = new HashSet<>();

  /**
   * @param worker does what waits for answers, one after another
   */
  public RememberedRooms(Bookmarks bookmarks, Executor worker) {
    this.bookmarks = bookmarks;
    this.worker = worker;
  }

  /** Something that is asked of the own server. */
  @FunctionalInterface
  private interface Step {
    void take() throws TransportException, RoomException;
  }

  /** Remembers it if it is not; without a connection, the next attempt does. */
  void add(BareJid room, Nick nick) {
    later(
        () -> {
          if (there.contains(room)) {
            return;
          }
          bookmarks.all().forEach(each -> there.add(each.room()));
          if (!there.contains(room)) {
            bookmarks.publish(
                new Bookmark(room, Optional.empty(), Optional.of(nick), true, Optional.empty()));
            there.add(room);
          }
        });
  }

  void remove(BareJid room) {
    later(
        () -> {
          there.remove(room);
          bookmarks.retract(room);
        });
  }

  private void later(Step step) {
    worker.execute(
        () -> {
          try {
            step.take();
          } catch (TransportException | RoomException e) {
            LOG.log(Level.FINE, "a room is not remembered: {0}", e.getMessage());
          }
        });
  }
}
