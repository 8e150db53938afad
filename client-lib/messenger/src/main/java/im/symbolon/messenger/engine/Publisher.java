package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.devices.OwnRound;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the servers about this device, in each version of OMEMO: the bundle before the list, so
 * that nobody ever sees a device without keys; claim keys where the own domain takes them. Where
 * the own domain adds devices to lists by itself, this one gets there so ({@link Addition}).
 * Everything can be repeated. A version that cannot be published holds up no other one, as some
 * servers refuse what OMEMO 2 needs.
 */
public final class Publisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnKeys keys;
  private final Announcement announcement;
  private final Addition addition;
  private final ClaimStock stock;
  private final OwnRound own;

  Publisher(
      Surroundings surroundings,
      ThisDevice self,
      Announcement announcement,
      Addition addition,
      ClaimStock stock,
      OwnRound own) {
    this.surroundings = surroundings;
    this.self = self;
    this.keys = new OwnKeys(surroundings);
    this.announcement = announcement;
    this.addition = addition;
    this.stock = stock;
    this.own = own;
  }

  /**
   * What the servers know now.
   *
   * @param greetings the account's other devices when this one was announced for the first time
   * @param complete false when something could not be published, and is to be tried again
   */
  record Published(Membership membership, List<Recipient> greetings, boolean complete) {}

  /**
   * Looks whether this device belongs to its account, publishes what the servers do not have, and
   * brings a linked device back into the lists.
   *
   * @throws TransportException when no version could be published, or before this device ever saw
   *     whether its account has a signed list
   */
  synchronized Published publish() throws TransportException, StoreException {
    keys.renew(self);
    Attempt attempt = new Attempt();
    SortedMap<OmemoVersion, DeviceList> lists = new TreeMap<>();
    attempt.each(v -> lists.put(v, announcement.published(v)));
    Offered before = Offered.by(surroundings.account(), lists);
    Optional<OwnRound.Look> look = look(attempt);
    chooseId(before, look);
    attempt.each(announcement::bundle); // the signed list says in which versions there is one
    // Before anybody knows this device, so that its first sessions begin with claimed keys, too.
    stock.refill();
    Membership membership = belongs(look);
    return switch (membership) {
      case LINKED -> announce(before, lists, attempt);
      case REMOVED -> {
        attempt.each(announcement::leave);
        yield new Published(membership, List.of(), attempt.isComplete());
      }
      case UNLINKED, FIRST_TIME -> new Published(membership, List.of(), attempt.isComplete());
    };
  }

  /**
   * Takes this device out of all lists of its account, see {@link OwnRound#leave}.
   *
   * @return false when it stays in the signed one, and then in the others, too
   */
  synchronized boolean leave() throws TransportException, StoreException {
    if (!own.leave()) {
      return false;
    }
    Attempt attempt = new Attempt();
    attempt.each(announcement::leave);
    attempt.requireSuccess();
    return true;
  }

  /** Without an answer from the server, nothing is decided for the first time. */
  private Optional<OwnRound.Look> look(Attempt attempt) throws TransportException, StoreException {
    try {
      return Optional.of(own.look());
    } catch (TransportException e) {
      if (read(rows -> new OwnAccount(rows).membership()) == Membership.FIRST_TIME) {
        throw e;
      }
      attempt.failed(e, "the signed list");
      return Optional.empty();
    }
  }

  private Membership belongs(Optional<OwnRound.Look> look) throws StoreException {
    return look.isPresent() ? look.get().take() : read(rows -> new OwnAccount(rows).membership());
  }

  /** The signed list first: who sees a device in OMEMO's lists finds it there already. */
  private Published announce(
      Offered before, SortedMap<OmemoVersion, DeviceList> lists, Attempt attempt)
      throws TransportException, StoreException {
    boolean acquainted = false;
    try {
      own.publish();
      acquainted = own.strangers(before.versions().keySet());
    } catch (TransportException e) {
      attempt.failed(e, "the signed list");
    }
    if (attempt.going.stream().anyMatch(each -> !lists.get(each).contains(self.id()))) {
      addition.add(attempt.going);
    }
    Set<DeviceId> excluded = own.excluded();
    attempt.each(version -> announcement.list(version, excluded));
    attempt.requireSuccess();
    boolean first = !read(rows -> new OwnDevice(rows).announced());
    if (first) {
      write(OwnDevice::wasAnnounced);
    }
    return new Published(
        Membership.LINKED, first ? others(before) : List.of(), acquainted && attempt.isComplete());
  }

  private List<Recipient> others(Offered before) {
    List<Recipient> others = new ArrayList<>(before.recipients());
    others.removeIf(each -> each.device().equals(self.address()));
    return others;
  }

  /** Destroys keys that are over; only when what waited on the server has been opened. */
  void destroyOver() throws StoreException {
    keys.destroyOver();
  }

  /**
   * Before its first publication this device looks whether its id is free (XEP-0384 §5.3.1), in
   * every list there is.
   */
  private void chooseId(Offered published, Optional<OwnRound.Look> look) throws StoreException {
    if (read(rows -> new OwnDevice(rows).idIsOurs())) {
      return;
    }
    while (published.contains(self.id()) || look.filter(each -> each.uses(self.id())).isPresent()) {
      self.rename(keys.rename(self));
    }
    write(OwnDevice::keepId);
  }

  /** One step of one version. */
  @FunctionalInterface
  private interface Step {
    void take(OmemoVersion version) throws TransportException, StoreException;
  }

  /** The versions that are being published, as long as nothing failed in them. */
  private static final class Attempt {
    private final List<OmemoVersion> going = new ArrayList<>(Offered.BEST_FIRST);
    private Optional<TransportException> failure = Optional.empty();

    void each(Step step) throws TransportException, StoreException {
      for (OmemoVersion version : List.copyOf(going)) {
        try {
          step.take(version);
        } catch (TransportException e) {
          failed(e, version.toString());
          going.remove(version);
        }
      }
    }

    void failed(TransportException e, String what) throws TransportException {
      Directory.requireConnected(e);
      LOG.log(Level.WARNING, "{0} is not published: {1}", new Object[] {what, e.reason()});
      failure = Optional.of(e);
    }

    void requireSuccess() throws TransportException {
      if (going.isEmpty() && failure.isPresent()) {
        throw failure.get();
      }
    }

    boolean isComplete() {
      return !failure.isPresent();
    }
  }

  /** Changes the record of this device. */
  @FunctionalInterface
  private interface Change {
    void make(OwnDevice device) throws StoreException;
  }

  private <T> T read(Work<T, StoreException> question) throws StoreException {
    return surroundings.store().transaction(question);
  }

  private void write(Change change) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              change.make(new OwnDevice(rows));
              return null;
            });
  }
}
