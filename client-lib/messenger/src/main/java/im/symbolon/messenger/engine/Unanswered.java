package im.symbolon.messenger.engine;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whose keys were asked for in vain, and how many of an account lately: a list of made-up devices
 * costs a few questions a minute, not one per device and message (PAINS P20). Thread-safe.
 */
final class Unanswered {
  /** How long a device without keys is left alone while others of the account can be reached. */
  private static final Duration KEYLESS = Duration.ofMinutes(1);

  /** Of one account in one version: more than anybody has devices. */
  private static final int QUESTIONS_A_MINUTE = 20;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int MANY = 5_000;

  private final Map<Place, Instant> asked = new HashMap<>();
  private final Map<Subject, Minute> minutes = new HashMap<>();

  private record Place(DeviceAddress device, OmemoVersion version) {}

  private record Subject(BareJid account, OmemoVersion version) {}

  private record Minute(Instant since, int questions) {}

  /**
   * Those of the devices that may be asked for now, and takes it that they are: the ones that were
   * never asked for first, then those longest ago.
   */
  synchronized SortedSet<DeviceId> choose(
      BareJid account, OmemoVersion version, SortedSet<DeviceId> devices, Round round) {
    List<DeviceId> worth = new ArrayList<>();
    for (DeviceId each : devices) {
      Instant last = last(account, version, each);
      if (!round.reachable() || !last.plus(KEYLESS).isAfter(round.now())) {
        worth.add(each);
      }
    }
    worth.sort(Comparator.comparing(each -> last(account, version, each)));
    Subject subject = new Subject(account, version);
    Minute minute = minute(subject, round.now());
    int count = Math.min(worth.size(), QUESTIONS_A_MINUTE - minute.questions());
    minutes.put(subject, new Minute(minute.since(), minute.questions() + count));
    return Collections.unmodifiableSortedSet(new TreeSet<>(worth.subList(0, count)));
  }

  /**
   * When somebody asks.
   *
   * @param reachable whether a message reaches other devices of the account
   */
  record Round(boolean reachable, Instant now) {}

  synchronized void inVain(DeviceAddress device, OmemoVersion version, Instant now) {
    if (asked.size() > MANY) {
      asked.values().removeIf(at -> at.plus(FORGOTTEN).isBefore(now));
      minutes.values().removeIf(minute -> minute.since().plus(FORGOTTEN).isBefore(now));
    }
    asked.put(new Place(device, version), now);
  }

  synchronized void answered(DeviceAddress device, OmemoVersion version) {
    asked.remove(new Place(device, version));
  }

  private Instant last(BareJid account, OmemoVersion version, DeviceId device) {
    Place place = new Place(new DeviceAddress(account, device), version);
    return asked.getOrDefault(place, Instant.EPOCH);
  }

  private Minute minute(Subject subject, Instant now) {
    Minute current = minutes.get(subject);
    return current == null || !current.since().plus(MINUTE).isAfter(now)
        ? new Minute(now, 0)
        : current;
  }
}
