package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.files.Attaching;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.Files;
import im.symbolon.messenger.files.KeptFile;
import im.symbolon.messenger.files.Transfer;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.FileName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files of one chat: where each is, and what a person does with it. Small pictures and voice
 * notes of people to whom one has written come by themselves; all else waits to be wanted.
 */
public final class ChatFiles implements AutoCloseable {
  private final Session session;
  private final BareJid chat;
  private final Told told;
  private final FileStates states;

  /**
   * Who shows it.
   *
   * @param files where they are now
   * @param wrote something of ours stands in the chat
   * @param again what is shown may be old
   */
  record Told(
      Consumer<Map<FileKey, FileState>> files,
      Runnable wrote,
      Runnable again,
      Consumer<Problem> failed) {}

  ChatFiles(Session session, BareJid chat, Told told) {
    this.session = session;
    this.chat = chat;
    this.told = told;
    this.states = new FileStates(this::files, told, this::read);
  }

  private Optional<Files> files() {
    return session.messenger().filesIfAny();
  }

  /** Where the files of these lines are. */
  Map<FileKey, FileState> shown(List<Shown> lines) {
    return states.shown(lines);
  }

  /** Sends these, one message each; they stand in the chat at once. */
  public void send(List<Outgoing> all) {
    session
        .backstage()
        .quickly(
            () -> {
              for (Outgoing each : all) {
                attach(each);
              }
              told.wrote().run();
            },
            told.failed());
  }

  private void attach(Outgoing out) throws StoreException, FileException {
    Attaching saying = Attaching.saying(out.caption());
    Files files = files().orElseThrow(() -> new FileException(FileException.Reason.NOT_OFFERED));
    files.attach(chat, out.file().source(), out.original() ? saying.withMetadata() : saying);
  }

  /** Fetches it, from where it was stopped; or tries again what of ours waits to be sent. */
  public void fetch(FileKey key) {
    session
        .backstage()
        .quickly(
            () -> {
              Optional<ChatMessage> message = states.message(key);
              if (message.isPresent() && message.get().outgoing()) {
                files().get().resume();
                told.again().run();
              } else if (message.isPresent()) {
                states.watch(key, files().get().fetch(message.get(), key.index()));
              }
            },
            told.failed());
  }

  /** Stops it. A download goes on from there when it is wanted again. */
  public void cancel(FileKey key) {
    session
        .backstage()
        .quickly(
            () ->
                states
                    .message(key)
                    .flatMap(each -> files().get().underWay(each, key.index()))
                    .ifPresent(Transfer::cancel),
            told.failed());
  }

  /** Lets something read what is in it. Nothing happens for a file that is not here. */
  public void read(FileKey key, FileContent.Reader reader) {
    with(key, kept -> reader.read(new FileContent(kept)));
  }

  /**
   * Saves a copy; nothing is overwritten: where there is a file of that name, it gets a number.
   *
   * @param saved told on the UI thread where it is
   */
  public void save(FileKey key, Path target, Consumer<Path> saved) {
    with(
        key,
        kept -> {
          Path folder = target.toAbsolutePath().getParent();
          java.nio.file.Files.createDirectories(folder);
          Path where = kept.saveInto(folder, FileName.clean(target.getFileName().toString()));
          session.backstage().ui().run(() -> saved.accept(where));
        });
  }

  /**
   * Puts a copy where only this user can read it, for another program to show.
   *
   * @param copied told on the UI thread where it is
   */
  public void copy(FileKey key, Consumer<Path> copied) {
    with(
        key,
        kept -> {
          Path folder = java.nio.file.Files.createTempDirectory("symbolon");
          Path where = kept.saveInto(folder);
          session.backstage().ui().run(() -> copied.accept(where));
        });
  }

  /** Something that needs the file. */
  private interface Use {
    void of(KeptFile kept) throws Exception;
  }

  private void with(FileKey key, Use use) {
    session
        .backstage()
        .slowly(
            () -> {
              Optional<ChatMessage> message = states.message(key);
              Optional<KeptFile> kept =
                  message.isPresent()
                      ? files().get().kept(message.get(), key.index())
                      : Optional.empty();
              if (kept.isPresent()) {
                use.of(kept.get());
              }
            },
            told.failed());
  }

  /** Tells nothing more; what is under way goes on. */
  @Override
  public void close() {
    states.close();
  }
}
