package im.symbolon.messenger.files;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.MediaFolder.Place;
import im.symbolon.messenger.records.ErasedFiles.Erased;
import im.symbolon.messenger.records.Uploads;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.UploadSlots;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.files.SealedSource;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.protocol.files.SharedFileCodec;
import im.symbolon.protocol.xml.XmlText;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Files in chats: the door. Thread-safe; what takes long is done beside, and told by a {@link
 * Transfer}.
 */
public final class Files implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Files.class.getName());
  private static final int MAX_CAPTION = 8_000;

  /** Bytes that sealing adds. */
  private static final int SEALING = 16;

  private final Surroundings surroundings;
  private final FileSurroundings around;
  private final Sending sending;
  private final Uploading uploading;
  private final Erasing erasing;
  private final Transfers transfers;

  /**
   * Made by the messenger.
   *
   * @param act does what transactions asked for
   */
  public Files(
      Surroundings surroundings,
      FileSurroundings around,
      UploadSlots slots,
      Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.around = around;
    this.sending = new Sending(surroundings, act);
    this.uploading = new Uploading(slots, around.http(), () -> surroundings.newId() + ".bin");
    this.erasing = new Erasing(surroundings, around.folder(), this::isStopped);
    this.transfers = new Transfers(erasing::look);
    erasing.look();
  }

  private boolean isStopped(Erased erased, int index) {
    Optional<Transfer> transfer = transfers.of(erased.chat(), erased.message(), index);
    transfer.ifPresent(Transfer::cancel);
    return !transfer.isPresent();
  }

  /**
   * Sends a file to a person or a group. The message stands in the chat when this returns, QUEUED;
   * it leaves when its file is sealed and uploaded. Once it is sealed, the source is not needed any
   * more, and the upload is tried again with each connection, also after a restart; before that a
   * restart ends it, and the message says so.
   *
   * @throws FileException EMPTY, TOO_LARGE or SOURCE_GONE; nothing was queued
   * @throws IllegalArgumentException for a caption that is too long or cannot be sent
   */
  public Transfer attach(BareJid chat, FileSource source, Attaching how)
      throws StoreException, FileException {
    if (how.caption().length() > MAX_CAPTION || !XmlText.isWritable(how.caption())) {
      throw new IllegalArgumentException("The text beside a file cannot be sent.");
    }
    requireSendable(source);
    SharedFile file = Preparing.described(source, Preparing.plain(source));
    ChatMessage message = sending.begin(chat, file, how.caption());
    return transfers.run(message, 0, transfer -> send(transfer, source, how));
  }

  private void requireSendable(FileSource source) throws FileException {
    try {
      long size = source.size();
      if (size < 1 || size > around.largest()) {
        throw new FileException(size < 1 ? Reason.EMPTY : Reason.TOO_LARGE);
      }
    } catch (IOException e) {
      throw new FileException(Reason.SOURCE_GONE, e);
    }
  }

  private KeptFile send(Transfer transfer, FileSource source, Attaching how)
      throws FileException, StoreException {
    ChatMessage message = transfer.message();
    Place place = around.folder().place(message, 0);
    try {
      Preparing.Ready ready =
          new Preparing(surroundings.entropy(), around, transfer).prepare(source, how, place);
      sending.sealed(message, ready);
      return upload(transfer, ready.file(), ready.sealed());
    } catch (FileException e) {
      giveUp(message, place, e);
      throw e;
    }
  }

  private KeptFile upload(Transfer transfer, SharedFile file, Uploads.Sealed sealed)
      throws FileException, StoreException {
    Place place = around.folder().place(transfer.message(), 0);
    SealedSource source = uploading.upload(sealed, place, transfer);
    SharedFile whole = file.at(source);
    sending.uploaded(transfer.message(), whole);
    return new KeptFile(whole, source, place.sealed());
  }

  /** What may pass is tried again with the next connection. */
  private void giveUp(ChatMessage message, Place place, FileException e) throws StoreException {
    if (!e.reason().isPassing()) {
      forget(place);
      sending.failed(message);
    }
  }

  private static void forget(Place place) {
    try {
      place.forget();
    } catch (IOException e) {
      LOG.log(Level.FINE, "a sealed file stays: {0}", e.getClass().getName());
    }
  }

  /** Goes on with uploads that are not finished, as each connection does by itself. */
  public void resume() throws StoreException {
    for (Uploads.Upload each : sending.all()) {
      Optional<ChatMessage> message = sending.waiting(each);
      if (message.isPresent() && !underWay(message.get(), 0).isPresent()) {
        transfers.run(message.get(), 0, transfer -> goOn(transfer, each));
      }
    }
  }

  private KeptFile goOn(Transfer transfer, Uploads.Upload upload)
      throws FileException, StoreException {
    ChatMessage message = transfer.message();
    Place place = around.folder().place(message, 0);
    try {
      if (!upload.sealed().isPresent()) {
        throw new FileException(Reason.SOURCE_GONE);
      }
      return upload(transfer, file(message, 0), upload.sealed().get());
    } catch (FileException e) {
      giveUp(message, place, e);
      throw e;
    }
  }

  /**
   * What a message says about one of its files.
   *
   * @param index which, from 0
   * @throws FileException UNREADABLE
   */
  public static SharedFile file(ChatMessage message, int index) throws FileException {
    try {
      return SharedFileCodec.decode(message.content().attachments().get(index).sharing());
    } catch (ProtocolException | IndexOutOfBoundsException e) {
      throw new FileException(Reason.UNREADABLE, e);
    }
  }

  /**
   * Fetches a file of a message, or verifies the one that is here. One that was begun goes on where
   * it ended; one that is under way already is the same.
   *
   * @param index which, from 0
   */
  public Transfer fetch(ChatMessage message, int index) {
    return transfers.run(message, index, transfer -> fetched(transfer, index));
  }

  private KeptFile fetched(Transfer transfer, int index) throws FileException, StoreException {
    if (erasing.isGone(transfer.message())) {
      throw new FileException(Reason.GONE);
    }
    SharedFile file = file(transfer.message(), index);
    if (!file.source().isPresent()) {
      throw new FileException(Reason.UNREADABLE);
    }
    Place place = around.folder().place(transfer.message(), index);
    return new Downloading(around.http(), around.largest() + SEALING, transfer).fetch(file, place);
  }

  /** The file, when all of it is here; it is verified when it is read. */
  public Optional<KeptFile> kept(ChatMessage message, int index) throws FileException {
    SharedFile file = file(message, index);
    Place place = around.folder().place(message, index);
    return file.source()
        .filter(source -> place.isWhole())
        .map(source -> new KeptFile(file, source, place.sealed()));
  }

  /** The transfer that is under way for that file. */
  public Optional<Transfer> underWay(ChatMessage message, int index) {
    return transfers.of(message.chat(), Target.of(message), index);
  }

  /** Forgets what is kept here of a message's files, as when it is retracted or expires. */
  public void forget(ChatMessage message) throws FileException {
    for (int i = 0; i < message.content().attachments().size(); i++) {
      underWay(message, i).ifPresent(Transfer::cancel);
      forget(around.folder().place(message, i));
    }
  }

  /** Goes on with each connection, and erases what is gone from its chat. */
  public MessengerListener listener() {
    return new MessengerListener() {
      @Override
      public void chatChanged(BareJid chat) {
        erasing.look();
      }

      @Override
      public void connectionChanged(ConnectionState state) {
        if (state instanceof ConnectionState.Online) {
          try {
            resume();
          } catch (StoreException e) {
            LOG.log(Level.WARNING, "uploads do not go on: {0}", e.reason());
          }
        }
      }
    };
  }

  /** Stops what is under way; it goes on after the next start. */
  @Override
  public void close() {
    erasing.close();
    transfers.close();
  }
}
