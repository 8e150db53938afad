package im.symbolon.messenger.repair;

import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;

/** What repair has to know of groups. A group's chat is its room. */
public interface GroupReaders {
  /** True for the room of a group that we take part in. */
  boolean isGroup(Rows rows, BareJid chat) throws StoreException;

  /** True for a device whose owner is in that group, and which its owner signed. */
  boolean isMember(Rows rows, BareJid room, DeviceAddress device) throws StoreException;

  /** The same for one for which messages are made now: its owner is in the room as well. */
  boolean isReader(Rows rows, BareJid room, DeviceAddress device) throws StoreException;
}
