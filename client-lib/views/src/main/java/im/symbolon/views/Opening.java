package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.files.FileSource;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.files.Thumbnails;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.protocol.files.Dimensions;
import java.io.IOException;
import java.util.Optional;

/** Opens an account with all that its platform gives. */
final class Opening {
  private final Platform platform;
  private final Backstage backstage;

  Opening(Platform platform, Backstage backstage) {
    this.platform = platform;
    this.backstage = backstage;
  }

  /** Takes the store over. */
  Session session(AccountFolder folder, RowStore store) throws IOException, StoreException {
    ConnectionConfig config = folder.server().config(folder.account(), Accounts.name());
    Media media = platform.media();
    FileSurroundings files = platform.files(config, folder.store());
    Messenger messenger = platform.messenger(config, store);
    messenger.withFiles(files.showing(source -> look(media, source)));
    return new Session(messenger, backstage, media);
  }

  private static Optional<Thumbnails.Look> look(Media media, FileSource source) throws IOException {
    return media.look(Picked.of(source)).filter(each -> isShape(each.shape())).map(Opening::look);
  }

  private static boolean isShape(FileItem.Shape shape) {
    return shape.width() <= Dimensions.MAX && shape.height() <= Dimensions.MAX;
  }

  private static Thumbnails.Look look(Media.Look seen) {
    FileItem.Shape shape = seen.shape();
    return new Thumbnails.Look(
        new Dimensions(shape.width(), shape.height()), seen.small().map(SmallPicture::thumbnail));
  }
}
