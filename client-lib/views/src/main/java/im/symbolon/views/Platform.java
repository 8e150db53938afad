package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import java.nio.file.Path;

/** What differs between a desktop and a phone. */
public interface Platform {
  /**
   * Opens the sealed store in that file, or makes one.
   *
   * @param passphrase stays the caller's to wipe
   */
  RowStore store(Path file, char[] passphrase) throws StoreException;

  /** Opens the device in that store, which the messenger closes. */
  Messenger messenger(ConnectionConfig config, RowStore store) throws StoreException;

  /** Where files of chats are kept beside that store, and how they are moved. */
  FileSurroundings files(ConnectionConfig config, Path store);

  /** Does early what opening the first store takes time for. */
  default void prepare() {}

  /** What it can do with pictures and sound. */
  Media media();
}
