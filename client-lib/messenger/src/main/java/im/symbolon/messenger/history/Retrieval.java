package im.symbolon.messenger.history;

import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.HistoryTransfer;
import im.symbolon.messenger.records.HistoryTransfers;
import im.symbolon.messenger.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Asks for a history, and again when nothing came: after ten seconds, and ever more seldom while
 * the other device stays silent. Used on one worker.
 */
public final class Retrieval {
  private static final Logger LOG = Logger.getLogger(Retrieval.class.getName());
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Surroundings surroundings;
  private final Histories histories;
  private final Worker worker;
  private final Consumer<Outcome> act;
  private boolean planned;

  /**
   * @param act does what is due after each transaction
   */
  public Retrieval(
      Surroundings surroundings, Histories histories, Worker worker, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.histories = histories;
    this.worker = worker;
    this.act = act;
  }

  /** The account's devices know this one: asks now, and watches over the answers. */
  public void watch() {
    worker.execute(this::askIfSilent);
  }

  private void askIfSilent() {
    if (open().filter(each -> isDue(each.progress())).isPresent()) {
      ask();
    }
    plan();
  }

  private void plan() {
    Optional<HistoryTransfer> open = open();
    if (open.isPresent() && !planned) {
      planned = true;
      worker.after(pause(open.get().progress()), this::check);
    }
  }

  private void check() {
    planned = false;
    askIfSilent();
  }

  private void ask() {
    try {
      Outcome outcome = new Outcome();
      surroundings.store().transaction(rows -> histories.askAgain(rows, outcome));
      act.accept(outcome);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private Optional<HistoryTransfer> open() {
    try {
      return surroundings
          .store()
          .transaction(rows -> new HistoryTransfers(rows).current())
          .filter(each -> !each.progress().done());
    } catch (StoreException e) {
      e.logTo(LOG);
      return Optional.empty();
    }
  }

  /** It was never answered, or not for a while. */
  private boolean isDue(HistoryProgress progress) {
    return progress.total() == 0 || silence(progress).compareTo(SHORTEST) >= 0;
  }

  private Duration pause(HistoryProgress progress) {
    Duration silence = silence(progress);
    if (silence.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return silence.compareTo(LONGEST) < 0 ? silence : LONGEST;
  }

  private Duration silence(HistoryProgress progress) {
    return Duration.between(progress.heardAt(), now()).abs();
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
