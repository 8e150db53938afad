package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Pauses;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.core.Workers;
import im.symbolon.messenger.rollback.OpenStream;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Who is written to when. Each domain has a lane of its own, so that one that does not answer
 * delays nobody else's; a contact who cannot be reached is tried again after growing pauses.
 * Thread-safe.
 */
final class Lanes {
  private static final Logger LOG = Logger.getLogger(Lanes.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final Surroundings surroundings;
  private final OpenStream stream;
  private final Courier courier;
  private final Workers workers;
  private final Worker timer;
  private final Set<BareJid> contacts = new TreeSet<>();
  private final Map<BareJid, Pause> pauses = new HashMap<>();
  private final Set<String> busy = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private boolean open;

  Lanes(
      Surroundings surroundings,
      OpenStream stream,
      Courier courier,
      Workers workers,
      Worker timer) {
    this.surroundings = surroundings;
    this.stream = stream;
    this.courier = courier;
    this.workers = workers;
    this.timer = timer;
  }

  /** Waiting for a contact's devices or server, longer each time. */
  private record Pause(Instant since, Duration length, boolean over) {
    Pause after() {
      return new Pause(since, length, true);
    }

    /** The next one; long after the last, it starts small again. */
    static Pause following(Pause before, Instant now) {
      boolean recent =
          before != null && before.since().plus(before.length()).plus(LONGEST_PAUSE).isAfter(now);
      Duration length = recent ? Pauses.doubled(before.length(), LONGEST_PAUSE) : FIRST_PAUSE;
      return new Pause(now, length, false);
    }
  }

  /** From now on messages leave; before, nobody could answer them. */
  void open() {
    synchronized (this) {
      open = true;
    }
    wakeAll();
  }

  /** Nobody knows this device any more: nothing leaves before it is opened again. */
  synchronized void shut() {
    open = false;
  }

  /** Something waits for these. */
  void allWaiting(Collection<BareJid> more) {
    synchronized (this) {
      contacts.addAll(more);
    }
    more.forEach(contact -> wake(contact.domain()));
  }

  void waiting(BareJid contact) {
    allWaiting(List.of(contact));
  }

  /** What came back is tried again only after a pause. */
  void returned(BareJid contact) {
    pause(contact);
    waiting(contact);
  }

  /** Something about the contact changed: it is worth trying at once. */
  void retry(BareJid contact) {
    synchronized (this) {
      pauses.remove(contact);
    }
    wake(contact.domain());
  }

  /** There is a new connection: everything is worth trying. */
  void retryAll() {
    synchronized (this) {
      pauses.clear();
    }
    wakeAll();
  }

  private void wakeAll() {
    Set<String> domains;
    synchronized (this) {
      domains = new HashSet<>(busy);
      contacts.forEach(contact -> domains.add(contact.domain()));
    }
    domains.forEach(this::wake);
  }

  private void wake(String domain) {
    synchronized (this) {
      if (!open || !stream.isOpen()) {
        return;
      }
      if (!busy.add(domain)) {
        again.add(domain);
        return;
      }
    }
    workers.beside(() -> run(domain));
  }

  private void run(String domain) {
    do {
      for (BareJid contact : due(domain)) {
        deliver(contact);
      }
    } while (goesOn(domain));
  }

  private synchronized boolean goesOn(String domain) {
    if (again.remove(domain) && stream.isOpen()) {
      return true;
    }
    busy.remove(domain);
    return false;
  }

  private synchronized List<BareJid> due(String domain) {
    List<BareJid> due = new ArrayList<>();
    for (BareJid contact : contacts) {
      if (contact.domain().equals(domain) && !isPaused(contact)) {
        due.add(contact);
      }
    }
    due.forEach(contacts::remove);
    return due;
  }

  private void deliver(BareJid contact) {
    Courier.Result result = Courier.Result.LATER;
    try {
      result = courier.deliver(contact);
    } catch (StoreException e) {
      e.logTo(LOG);
      if (e.reason() == StoreException.Reason.CLOSED) {
        return;
      }
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the engine failed", e);
    }
    if (result != Courier.Result.DONE) {
      synchronized (this) {
        contacts.add(contact);
      }
      pause(contact);
    }
  }

  private void pause(BareJid contact) {
    Pause next;
    synchronized (this) {
      next = Pause.following(pauses.get(contact), now());
      pauses.put(contact, next);
    }
    timer.after(next.length(), () -> ended(contact, next));
  }

  private void ended(BareJid contact, Pause pause) {
    synchronized (this) {
      if (!pause.equals(pauses.get(contact))) {
        return;
      }
      pauses.put(contact, pause.after());
    }
    wake(contact.domain());
  }

  private boolean isPaused(BareJid contact) {
    Pause pause = pauses.get(contact);
    return pause != null && !pause.over();
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
