package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.Files;
import im.symbolon.messenger.files.Transfer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Where the files of the lines on the screen are. Thread-safe. */
final class FileStates {
  /** What comes by itself, in bytes. */
  static final long BY_ITSELF = 8L << 20;

  private static final int BARS = 44;

  private final Supplier<Optional<Files>> files;
  private final ChatFiles.Told told;
  private final BiConsumer<FileKey, FileContent.Reader> reads;
  private final Map<FileKey, ChatMessage> messages = new HashMap<>();
  private final Map<FileKey, FileState> states = new HashMap<>();
  private final Map<FileKey, Problem> failures = new HashMap<>();
  private final Map<FileKey, List<Integer>> bars = new HashMap<>();
  private final Map<FileKey, Transfer> watched = new HashMap<>();
  private final Set<FileKey> asked = new HashSet<>();
  private boolean closed;

  /**
   * @param reads lets something read a file, later
   */
  FileStates(
      Supplier<Optional<Files>> files,
      ChatFiles.Told told,
      BiConsumer<FileKey, FileContent.Reader> reads) {
    this.files = files;
    this.told = told;
    this.reads = reads;
  }

  /** Where the files of these lines are. */
  synchronized Map<FileKey, FileState> shown(List<Shown> lines) {
    messages.clear();
    states.clear();
    boolean known = lines.stream().anyMatch(each -> each.original().outgoing());
    if (files.get().isPresent()) {
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
        watch(key, files.get().get().fetch(message, i));
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
    Optional<Transfer> transfer = files.get().get().underWay(message, key.index());
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
      return files.get().get().kept(message, index).isPresent();
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
      reads.accept(
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
  synchronized void watch(FileKey key, Transfer transfer) {
    if (watched.put(key, transfer) == transfer) {
      return;
    }
    failures.remove(key);
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
    told.again().run();
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
    told.files().accept(now);
  }

  /** Whose file it is, when its line is shown. */
  synchronized Optional<ChatMessage> message(FileKey key) {
    return Optional.ofNullable(messages.get(key));
  }

  /** Tells nothing more. */
  synchronized void close() {
    closed = true;
  }
}
