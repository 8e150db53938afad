package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the servers about this device, in each version of OMEMO: the bundle before the list, so
 * that nobody ever sees a device without keys; claim keys where the own domain takes them.
 * Everything can be repeated. A version that cannot be published holds up no other one, as some
 * servers refuse what OMEMO 2 needs.
 */
public final class Publisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnKeys keys;
  private final Directory directory;
  private final Announcement announcement;
  private final ClaimStock stock;

  public Publisher(
      Surroundings surroundings,
      ThisDevice self,
      Directory directory,
      IqChannel channel,
      Pep pep,
      ServiceDiscovery discovery) {
    this.surroundings = surroundings;
    this.self = self;
    this.keys = new OwnKeys(surroundings);
    this.directory = directory;
    OwnBundles bundles = new OwnBundles(surroundings, self, keys);
    this.announcement = new Announcement(surroundings, self, bundles, directory, pep);
    this.stock = new ClaimStock(surroundings, self, channel, discovery);
  }

  /**
   * What the servers know now.
   *
   * @param greetings the account's other devices when this one was announced for the first time
   * @param complete false when a version could not be published, and is to be tried again
   */
  record Published(List<Recipient> greetings, boolean complete) {}

  /**
   * Publishes what the servers do not have, and brings this device back into the lists.
   *
   * @throws TransportException when no version could be published
   */
  Published publish() throws TransportException, StoreException {
    keys.renew(self);
    Attempt attempt = new Attempt();
    SortedMap<OmemoVersion, DeviceList> lists = new TreeMap<>();
    attempt.each(v -> lists.put(v, directory.own(v)));
    Offered before = Offered.by(surroundings.account(), lists);
    chooseId(before);
    attempt.each(announcement::bundle);
    // Before anybody knows this device, so that its first sessions begin with claimed keys, too.
    stock.refill();
    attempt.each(announcement::list);
    attempt.requireSuccess();
    boolean first = !read(OwnDevice::announced);
    if (first) {
      write(OwnDevice::wasAnnounced);
    }
    return new Published(first ? others(before) : List.of(), attempt.isComplete());
  }

  private List<Recipient> others(Offered before) throws StoreException {
    List<Recipient> others = new ArrayList<>(before.recipients());
    others.removeIf(each -> each.device().equals(self.address()));
    for (Generations.Replaced gone :
        surroundings.store().transaction(rows -> new Generations(rows).replaced())) {
      others.removeIf(each -> each.device().device().equals(gone.device()));
    }
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
  private void chooseId(Offered published) throws StoreException {
    if (read(OwnDevice::idIsOurs)) {
      return;
    }
    while (published.contains(self.id())) {
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
          Directory.requireConnected(e);
          LOG.log(Level.WARNING, "{0} is not published: {1}", new Object[] {version, e.reason()});
          going.remove(version);
          failure = Optional.of(e);
        }
      }
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

  /** Asks the record of this device. */
  @FunctionalInterface
  private interface Question {
    boolean ask(OwnDevice device) throws StoreException;
  }

  /** Changes the record of this device. */
  @FunctionalInterface
  private interface Change {
    void make(OwnDevice device) throws StoreException;
  }

  private boolean read(Question question) throws StoreException {
    return surroundings.store().transaction(rows -> question.ask(new OwnDevice(rows)));
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
