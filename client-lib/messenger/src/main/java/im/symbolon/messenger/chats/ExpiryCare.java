package im.symbolon.messenger.chats;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.WakeUp;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Expiries;
import im.symbolon.messenger.records.Expiries.Expiry;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Erases what was only to be kept for a while: when its time is over, and at each start what was
 * over before. What of ours still waits to be sent has its time from then on. Used on one worker.
 */
public final class ExpiryCare {
  private static final Logger LOG = Logger.getLogger(ExpiryCare.class.getName());
  private static final int AT_ONCE = 100;
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final Worker worker;
  private final Consumer<Outcome> act;
  private final WakeUp wakeUp;

  /**
   * @param act does what is due after each transaction
   */
  public ExpiryCare(Surroundings surroundings, Worker worker, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.worker = worker;
    this.act = act;
    this.wakeUp = new WakeUp(surroundings.clock(), worker, SHORTEST, this::work);
  }

  /** Something may have begun to expire. */
  public void look() {
    worker.execute(this::work);
  }

  private void work() {
    Outcome outcome = new Outcome();
    try {
      Optional<Instant> next = surroundings.store().transaction(rows -> work(rows, outcome));
      if (!outcome.chats().isEmpty()) {
        act.accept(outcome);
      }
      next.ifPresent(this::plan);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** Clocks are put right and machines sleep: it looks again within hours, whatever is due. */
  private void plan(Instant due) {
    Instant latest = surroundings.clock().instant().plus(LONGEST);
    wakeUp.at(due.isBefore(latest) ? due : latest);
  }

  /** Returns when the next is due. */
  private Optional<Instant> work(Rows rows, Outcome outcome) throws StoreException {
    Instant now = surroundings.clock().instant();
    Expiries expiries = new Expiries(rows);
    List<Expiry> first = expiries.first(AT_ONCE);
    for (Expiry each : first) {
      if (each.due().isAfter(now)) {
        return Optional.of(each.due());
      }
      expire(rows, each, now, outcome);
    }
    return first.isEmpty() ? Optional.empty() : Optional.of(now);
  }

  private void expire(Rows rows, Expiry expiry, Instant now, Outcome outcome)
      throws StoreException {
    Messages messages = new Messages(rows);
    Optional<ChatMessage> entry =
        messages.get(expiry.chat(), expiry.target().author(), expiry.target().id());
    Optional<Duration> lifetime = entry.flatMap(each -> each.content().lifetime());
    boolean waits = entry.filter(each -> each.state() == DeliveryState.QUEUED).isPresent();
    if (waits && lifetime.isPresent()) {
      new Expiries(rows).put(new Expiry(expiry.chat(), expiry.target(), now.plus(lifetime.get())));
      return;
    }
    messages.expired(expiry.chat(), expiry.target());
    new Expiries(rows).remove(expiry);
    outcome.chatChanged(expiry.chat());
  }
}
