package im.symbolon.messenger.groups;

import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.util.Set;

/** Where there are no rooms: nobody is ever in one. */
public final class NoRooms implements RoomDoor {
  @Override
  public BareJid create(String name) throws TransportException {
    throw none();
  }

  @Override
  public void join(BareJid room) {}

  @Override
  public void leave(BareJid room) {}

  @Override
  public boolean isInside(BareJid room) {
    return false;
  }

  @Override
  public Set<BareJid> present(BareJid room) throws TransportException {
    throw none();
  }

  @Override
  public void admit(BareJid room, BareJid whom) throws TransportException {
    throw none();
  }

  @Override
  public void expel(BareJid room, BareJid whom) throws TransportException {
    throw none();
  }

  private static TransportException none() {
    return new TransportException(
        TransportException.Reason.NOT_CONNECTED, "There are no rooms here.");
  }
}
