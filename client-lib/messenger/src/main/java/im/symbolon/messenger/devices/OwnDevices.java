package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.records.ForeignDevices;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.OwnSightings;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.DeviceLabel;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a person asks and decides about the own devices. Each decision is stored and signed before
 * the call returns, and published as soon as there is a connection. Thread-safe.
 *
 * <p>Whatever changes the list returns false, and does nothing, when this device cannot sign it: it
 * is not linked, or its list key was revoked.
 */
public final class OwnDevices {
  private final OwnList list;

  public OwnDevices(OwnList list) {
    this.list = list;
  }

  /** Whether this device belongs to its account. */
  public Membership membership() throws StoreException {
    return list.membership();
  }

  /** The devices in the signed list, by id; none unless this device is LINKED. */
  public List<OwnDeviceView> all() throws StoreException {
    return list.transaction(this::all);
  }

  private List<OwnDeviceView> all(Rows rows) throws StoreException {
    Optional<SignedDeviceList> accepted = new OwnAccount(rows).accepted();
    List<OwnDeviceView> views = new ArrayList<>();
    if (accepted.isPresent()) {
      for (ListedDevice each : accepted.get().devices()) {
        boolean here = each.id().equals(list.self().id());
        Optional<Instant> seen =
            here ? Optional.empty() : new OwnSightings(rows).lastSeen(each.id());
        views.add(OwnDeviceView.of(each, seen, here));
      }
    }
    return Collections.unmodifiableList(views);
  }

  /** Devices of the account that are not in the list and not disowned, by id. */
  public List<ForeignDevice> foreign() throws StoreException {
    return list.transaction(
        rows -> {
          List<ForeignDevice> views = new ArrayList<>();
          for (ForeignDevices.Entry each : new ForeignDevices(rows).all()) {
            if (!each.disowned()) {
              Optional<Fingerprint> key = each.identity().map(Fingerprint::of);
              views.add(new ForeignDevice(each.device(), key, each.foundAt()));
            }
          }
          return Collections.unmodifiableList(views);
        });
  }

  /**
   * Gives a device another name.
   *
   * @throws IllegalArgumentException for a label that is none, see {@link DeviceLabel}
   */
  public boolean rename(DeviceId id, String label) throws StoreException {
    if (!DeviceLabel.isValid(label)) {
      throw new IllegalArgumentException("A name has up to 64 characters that people can read.");
    }
    return list.edit(
        (rows, before) ->
            before.device(id).map(each -> before.with(each.named(label))).orElse(before));
  }

  /**
   * Removes another device for good: it gets nothing any more from anybody, and cannot come back
   * under its id.
   *
   * <p>It still holds the list key, and whoever holds that can sign another device into the list,
   * which the others are told of. The devices that stay cannot take another key by themselves: the
   * account root alone certifies one, and is on none of them (REVIEW 2). So one that was stolen, or
   * went to somebody else as it was, is to be revoked with the recovery key, see {@link Recovery}.
   *
   * @throws IllegalArgumentException for this device
   */
  public boolean remove(DeviceId id) throws StoreException {
    if (id.equals(list.self().id())) {
      throw new IllegalArgumentException("A device does not remove itself.");
    }
    return list.edit((rows, before) -> without(before, id));
  }

  private Roster without(Roster before, DeviceId id) {
    Instant now = list.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return before.device(id).map(each -> before.without(each, now)).orElse(before);
  }

  /**
   * Takes a foreign device into the list: it is the owner's. From now on all encrypt to it.
   *
   * @param seen what the person compared
   * @throws OtherKeyException when the device does not have that key, or is not there
   */
  public boolean adopt(DeviceId id, Fingerprint seen) throws StoreException, OtherKeyException {
    Optional<IdentityKey> key =
        list.transaction(
            rows -> new ForeignDevices(rows).get(id).flatMap(ForeignDevices.Entry::identity));
    if (!key.filter(each -> Fingerprint.of(each).equals(seen)).isPresent()) {
      throw new OtherKeyException();
    }
    return list.edit((rows, before) -> with(rows, before, id, key.get()));
  }

  private Roster with(Rows rows, Roster before, DeviceId id, IdentityKey key)
      throws StoreException {
    Instant now = list.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    new ForeignDevices(rows).remove(id);
    return before.with(ListedDevice.foreign(id, key, "", now));
  }

  /**
   * Says that a device is not, or no more, the owner's: it is taken out of all lists, for good. If
   * it comes back, somebody has the password.
   *
   * @throws IllegalArgumentException for a device of ours; remove it
   */
  public boolean disown(DeviceId id) throws StoreException {
    return list.edit(
        (rows, before) -> {
          if (before.device(id).filter(d -> d.kind() == DeviceKind.SYMBOLON).isPresent()) {
            throw new IllegalArgumentException("A device of ours is removed, not disowned.");
          }
          ForeignDevices foreign = new ForeignDevices(rows);
          Optional<ForeignDevices.Entry> asked = foreign.get(id);
          if (asked.isPresent()) {
            ForeignDevices.Entry it = asked.get();
            foreign.put(new ForeignDevices.Entry(it.device(), it.identity(), it.foundAt(), true));
          }
          return without(before, id);
        });
  }

  /** After how long a silence devices are removed. */
  public Duration expiry() throws StoreException {
    return list.transaction(rows -> new OwnAccount(rows).expiry().orElse(Upkeep.EXPIRY));
  }

  /**
   * Sets it, for this device's judgement.
   *
   * @throws IllegalArgumentException for less than a week
   */
  public void expireAfter(Duration silence) throws StoreException {
    if (silence.compareTo(Duration.ofDays(7)) < 0) {
      throw new IllegalArgumentException("Devices are not removed after less than a week.");
    }
    list.transaction(
        rows -> {
          new OwnAccount(rows).expiry(silence);
          return null;
        });
    Outcome outcome = new Outcome();
    outcome.keysDue();
    list.done(outcome);
  }

  /**
   * Makes a device of the same account that runs in this very program a member, without a code: no
   * secret leaves the program.
   *
   * @throws GrantException when this device cannot, or the other does not take it
   */
  public void admit(OwnDevices other) throws StoreException, GrantException {
    try (Grant grant = list.grant()) {
      Fingerprint newcomer = Fingerprint.of(other.list.self().identity().publicKey());
      list.transaction(
          rows -> {
            new OwnAccount(rows).approve(newcomer);
            return null;
          });
      other.list.adoptGrant(grant);
    }
  }
}
