package im.symbolon.messenger.xmpp.rooms;

import static im.symbolon.protocol.Namespaces.BOOKMARKS;

import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.PepItem;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rooms that the account remembers (XEP-0402), on a personal node that nobody else may read.
 * Other devices are told of changes as {@link PepEvent}s, except on Openfire 4.2, which tells own
 * devices nothing: there they look again when a stream begins. Thread-safe.
 */
public final class Bookmarks {
  /** As many as Prosody keeps; a word for "all" is never answered by Openfire 5. */
  public static final int MAX = 256;

  private static final NodeOptions OPTIONS =
      new NodeOptions(NodeOptions.Access.WHITELIST, true, OptionalInt.of(MAX));

  private final Pep pep;
  private final BareJid account;

  public Bookmarks(Pep pep, BareJid account) {
    this.pep = pep;
    this.account = account;
  }

  /**
   * What changed.
   *
   * @param bookmark empty when it was taken away
   */
  public record Change(BareJid room, Optional<Bookmark> bookmark) {}

  /** All that can be read; at most {@link #MAX}. */
  public List<Bookmark> all() throws TransportException {
    List<Bookmark> found = new ArrayList<>();
    for (PepItem item : pep.items(account, BOOKMARKS)) {
      if (found.size() < MAX) {
        read(item.id(), item.payload()).ifPresent(found::add);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * Adds or replaces one.
   *
   * @throws RoomException REFUSED when there are too many, because servers would silently forget
   *     the oldest
   */
  public void publish(Bookmark bookmark) throws TransportException, RoomException {
    List<PepItem> items = pep.items(account, BOOKMARKS);
    String id = bookmark.room().toString();
    if (items.size() >= MAX && items.stream().noneMatch(item -> item.id().equals(id))) {
      throw new RoomException(
          RoomException.Reason.REFUSED, "Your account remembers too many rooms; leave some first.");
    }
    pep.publish(BOOKMARKS, id, bookmark.toXml(), OPTIONS);
  }

  /** Forgets one; succeeds when it is not there. */
  public void retract(BareJid room) throws TransportException {
    pep.retract(BOOKMARKS, room.toString());
  }

  /** Reads news of personal nodes; empty when it is of another node, or of somebody else's. */
  public Optional<Change> read(PepEvent event) {
    if (!event.from().equals(account) || !event.node().equals(BOOKMARKS)) {
      return Optional.empty();
    }
    if (event.retracted()) {
      return room(event.itemId()).map(room -> new Change(room, Optional.empty()));
    }
    return event
        .payload()
        .flatMap(payload -> read(event.itemId(), payload))
        .map(bookmark -> new Change(bookmark.room(), Optional.of(bookmark)));
  }

  private static Optional<Bookmark> read(String id, XmlElement payload) {
    return room(id).flatMap(room -> Bookmark.of(room, payload));
  }

  private static Optional<BareJid> room(String id) {
    try {
      return Optional.of(BareJid.parse(id));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
