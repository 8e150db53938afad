package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** What rooms (XEP-0045) need of a connection, beside requests. Thread-safe. */
public interface RoomChannel extends IqChannel {
  /**
   * Sends a message. Exactly one of {@link TransportListener#acknowledged} and {@link
   * TransportListener#dropped} follows, however long it takes, unless the process ends first.
   *
   * @throws TransportException NOT_CONNECTED; then nothing was sent and nothing follows
   */
  void send(OutgoingStanza stanza) throws TransportException;

  /**
   * Sends a presence to one entity alone. It is neither acknowledged nor sent again.
   *
   * @param type empty for being there
   * @throws TransportException NOT_CONNECTED
   */
  void presence(EntityAddress to, Optional<String> type, List<XmlElement> content)
      throws TransportException;

  Contacts contacts();

  /**
   * From now on tells this one what rooms send. To be called once, before connecting; without it
   * what rooms send goes where everything goes.
   */
  void hear(RoomTraffic rooms);

  /** Runs that where {@link TransportListener} is told, in order with it. */
  void tell(Runnable event);
}
