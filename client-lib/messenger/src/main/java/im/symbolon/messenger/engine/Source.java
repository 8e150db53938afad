package im.symbolon.messenger.engine;

import im.symbolon.messenger.records.ArchivePosition;
import im.symbolon.messenger.records.Held;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.protocol.BareJid;

/** An archive that is caught up with, and where it is noted how far. */
interface Source {
  Archive archive();

  /** Whose archive it is: its ids are the ones that this one gives. */
  BareJid owner();

  /**
   * Which visit this is. As long as it is the same, nothing is missing between what arrives; it is
   * another one before the first message of a new one can arrive.
   */
  long visit();

  /** Where this device begins that never read it. */
  ArchivePoint begin(ArchivedPages pages) throws StoreException;

  ArchivePosition position(Rows rows);

  /** There is no archive: what was missed came in another way by now, as far as it comes. */
  default void withoutArchive(Rows rows) throws StoreException {}

  Held held(Rows rows);
}
