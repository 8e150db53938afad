package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.ArchivePosition;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchivePage;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.mailbox.Acknowledgement;
import im.symbolon.protocol.mailbox.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the server how much of the own mailbox this device has for good, so that it is erased there
 * once all devices have it ({@link im.symbolon.protocol.mailbox}).
 *
 * <p>What arrived live proves nothing about what another own device sent in between: therefore all
 * is paged through once more, from the place that is covered on, and what was there before is known
 * by its id. Nothing is told that is not in the store by then; an old copy of the store tells less.
 * After a catch-up, and then when something new came, but never more often than every ten minutes.
 */
final class Acknowledging {
  static final Duration PAUSE = Duration.ofMinutes(10);

  private static final Logger LOG = Logger.getLogger(Acknowledging.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Server server;
  private final Worker worker;
  private final Consumer<Runnable> arrived;
  private final ArchivedPages pages;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile Instant last = Instant.EPOCH;
  private volatile boolean wanted;

  /** The own server and its archive. */
  record Server(IqChannel channel, Archive archive) {}

  /**
   * @param arrived the inbox has more; then, once it was dealt with, goes on
   */
  Acknowledging(
      Surroundings surroundings,
      ThisDevice self,
      Server server,
      Worker worker,
      Consumer<Runnable> arrived) {
    this.surroundings = surroundings;
    this.self = self;
    this.server = server;
    this.worker = worker;
    this.arrived = arrived;
    this.pages =
        new ArchivedPages(
            surroundings, new OwnSource(surroundings, server.channel(), server.archive()));
  }

  /** Something came into the mailbox; servers without one are not bothered. */
  void arrived() {
    if (wanted) {
      due();
    }
  }

  /** There is something to tell, at once or when it is time. */
  void due() {
    if (due.compareAndSet(false, true)) {
      Duration since = Duration.between(last, now());
      boolean rested = since.isNegative() || since.compareTo(PAUSE) >= 0;
      worker.after(rested ? Duration.ZERO : PAUSE.minus(since), this::begin);
    }
  }

  private void begin() {
    due.set(false); // what comes from here on is for the next time
    last = now();
    guarded(
        () -> {
          wanted = server.archive().takesAcknowledgements();
          if (wanted) {
            next(new CatchUpRun(server.channel().stream()));
          }
        });
  }

  private void next(CatchUpRun run) throws StoreException, TransportException {
    Optional<ArchivePoint> from = position(ArchivePosition::covered);
    if (server.channel().stream() != run.stream() || !from.isPresent()) {
      return; // the next stream's catch-up calls again
    }
    ArchivePage page = server.archive().page(from.get(), run.size());
    ArchivePoint behind = pages.behind(from.get(), page);
    boolean goesOn = run.took(page, behind) && page.stable();
    boolean marks = server.archive().marksMessages();
    surroundings
        .store()
        .transaction(
            rows -> {
              pages.store(rows, page, marks);
              if (page.stable()) {
                pages.cover(rows, from.get(), behind);
              }
              return null;
            });
    if (page.complete() || !page.last().isPresent()) {
      arrived.accept(() -> worker.execute(() -> guarded(this::tell)));
    } else if (goesOn) {
      arrived.accept(() -> worker.execute(() -> guarded(() -> next(run))));
    }
  }

  /** Everything up to what is covered was stored, and dealt with. */
  private void tell() throws StoreException, TransportException {
    Optional<String> covered = position(ArchivePosition::covered).flatMap(ArchivePoint::id);
    if (!covered.isPresent() || covered.equals(position(ArchivePosition::acknowledged))) {
      return;
    }
    Optional<Acknowledgement> signed = signed(covered.get());
    if (signed.isPresent()) {
      EntityAddress account = EntityAddress.of(surroundings.account());
      server.channel().iq(IqType.SET, account, signed.get().toXml());
      surroundings
          .store()
          .transaction(
              rows -> {
                ArchivePosition.ofAccount(rows).acknowledged(covered.get());
                return null;
              });
    }
  }

  private Optional<Acknowledgement> signed(String id) {
    try {
      MailboxId place = MailboxId.parse(id);
      DeviceAddress device = self.address();
      byte[] said = Acknowledgement.signedBytes(device, place);
      return Optional.of(new Acknowledgement(device.device(), place, self.identity().sign(said)));
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "the mailbox''s ids are none: {0}", e.reason());
      return Optional.empty();
    }
  }

  private interface Question<T> {
    Optional<T> ask(ArchivePosition position) throws StoreException;
  }

  private <T> Optional<T> position(Question<T> question) throws StoreException {
    return surroundings.store().transaction(rows -> question.ask(ArchivePosition.ofAccount(rows)));
  }

  private interface Step {
    void run() throws StoreException, TransportException;
  }

  private void guarded(Step step) {
    try {
      step.run();
    } catch (TransportException e) {
      LOG.log(Level.FINE, "nothing was acknowledged: {0}", e.reason());
      if (e.isPassing() && e.stanzaError().isPresent()) {
        due();
      }
    } catch (StoreException e) {
      e.logTo(LOG);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the engine failed", e);
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
