package im.symbolon.openfire;

import im.symbolon.service.mailbox.Eraser;
import im.symbolon.service.mailbox.MailboxException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has erased what has to go, every night at the same hour, and soon after the start of a server
 * that slept at that hour: its database is written anew then, and whoever needs it waits.
 */
final class NightShift {
  /** The server has started by then, and few people are back. */
  private static final Duration AFTER_START = Duration.ofMinutes(2);

  private static final int LAST_HOUR = 23;
  private static final Logger LOG = LoggerFactory.getLogger(NightShift.class);

  private final Eraser eraser;
  private final int hour;
  private final ScheduledExecutorService timer;
  private final Hosting hosting;

  private NightShift(Hosting hosting, Eraser eraser) {
    this.hosting = hosting;
    this.eraser = eraser;
    this.hour = (int) Setting.MAILBOX_HOUR.number(0, LAST_HOUR);
    this.timer = Threads.timer(hosting, "symbolon-eraser");
  }

  static void begin(Hosting hosting, Eraser eraser) {
    NightShift shift = new NightShift(hosting, eraser);
    shift.after(AFTER_START, shift::makeUp);
    shift.next();
  }

  private void next() {
    ZonedDateTime now = hosting.clock().instant().atZone(ZoneId.systemDefault());
    after(untilHour(now, hour), this::night);
  }

  /** How long it is until that hour begins; a day when it begins just now. */
  static Duration untilHour(ZonedDateTime now, int hour) {
    ZonedDateTime today = now.toLocalDate().atTime(hour, 0).atZone(now.getZone());
    ZonedDateTime next =
        today.isAfter(now)
            ? today
            : now.toLocalDate().plusDays(1).atTime(hour, 0).atZone(now.getZone());
    return Duration.between(now, next);
  }

  private void night() {
    erase(false);
    next();
  }

  private void makeUp() {
    erase(true);
  }

  private void erase(boolean onlyWhenOverdue) {
    try {
      boolean done = onlyWhenOverdue ? eraser.runIfOverdue() : eraser.run();
      LOG.debug("The mailbox was cleared: {}", done);
    } catch (MailboxException e) {
      LOG.warn("Some messages whose time is over stay until the next night", e);
    } catch (RuntimeException e) {
      LOG.error("The mailbox was not cleared", e);
    }
  }

  private void after(Duration pause, Runnable task) {
    Threads.soon(timer, task, pause);
  }
}
