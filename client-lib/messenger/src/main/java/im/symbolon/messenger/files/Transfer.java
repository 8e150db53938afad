package im.symbolon.messenger.files;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.files.FileException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A file on its way: how far it is, and a way to stop it. Thread-safe. */
public final class Transfer {
  private final ChatMessage message;
  private final Cancel cancel = new Cancel();
  private final List<Consumer<Progress>> watchers = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Progress progress = new Progress(Stage.WAITING, 0, 0, Optional.empty());
  private volatile Optional<KeptFile> file = Optional.empty();

  /** What is done with it. */
  public enum Stage {
    WAITING,
    /** It is made ready on this device, or judged. */
    PREPARING,
    MOVING,
    DONE,
    /** It will not go on by itself; see {@link Progress#failure()}. */
    FAILED;

    /** True when nothing more happens. */
    public boolean isOver() {
      return this == DONE || this == FAILED;
    }
  }

  /**
   * How far it is.
   *
   * @param done bytes of this stage
   * @param total bytes of this stage; 0 while it is not known
   */
  public record Progress(Stage stage, long done, long total, Optional<Reason> failure) {
    public Progress {
      Objects.requireNonNull(stage);
      Objects.requireNonNull(failure);
    }
  }

  Transfer(ChatMessage message) {
    this.message = message;
  }

  /** Whose file it is. */
  public ChatMessage message() {
    return message;
  }

  public Progress progress() {
    return progress;
  }

  /** Tells each step from now on, on the thread that does the work: be quick. */
  public Transfer watch(Consumer<Progress> watcher) {
    watchers.add(watcher);
    return this;
  }

  /** Stops it. An unfinished download stays and goes on from there when it is wanted again. */
  public void cancel() {
    cancel.now();
  }

  /**
   * Waits for the end.
   *
   * @return the file, which was verified when it was fetched
   * @throws FileException as it failed; NETWORK when it takes longer
   */
  public KeptFile await(Duration patience) throws FileException, InterruptedException {
    if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new FileException(Reason.NETWORK);
    }
    if (progress.failure().isPresent()) {
      throw new FileException(progress.failure().get());
    }
    return file.orElseThrow(() -> new IllegalStateException("done, and nothing is there"));
  }

  /** Stops it for now. */
  void interrupt() {
    cancel.stop(Reason.NETWORK);
  }

  Cancel cancelling() {
    return cancel;
  }

  void at(Stage stage, long done, long total) {
    tell(new Progress(stage, done, total, Optional.empty()));
  }

  void done(KeptFile kept) {
    file = Optional.of(kept);
    tell(new Progress(Stage.DONE, progress.total(), progress.total(), Optional.empty()));
    over.countDown();
  }

  void failed(Reason why) {
    tell(new Progress(Stage.FAILED, progress.done(), progress.total(), Optional.of(why)));
    over.countDown();
  }

  private void tell(Progress next) {
    progress = next;
    watchers.forEach(each -> each.accept(next));
  }
}
