package im.symbolon.views;

import im.symbolon.messenger.export.ExportException;
import im.symbolon.messenger.export.ExportOrder;
import im.symbolon.messenger.export.Exported;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.files.FileName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A copy of one chat or of all, which is readable without this program and not encrypted: the
 * screen says so before it begins. Closing it cancels what is under way.
 */
public final class ExportModel implements AutoCloseable {
  private static final long END_SECONDS = 10;

  private final Session session;
  private final Optional<BareJid> chat;
  private final Texts texts;
  private final Clock clock;
  private final State<View> state;
  private final Semaphore running = new Semaphore(1);
  private volatile boolean wanted = true;
  private volatile boolean over;

  /** How far it is. */
  public enum Stage {
    CHOOSING,
    RUNNING,
    DONE
  }

  /**
   * A copy that was made.
   *
   * @param page of it to look at first; the zip where it is one
   * @param messages in it
   * @param files in it
   * @param absentFiles that were wanted and are not on this device
   * @param leftOut messages that are to disappear
   */
  public record Done(
      Path where, Path page, long messages, long files, long absentFiles, long leftOut) {
    private static Done of(Exported copy, boolean packed) {
      Path page = packed ? copy.where() : copy.where().resolve("index.html");
      return new Done(
          copy.where(), page, copy.messages(), copy.files(), copy.absentFiles(), copy.leftOut());
    }
  }

  /**
   * What the screen shows.
   *
   * @param name of the chat; empty for all
   * @param lines that were written
   * @param total of them, at most
   * @param done what was written
   */
  public record View(
      String name,
      Stage stage,
      long lines,
      long total,
      Optional<Done> done,
      Optional<Problem> problem) {
    private View at(Stage next, Optional<Problem> why) {
      return new View(name, next, 0, 0, Optional.empty(), why);
    }

    private View at(long written, long all) {
      return new View(name, Stage.RUNNING, written, all, done, problem);
    }

    private View done(Done copy) {
      return new View(name, Stage.DONE, lines, total, Optional.of(copy), Optional.empty());
    }

    private View named(String given) {
      return new View(given, stage, lines, total, done, problem);
    }
  }

  /**
   * @param chat empty for all
   * @param texts in which it is written
   */
  ExportModel(Session session, Optional<BareJid> chat, Texts texts, Clock clock) {
    this.session = session;
    this.chat = chat;
    this.texts = texts;
    this.clock = clock;
    String first = chat.map(each -> Harmless.name(each.local())).orElse("");
    this.state =
        session
            .backstage()
            .state(new View(first, Stage.CHOOSING, 0, 0, Optional.empty(), Optional.empty()));
    chat.ifPresent(each -> session.backstage().quickly(() -> readName(each), this::failed));
  }

  private void readName(BareJid one) throws Exception {
    String name = new Phrases(session.messenger(), texts, clock).name(one);
    state.change(was -> was.named(name));
  }

  public State<View> state() {
    return state;
  }

  /** How the copy may be called: a name that any system takes. */
  public String proposedName(boolean packed) {
    String name = state.value().name();
    String today = LocalDate.now(clock).toString();
    String said = "Symbolon " + (name.isEmpty() ? "" : name + " ") + today;
    return FileName.clean(said.replace('/', '-')).value() + (packed ? ".zip" : "");
  }

  /**
   * Begins, unless one is under way.
   *
   * @param target where the copy is to be; there is nothing of that name
   * @param files whether files that are on this device come along
   * @param packed as one zip
   */
  public void begin(Path target, boolean files, boolean packed) {
    if (over || !running.tryAcquire()) {
      return;
    }
    wanted = true;
    state.change(was -> was.at(Stage.RUNNING, Optional.empty()));
    session
        .backstage()
        .slowly(
            () -> {
              try {
                write(target, files, packed);
              } finally {
                running.release();
              }
            },
            this::failed);
  }

  private void write(Path target, boolean files, boolean packed) throws Exception {
    Phrases words = new Phrases(session.messenger(), texts, clock);
    ExportOrder order = new ExportOrder(chat, files, packed, words);
    try {
      Exported copy = session.messenger().export().write(order, target, this::at);
      state.change(was -> was.done(Done.of(copy, packed)));
    } catch (ExportException e) {
      boolean meant = e.reason() == ExportException.Reason.CANCELLED;
      Optional<Problem> why = meant ? Optional.empty() : Optional.of(Problem.of(e));
      state.change(was -> was.at(Stage.CHOOSING, why));
    }
  }

  private boolean at(long lines, long total) {
    state.change(was -> was.at(lines, total));
    return wanted && !over;
  }

  private void failed(Problem problem) {
    state.change(was -> was.at(Stage.CHOOSING, Optional.of(problem)));
  }

  /** Stops it soon; nothing is left of it. */
  public void cancel() {
    wanted = false;
  }

  /** The same for good, and waits until nothing is left. */
  void end() {
    over = true;
    try {
      if (running.tryAcquire(END_SECONDS, TimeUnit.SECONDS)) {
        running.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over = true;
    session.forget(this);
  }
}
