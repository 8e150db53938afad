package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Pauses;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.devices.OwnRound;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.OmemoVersion;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks whether a client of another kind brings a device onto the own account. Servers need not
 * tell a client of what others on its account publish (Openfire 4 tells one of them at most), and
 * such clients make their keys some time after they came; so it is looked a few times.
 */
final class Visitors {
  private static final Logger LOG = Logger.getLogger(Visitors.class.getName());
  private static final Duration FIRST = Duration.ofSeconds(3);
  private static final Duration LAST = Duration.ofMinutes(2);

  private final Surroundings surroundings;
  private final Directory directory;
  private final OwnRound own;
  private final Worker worker;
  private final Runnable found;
  private Duration pause = FIRST;
  private boolean looking;

  /**
   * @param found told when there is a device that a person is to be asked about
   */
  Visitors(
      Surroundings surroundings, Directory directory, OwnRound own, Worker worker, Runnable found) {
    this.surroundings = surroundings;
    this.directory = directory;
    this.own = own;
    this.worker = worker;
    this.found = found;
  }

  /** One is there, or did something. */
  synchronized void came() {
    pause = FIRST;
    if (!looking) {
      looking = true;
      worker.after(pause, this::look);
    }
  }

  private void look() {
    try {
      if (broughtSomething()) {
        found.run();
      }
    } catch (TransportException e) {
      LOG.log(Level.FINE, "no look now: {0}", e.reason());
    } catch (StoreException e) {
      e.logTo(LOG);
    } finally {
      goOn();
    }
  }

  private boolean broughtSomething() throws TransportException, StoreException {
    boolean any = false;
    for (OmemoVersion version : OmemoVersion.values()) {
      any |= own.hasStrangers(directory.fetch(surroundings.account(), version).devices());
    }
    return any;
  }

  private synchronized void goOn() {
    looking = pause.compareTo(LAST) < 0;
    if (looking) {
      pause = Pauses.doubled(pause, LAST);
      worker.after(pause, this::look);
    }
  }
}
