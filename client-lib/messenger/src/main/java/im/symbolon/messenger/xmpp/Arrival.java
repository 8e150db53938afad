package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import java.util.List;

/** What a received {@code <message/>} turned out to be. */
sealed interface Arrival {
  /** Something to store. */
  record Message(IncomingStanza stanza) implements Arrival {}

  /** A message out of the archive, which counts only as the answer to a query. */
  record Archived(ArchiveResult result) implements Arrival {}

  /** The same out of a room's archive, as that room says. */
  record RoomArchived(BareJid room, ArchiveResult result) implements Arrival {}

  /** News of personal nodes. */
  record Events(List<PepEvent> events) implements Arrival {}

  /** Forged or unreadable; the reason names no content. */
  record Refused(String why) implements Arrival {}
}
