package im.symbolon.messenger.xmpp;

import im.symbolon.messenger.xmpp.ConnectionState.Connecting;
import im.symbolon.messenger.xmpp.ConnectionState.Offline;
import im.symbolon.messenger.xmpp.ConnectionState.Online;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * When to connect, and when to try again. Everything happens on one thread; what is called from
 * outside only leaves a task there.
 */
final class Connector {
  /** A connection that lasted this long starts the pauses over. */
  private static final Duration LASTING = Duration.ofSeconds(30);

  /** What the connector drives; called on its thread only. */
  interface Link {
    /**
     * Connects and logs in, once.
     *
     * @return true when the earlier stream was resumed
     */
    boolean open(Password password) throws TransportException;

    /** True while the connection that was opened last stands. */
    boolean isAlive();
  }

  private final Link link;
  private final Backoff backoff;
  private final Random random;
  private final ScheduledExecutorService timer;
  private final ExecutorService thread;
  private final TransportListener events;

  private volatile ConnectionState state = Offline.IDLE;
  private volatile Thread attempting;
  private volatile boolean closed;

  // Touched on the connector's thread only.
  private Password password;
  private Future<?> retry;
  private int failures;
  private long onlineSince;

  Connector(
      Link link,
      Backoff backoff,
      Random random,
      ScheduledExecutorService timer,
      ExecutorService thread,
      TransportListener events) {
    this.link = link;
    this.backoff = backoff;
    this.random = random;
    this.timer = timer;
    this.thread = thread;
    this.events = events;
  }

  ConnectionState state() {
    return state;
  }

  /**
   * Begins. Takes the password over.
   *
   * @param persistent whether to go on when the first attempt fails
   * @return completed when the first attempt is over, exceptionally with its {@link
   *     TransportException}
   */
  CompletableFuture<Void> begin(Password secret, boolean persistent) {
    CompletableFuture<Void> first = new CompletableFuture<>();
    thread.execute(
        () -> {
          if (password != null) {
            secret.close();
            first.completeExceptionally(new IllegalStateException("connected already"));
            return;
          }
          password = secret;
          failures = 0;
          attempt(persistent, first);
        });
    return first;
  }

  /** The open connection ended. */
  void lost(TransportException why) {
    thread.execute(
        () -> {
          if (state.isOnline() && !link.isAlive()) {
            if (System.nanoTime() - onlineSince > LASTING.toNanos()) {
              failures = 0;
            }
            failed(why, true);
          }
        });
  }

  void retryNow() {
    thread.execute(
        () -> {
          if (retry != null) {
            cancelRetry();
            attempt(true, new CompletableFuture<>());
          }
        });
  }

  /** Stops for good; a running attempt is interrupted. The last task runs afterwards. */
  void close(Runnable last) {
    closed = true;
    Thread busy = attempting;
    if (busy != null) {
      busy.interrupt();
    }
    thread.execute(
        () -> {
          cancelRetry();
          forgetPassword();
          last.run();
          become(Offline.IDLE);
        });
  }

  private void attempt(boolean persistent, CompletableFuture<Void> done) {
    retry = null;
    if (closed || password == null) {
      done.completeExceptionally(new TransportException(Reason.NOT_CONNECTED, "Logged out."));
      return;
    }
    become(new Connecting());
    try {
      attempting = Thread.currentThread();
      boolean resumed = link.open(password);
      onlineSince = System.nanoTime();
      become(new Online(resumed));
      done.complete(null);
    } catch (TransportException e) {
      failed(e, persistent && !closed);
      done.completeExceptionally(e);
    } finally {
      attempting = null;
      Thread.interrupted(); // belonged to the attempt
    }
  }

  private void failed(TransportException why, boolean goOn) {
    Reason reason = why.reason();
    if (!goOn || reason.isFinal()) {
      forgetPassword();
      become(new Offline(Optional.of(reason), why.getMessage(), Optional.empty()));
      return;
    }
    Duration pause = backoff.pause(failures++, random);
    become(new Offline(Optional.of(reason), why.getMessage(), Optional.of(pause)));
    retry =
        timer.schedule(
            () -> thread.execute(() -> attemptIfStillDue()),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void attemptIfStillDue() {
    if (retry != null) {
      attempt(true, new CompletableFuture<>());
    }
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  private void forgetPassword() {
    if (password != null) {
      password.close();
      password = null;
    }
  }

  private void become(ConnectionState next) {
    state = next;
    events.stateChanged(next);
  }
}
