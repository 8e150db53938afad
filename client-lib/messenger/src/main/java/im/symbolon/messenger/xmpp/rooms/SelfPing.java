package im.symbolon.messenger.xmpp.rooms;

import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Set;

/**
 * Asks a room to pass a ping to ourselves (XEP-0410): what comes back shows whether it still has
 * us.
 */
final class SelfPing {
  private static final XmlElement PING = XmlElement.element("urn:xmpp:ping", "ping").build();

  /** Errors by those who were asked: some own device in the room, which does not tell rooms. */
  private static final Set<String> FROM_OURSELVES =
      Set.of("service-unavailable", "feature-not-implemented");

  private static final Set<String> NOBODY_KNOWS =
      Set.of(
          "remote-server-not-found",
          "remote-server-timeout",
          "internal-server-error",
          "resource-constraint");

  /** What it shows. */
  enum Result {
    INSIDE,
    OUTSIDE,
    UNKNOWN
  }

  private SelfPing() {}

  static Result ask(IqChannel channel, Room room) {
    try {
      channel.iq(IqType.GET, room.nick().in(room.address()), PING);
      return Result.INSIDE;
    } catch (TransportException e) {
      if (!e.stanzaError().isPresent() || NOBODY_KNOWS.contains(condition(e))) {
        return Result.UNKNOWN;
      }
      return FROM_OURSELVES.contains(condition(e)) ? Result.INSIDE : Result.OUTSIDE;
    }
  }

  private static String condition(TransportException e) {
    return e.stanzaError().get().condition();
  }
}
