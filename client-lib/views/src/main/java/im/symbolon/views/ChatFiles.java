package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The files of one chat: where each is, and what a person does with it. Small pictures and voice
 * notes of people to whom one has written come by themselves; all else waits to be wanted.
 */
public final class ChatFiles implements AutoCloseable {
  /** What comes by itself, in bytes. */
  static final long BY_ITSELF = 8L << 20;

  private static final int BARS = 44;

  private final Session session;
  private final BareJid chat;
  private final Told told;
  private final Map<FileKey, ChatMessage> messages = new HashMap<>();
  private final Map<FileKey, FileState> states = new HashMap<>();
  private final Map<FileKey, Problem> failures = new HashMap<>();
  private final Map<FileKey, List<Integer>> bars = new HashMap<>();
  private final Map<FileKey, Transfer> watched = new HashMap<>();
  private final Set<FileKey> asked = new HashSet<>();
  private boolean closed;

  /** Who shows it. */
  interface Told {
    void files(Map<FileKey, FileState> now);

    /** Something of ours stands in the chat. */
    void wrote();

    /** What is shown may be old. */
    void again();

    void failed(Problem problem);
  }

  ChatFiles(Session session, BareJid chat, Told told) {
    this.session = session;
    this.chat = chat;
    this.told = told;
  }

  private Optional<Files> files() {
    return session.messenger().filesIfAny();
  }

  /** Where the files of these lines are. */
  synchronized Map<FileKey, FileState> shown(List<Shown> lines) {
    messages.clear();
    states.clear();
    boolean known = lines.stream().anyMatch(each -> each.original().outgoing());
    if (files().isPresent()) {
      lines.stream().filter(each -> !each.retracted()).forEach(each -> look(each, known));
    }
    return Map.copyOf(states);
  }

  private void look(Shown line, boolean known) {
    ChatMessage message = line.original();
    for (int i = 0; i < message.content().attachments().size(); i++) {
      FileKey key = new FileKey(line.target(), i);
      messages.put(key, message);
      states.put(key, state(key, message));
      if (known && states.get(key).stage() == FileState.Stage.ABSENT && comes(message, key)) {
        asked.add(key);
        watch(key, files().get().fetch(message, i));
      }
    }
  }

  private boolean comes(ChatMessage message, FileKey key) {
    if (message.outgoing() || asked.contains(key)) {
      return false;
    }
    Optional<FileItem> item = Line.file(message, key.index());
    return item.filter(each -> each.kind() != FileItem.Kind.FILE)
        .filter(each -> each.kind() != FileItem.Kind.FILM)
        .filter(each -> each.size().orElse(Long.MAX_VALUE) <= BY_ITSELF)
        .isPresent();
  }

  private FileState state(FileKey key, ChatMessage message) {
    Optional<Transfer> transfer = files().get().underWay(message, key.index());
    if (transfer.isPresent()) {
      watch(key, transfer.get());
      return moving(transfer.get().progress());
    }
    if (isKept(message, key.index())) {
      failures.remove(key);
      return FileState.of(FileState.Stage.HERE).sounding(loudness(key, message));
    } else if (message.outgoing() && message.state() == DeliveryState.FAILED) {
      return FileState.failed(Problem.of("files.notsent"));
    } else if (message.outgoing() && message.state() == DeliveryState.QUEUED) {
      return FileState.of(FileState.Stage.WAITING);
    }
    return failures.containsKey(key) ? FileState.failed(failures.get(key)) : FileState.ABSENT;
  }

  private boolean isKept(ChatMessage message, int index) {
    try {
      return files().get().kept(message, index).isPresent();
    } catch (FileException e) {
      return false; // what says nothing that could be fetched says so when it is wanted
    }
  }

  private List<Integer> loudness(FileKey key, ChatMessage message) {
    boolean voice =
        Line.file(message, key.index())
            .filter(each -> each.kind() == FileItem.Kind.VOICE)
            .isPresent();
    if (voice && !bars.containsKey(key)) {
      bars.put(key, List.of());
      read(
          key,
          content -> {
            List<Integer> found = VoiceModel.note(content).bars(BARS);
            synchronized (this) {
              bars.put(key, found);
            }
            change(key, FileState.of(FileState.Stage.HERE).sounding(found));
          });
    }
    return bars.getOrDefault(key, List.of());
  }

  private static FileState moving(Transfer.Progress progress) {
    return switch (progress.stage()) {
      case WAITING -> FileState.of(FileState.Stage.PREPARING);
      case PREPARING, DONE, FAILED ->
          FileState.moving(FileState.Stage.PREPARING, progress.done(), progress.total());
      case MOVING -> FileState.moving(FileState.Stage.MOVING, progress.done(), progress.total());
    };
  }

  /** Tells how far it is, for each hundredth. */
  private synchronized void watch(FileKey key, Transfer transfer) {
    if (watched.put(key, transfer) == transfer) {
      return;
    }
    transfer.watch(progress -> progressed(key, transfer, progress));
    progressed(key, transfer, transfer.progress());
  }

  private void progressed(FileKey key, Transfer transfer, Transfer.Progress progress) {
    if (!progress.stage().isOver()) {
      change(key, moving(progress));
      return;
    }
    synchronized (this) {
      watched.remove(key, transfer);
      failures.remove(key);
      progress
          .failure()
          .filter(why -> why != FileException.Reason.CANCELLED)
          .ifPresent(why -> failures.put(key, Problem.of(new FileException(why))));
    }
    told.again();
  }

  private void change(FileKey key, FileState next) {
    Map<FileKey, FileState> now;
    synchronized (this) {
      FileState was = states.getOrDefault(key, FileState.ABSENT);
      boolean same =
          was.stage() == next.stage()
              && was.percent() == next.percent()
              && was.bars().equals(next.bars());
      if (closed || same || !messages.containsKey(key)) {
        return;
      }
      states.put(key, next);
      now = Map.copyOf(states);
    }
    told.files(now);
  }

  private synchronized Optional<ChatMessage> message(FileKey key) {
    return Optional.ofNullable(messages.get(key));
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
              told.wrote();
            },
            told::failed);
  }

  private void attach(Outgoing out) throws StoreException, FileException {
    Attaching saying = Attaching.saying(out.caption());
    Files files = files().orElseThrow(() -> new FileException(FileException.Reason.NOT_OFFERED));
    files.attach(
        chat, out.file().source(), out.original() ? saying.withMetadata() : saying);
  }

  /** Fetches it, from where it was stopped; or tries again what of ours waits to be sent. */
  public void fetch(FileKey key) {
    session
        .backstage()
        .quickly(
            () -> {
              Optional<ChatMessage> message = message(key);
              if (message.isPresent() && message.get().outgoing()) {
                files().get().resume();
                told.again();
              } else if (message.isPresent()) {
                synchronized (this) {
                  failures.remove(key);
                }
                watch(key, files().get().fetch(message.get(), key.index()));
              }
            },
            told::failed);
  }

  /** Stops it. A download goes on from there when it is wanted again. */
  public void cancel(FileKey key) {
    session
        .backstage()
        .quickly(
            () ->
                message(key)
                    .flatMap(each -> files().get().underWay(each, key.index()))
                    .ifPresent(Transfer::cancel),
            told::failed);
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
              Optional<ChatMessage> message = message(key);
              Optional<KeptFile> kept =
                  message.isPresent()
                      ? files().get().kept(message.get(), key.index())
                      : Optional.empty();
              if (kept.isPresent()) {
                use.of(kept.get());
              }
            },
            told::failed);
  }

  /** Tells nothing more; what is under way goes on. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
