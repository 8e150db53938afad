package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.ServiceAddresses;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all device lists of an account, for whoever must not overlook a device: what could not be
 * read for certain counts as nothing known. No signature is checked. Thread-safe.
 */
public final class AccountLists {
  /** Local lists, which cost the server little. */
  private static final Duration KEPT = Duration.ofSeconds(5);

  /** More than anybody gets while one list is read. */
  private static final int MAX_WAITING = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(AccountLists.class);

  /**
   * What an account says.
   *
   * @param signed empty when there is none, or what is there is none
   * @param announced the devices of its OMEMO lists, of all versions together
   */
  public record Lists(Optional<SignedDeviceList> signed, SortedSet<DeviceId> announced) {
    public Lists {
      Objects.requireNonNull(signed);
      announced = Collections.unmodifiableSortedSet(new TreeSet<>(announced));
    }
  }

  private final Host host;
  private final PepItems items;
  private final Lookups<Optional<Lists>> lookups;

  public AccountLists(ServiceAddresses addresses, Host host, Clock clock) {
    this.host = host;
    this.items = new PepItems(addresses, host);
    this.lookups = new Lookups<>(this::find, KEPT, clock, MAX_WAITING);
  }

  /**
   * Calls back once on the host's worker, or never when that has too much to do. Returns at once,
   * throws nothing.
   *
   * @param then gets nothing when a list could not be read; what it gets may be seconds old
   */
  public void ask(BareJid account, Consumer<Optional<Lists>> then) {
    host.worker().execute(() -> lookups.ask(account, lists -> guarded(then, lists)));
  }

  private static void guarded(Consumer<Optional<Lists>> then, Optional<Lists> lists) {
    try {
      then.accept(lists);
    } catch (RuntimeException e) {
      LOG.warn("What follows from a device list was not done", e);
    }
  }

  private void find(BareJid account, Consumer<Optional<Lists>> then) {
    omemo(account, OmemoVersion.OMEMO_2, modern -> legacy(account, modern, then));
  }

  private void legacy(
      BareJid account, Optional<Set<DeviceId>> modern, Consumer<Optional<Lists>> then) {
    if (!modern.isPresent()) {
      then.accept(Optional.empty());
      return;
    }
    omemo(
        account,
        OmemoVersion.LEGACY,
        legacy -> {
          if (legacy.isPresent()) {
            SortedSet<DeviceId> all = new TreeSet<>(modern.get());
            all.addAll(legacy.get());
            signed(account, all, then);
          } else {
            then.accept(Optional.empty());
          }
        });
  }

  private void omemo(
      BareJid account, OmemoVersion version, Consumer<Optional<Set<DeviceId>>> then) {
    WireFormat format = WireFormat.of(version);
    items.find(account, format.devicesNode(), found -> then.accept(devices(format, found)));
  }

  private static Optional<Set<DeviceId>> devices(WireFormat format, PepItems.Found found) {
    if (!found.isCertain()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          found.content().isPresent()
              ? format.decodeDevices(found.content().get()).devices()
              : Set.of());
    } catch (ProtocolException e) {
      return Optional.empty(); // some other client may well read it
    }
  }

  private void signed(
      BareJid account, SortedSet<DeviceId> announced, Consumer<Optional<Lists>> then) {
    items.find(
        account,
        Namespaces.DEVICES,
        found ->
            then.accept(
                found.isCertain()
                    ? Optional.of(new Lists(found.content().flatMap(AccountLists::list), announced))
                    : Optional.empty()));
  }

  private static Optional<SignedDeviceList> list(XmlElement item) {
    try {
      return Optional.of(SignedDeviceListCodec.decode(item));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
