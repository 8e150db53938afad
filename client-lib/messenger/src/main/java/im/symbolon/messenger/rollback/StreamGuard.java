package im.symbolon.messenger.rollback;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Generation;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.XmppTransport;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens each new stream once it is known that this store is not old. Used by one worker, but for
 * {@link #connected}.
 *
 * <p>The server's word is a hint, not a lock: where it refuses to keep or to tell the count, or
 * does not answer for a while, the stream is opened as well.
 */
public final class StreamGuard {
  private static final Logger LOG = Logger.getLogger(StreamGuard.class.getName());

  /** Copies that came online together see each other by then. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(10);

  private static final Duration HOURLY = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** A server that answers everything else, but not this, must not silence us for good. */
  private static final int ATTEMPTS = 3;

  private static final int MARK_LENGTH = 16;

  private final Surroundings surroundings;
  private final XmppTransport transport;
  private final ThisDevice self;
  private final GenerationNode node;
  private final Replacement replacement;
  private final Inner inner;
  private final OpenStream stream;
  private long opening;

  /** What the guard causes; the engine does it. */
  public interface Inner {
    Worker worker();

    /** From now on things may leave on this stream; again when it was shut meanwhile. */
    void opened();

    /** This is another device now, which nobody knows; nothing leaves before it was announced. */
    void replaced();
  }

  public StreamGuard(
      Surroundings surroundings,
      XmppTransport transport,
      ThisDevice self,
      Checks checks,
      Inner inner) {
    this.surroundings = surroundings;
    this.transport = transport;
    this.self = self;
    this.node = checks.node();
    this.replacement = checks.replacement();
    this.inner = inner;
    this.stream = checks.stream();
  }

  /** What it asks, what it does when the store is old, and what it opens. */
  public record Checks(GenerationNode node, Replacement replacement, OpenStream stream) {}

  /** A new stream began. */
  public void connected() {
    long mine = transport.stream();
    inner.worker().execute(() -> attempt(mine, 1));
  }

  /** The server tells that some device counted on. */
  public void heard(PepEvent event) {
    boolean ours =
        event.node().equals(GenerationNode.NODE)
            && event.from().equals(self.account())
            && event.itemId().equals(self.id().toString());
    Optional<Generation> told = event.payload().flatMap(GenerationNode::decode);
    if (ours && told.isPresent()) {
      inner.worker().execute(() -> lookIfStrange(told.get()));
    }
  }

  /** The account's signed list tells that a copy of this store is another device now. */
  public void replaced() {
    inner.worker().execute(() -> again(opening, () -> end(Optional.empty())));
  }

  /** What this store published itself is told, too. */
  private void lookIfStrange(Generation told) {
    again(
        opening,
        () -> {
          if (!count().filter(count -> count.explains(told)).isPresent()) {
            look();
          }
        });
  }

  private Optional<Generations.Count> count() throws StoreException {
    return stored(rows -> new Generations(rows).count());
  }

  private void attempt(long mine, int number) {
    if (transport.stream() != mine) {
      return; // the next one is checked by itself
    }
    try {
      check();
      open(mine);
    } catch (TransportException e) {
      LOG.log(Level.FINE, "the generation is not known: {0}", e.reason());
      if (e.stanzaError().isPresent() || number >= ATTEMPTS) {
        open(mine);
      } else {
        boolean asked = e.reason() != TransportException.Reason.NOT_CONNECTED;
        inner.worker().after(PAUSE, () -> attempt(mine, asked ? number + 1 : number));
      }
    } catch (StoreException e) {
      e.logTo(LOG);
      inner.worker().after(PAUSE, () -> attempt(mine, number));
    }
  }

  private void open(long mine) {
    long turn = ++opening;
    stream.open(mine);
    inner.opened();
    inner.worker().after(SECOND_LOOK, () -> again(turn, this::look));
    hourly(turn);
  }

  private void hourly(long turn) {
    Runnable next =
        () -> {
          again(turn, this::check);
          if (turn == opening) {
            hourly(turn);
          }
        };
    inner.worker().after(HOURLY, next);
  }

  /** Something that asks the server, and shuts the stream when the store is old. */
  private interface Step {
    void take() throws TransportException, StoreException;
  }

  private void again(long turn, Step step) {
    if (turn != opening || !stream.isOpen()) {
      return;
    }
    try {
      step.take();
    } catch (TransportException e) {
      LOG.log(Level.FINE, "the generation is not known: {0}", e.reason());
    } catch (StoreException e) {
      e.logTo(LOG);
    }
    if (stream.isShut()) {
      connected();
    }
  }

  /** Counts on; the store first, so that a crash leaves it ahead of the server. */
  private void check() throws TransportException, StoreException {
    if (!stored(StreamGuard::isDecided)) {
      return;
    }
    Generations.Count count = begin();
    Optional<Generation> servers = node.read(self.id());
    if (servers.isPresent() && !count.explains(servers.get())) {
      end(servers);
      count = begin();
    } else if (servers.isPresent() && servers.get().equals(count.next())) {
      taken(servers.get());
      count = begin();
    }
    Generation next = count.next();
    node.publish(self.id(), next);
    taken(next);
  }

  /**
   * A device that has not decided on its id, or on whether it is the first one, has no ratchets
   * yet: another one of the account may have that id, and no other one is to take it for a member.
   */
  private static boolean isDecided(Rows rows) throws StoreException {
    return new OwnDevice(rows).idIsOurs()
        && new OwnAccount(rows).membership() != Membership.FIRST_TIME;
  }

  private void look() throws TransportException, StoreException {
    Optional<Generations.Count> count = count();
    if (!count.isPresent()) {
      check();
      return;
    }
    Optional<Generation> servers = node.read(self.id());
    if (servers.isPresent() && !count.get().explains(servers.get())) {
      end(servers);
    }
  }

  /** Nothing leaves while this device ends, nor afterwards before the new one is known. */
  private void end(Optional<Generation> servers) throws StoreException {
    LOG.log(Level.WARNING, "the store of device {0} is old, or runs twice", self.id());
    stream.shut();
    if (replacement.begin(servers)) {
      inner.replaced();
    }
  }

  private Generations.Count begin() throws StoreException {
    String mark = surroundings.newId().substring(0, MARK_LENGTH);
    return stored(rows -> new Generations(rows).begin(mark, surroundings.clock().instant()));
  }

  private void taken(Generation servers) throws StoreException {
    stored(
        rows -> {
          new Generations(rows).taken(servers);
          return null;
        });
  }

  private <T> T stored(Work<T, StoreException> work) throws StoreException {
    return surroundings.store().transaction(work);
  }
}
