package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.ForeignDevices;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Keeps the server's copy of the own list true, one step at a time: look, take, publish. Nothing of
 * it holds a transaction while it waits for the network; every step can be repeated.
 */
public final class OwnRound {
  private static final String CURRENT = "current";

  /** Of devices that are new on the account, no more are asked about in one round. */
  private static final int NEW_AT_ONCE = 10;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Pep pep;
  private final Keys keys;
  private final Consumer<Outcome> act;
  private Optional<Seen> last = Optional.empty();

  /** Asks the server for the identity key of an own device. */
  @FunctionalInterface
  public interface Keys {
    /** Empty when none can be had. */
    Optional<IdentityKey> of(DeviceId device) throws TransportException;
  }

  /**
   * @param act does what is due after each transaction
   */
  public OwnRound(
      Surroundings surroundings, ThisDevice self, Pep pep, Keys keys, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.pep = pep;
    this.keys = keys;
    this.act = act;
  }

  /** What the server shows. */
  public final class Look {
    private final Shown shown;

    private Look(Shown shown) {
      this.shown = shown;
    }

    /** True when the list names a device with that id, or did. */
    public boolean uses(DeviceId id) {
      return shown.uses(id);
    }

    /** Takes note of it, and does what time asks for. Returns what this device is now. */
    public Membership take() throws StoreException {
      Outcome outcome = new Outcome();
      Membership now =
          surroundings
              .store()
              .transaction(
                  rows -> {
                    new Reconciliation(surroundings, self, rows, outcome).look(shown);
                    new Upkeep(surroundings, self, rows, outcome).run();
                    new KeySuccession(surroundings, self).askIfDue(rows, outcome);
                    return new OwnAccount(rows).membership();
                  });
      act.accept(outcome);
      return now;
    }
  }

  /**
   * Asks the server for the own list.
   *
   * @throws TransportException when it could not be asked: that is no answer
   */
  public Look look() throws TransportException, StoreException {
    Optional<XmlElement> item = pep.item(surroundings.account(), Namespaces.DEVICES, CURRENT);
    if (item.isPresent()) {
      return new Look(shown(item.get()));
    }
    return new Look(hasTraces() ? Shown.unreadable() : Shown.nothing());
  }

  /**
   * Devices of ours that belong to an account count their streams there ({@link
   * im.symbolon.messenger.rollback}): where one did, there is a list, whatever the server says, and
   * a second root beside the first one would part the account's devices.
   */
  private boolean hasTraces() throws TransportException, StoreException {
    boolean first =
        surroundings.store().transaction(rows -> new OwnAccount(rows).membership())
            == Membership.FIRST_TIME;
    try {
      return first && !pep.items(surroundings.account(), Namespaces.GENERATION).isEmpty();
    } catch (TransportException e) {
      if (e.stanzaError().isPresent() || e.reason() == TransportException.Reason.PROTOCOL) {
        return false; // a server that keeps no counts has no traces either
      }
      throw e;
    }
  }

  /** The server shows the same again and again: signatures that were checked stay good. */
  private synchronized Shown shown(XmlElement item) {
    if (!last.filter(each -> each.item().equals(item)).isPresent()) {
      last = Optional.of(new Seen(item, Shown.of(surroundings.account(), item)));
    }
    return last.get().shown();
  }

  private record Seen(XmlElement item, Shown shown) {}

  /** Publishes the accepted list, when the server does not have it. */
  public void publish() throws TransportException, StoreException {
    Optional<SignedDeviceList> due = surroundings.store().transaction(OwnRound::unpublished);
    if (due.isPresent()) {
      publish(due.get());
      surroundings
          .store()
          .transaction(
              rows -> {
                if (unpublished(rows).equals(due)) {
                  new OwnAccount(rows).published(true);
                }
                return null;
              });
    }
  }

  private void publish(SignedDeviceList list) throws TransportException {
    XmlElement item = SignedDeviceListCodec.encode(list);
    pep.publish(Namespaces.DEVICES, CURRENT, item, NodeOptions.OPEN_SINGLE);
  }

  /**
   * Takes this device out of the list for good, which is published before this returns.
   *
   * @return false, and nothing was done, for one that cannot sign the list, or is the only one
   * @throws TransportException when the server could not be asked, and nothing was done; or when it
   *     was not told, and this device is none of its account's any more nevertheless
   */
  public boolean leave() throws TransportException, StoreException {
    look().take();
    Outcome outcome = new Outcome();
    Optional<SignedDeviceList> last =
        surroundings
            .store()
            .transaction(rows -> new Founding(surroundings, self, rows).leave(outcome));
    act.accept(outcome);
    if (last.isPresent()) {
      publish(last.get());
    }
    return last.isPresent();
  }

  private static Optional<SignedDeviceList> unpublished(Rows rows) throws StoreException {
    OwnAccount account = new OwnAccount(rows);
    return account.membership() == Membership.LINKED
        ? account.list().filter(kept -> !kept.published()).map(OwnAccount.Kept::list)
        : Optional.empty();
  }

  /** True when a notification is about the own list and says something new. */
  public boolean isNews(PepEvent event) throws StoreException {
    if (!event.node().equals(Namespaces.DEVICES) || !event.from().equals(surroundings.account())) {
      return false;
    }
    Optional<SignedDeviceList> known =
        surroundings
            .store()
            .transaction(rows -> new OwnAccount(rows).list().map(OwnAccount.Kept::list));
    Optional<SignedDeviceList> told = event.payload().flatMap(item -> shown(item).list());
    return !told.isPresent() || !told.equals(known);
  }

  /** Devices that are to stand in no list of OMEMO's: they were removed, or disowned. */
  public Set<DeviceId> excluded() throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              Set<DeviceId> out = new TreeSet<>();
              for (Tombstone each : roster(rows).tombstones().values()) {
                out.add(each.id());
              }
              for (ForeignDevices.Entry each : new ForeignDevices(rows).all()) {
                if (each.disowned()) {
                  out.add(each.device());
                }
              }
              return out;
            });
  }

  /**
   * Looks at the devices that OMEMO's lists name: those that are in the signed list neither as
   * members nor as removed are foreign, and told about once.
   *
   * @return false when one of them has no keys yet, as clients publish lists before bundles
   */
  public boolean strangers(Collection<DeviceId> offered) throws TransportException, StoreException {
    List<DeviceId> unknown = surroundings.store().transaction(rows -> withoutKey(rows, offered));
    boolean complete = true;
    for (DeviceId each : unknown) {
      Optional<IdentityKey> identity = keys.of(each);
      complete &= identity.isPresent();
      Outcome outcome = new Outcome();
      surroundings
          .store()
          .transaction(
              rows -> {
                found(rows, each, identity, outcome);
                return null;
              });
      act.accept(outcome);
    }
    return complete;
  }

  /** True when {@link #strangers} has something to ask about these. */
  public boolean hasStrangers(Collection<DeviceId> offered) throws StoreException {
    return !surroundings.store().transaction(rows -> withoutKey(rows, offered)).isEmpty();
  }

  private List<DeviceId> withoutKey(Rows rows, Collection<DeviceId> offered) throws StoreException {
    Roster roster = roster(rows);
    ForeignDevices foreign = new ForeignDevices(rows);
    int room = ForeignDevices.MAX - foreign.all().size();
    List<DeviceId> wanted = new ArrayList<>();
    for (DeviceId each : offered) {
      Optional<ForeignDevices.Entry> known = foreign.get(each);
      boolean member =
          each.equals(self.id())
              || roster.device(each).isPresent()
              || roster.tombstone(each).isPresent();
      boolean keyless = known.filter(entry -> !entry.identity().isPresent()).isPresent();
      if (!member
          && wanted.size() < NEW_AT_ONCE
          && (keyless || (!known.isPresent() && room-- > 0))) {
        wanted.add(each);
      }
    }
    return wanted;
  }

  private void found(Rows rows, DeviceId device, Optional<IdentityKey> identity, Outcome outcome)
      throws StoreException {
    ForeignDevices foreign = new ForeignDevices(rows);
    Optional<ForeignDevices.Entry> known = foreign.get(device);
    if (!known.isPresent()) {
      outcome.news(listener -> listener.foreignDeviceFound(device));
      outcome.devicesChanged(self.account());
    }
    if (!known.isPresent() || identity.isPresent()) {
      Instant now = surroundings.clock().instant();
      boolean disowned = known.map(ForeignDevices.Entry::disowned).orElse(false);
      Instant since = known.map(ForeignDevices.Entry::foundAt).orElse(now);
      foreign.put(new ForeignDevices.Entry(device, identity, since, disowned));
    }
  }

  private static Roster roster(Rows rows) throws StoreException {
    return new OwnAccount(rows).accepted().map(Roster::of).orElse(Roster.empty());
  }
}
