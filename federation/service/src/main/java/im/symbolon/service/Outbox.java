package im.symbolon.service;

import org.xmpp.packet.Packet;

/** Sends what the service has to say without having been asked. */
@FunctionalInterface
public interface Outbox {
  /** Routes one stanza; delivery is not promised. */
  void send(Packet packet);
}
