package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;

/** Passes on what rooms send to whoever wants to hear it. */
final class RoomHub implements RoomTraffic {
  private volatile RoomTraffic rooms;

  void hear(RoomTraffic listener) {
    if (rooms != null) {
      throw new IllegalStateException("somebody hears already");
    }
    rooms = listener;
  }

  @Override
  public boolean presence(XmlElement presence) {
    return rooms != null && rooms.presence(presence);
  }

  @Override
  public boolean message(IncomingStanza stanza) throws Exception {
    return rooms != null && rooms.message(stanza);
  }

  @Override
  public void archived(BareJid room, ArchiveResult result) {
    if (rooms != null) {
      rooms.archived(room, result);
    }
  }

  @Override
  public void online(boolean resumed) {
    if (rooms != null) {
      rooms.online(resumed);
    }
  }
}
