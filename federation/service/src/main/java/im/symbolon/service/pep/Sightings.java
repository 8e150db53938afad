package im.symbolon.service.pep;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xmpp.packet.JID;

/**
 * Which list each session saw last. Those that were not active for longest are forgotten.
 *
 * <p>An answer or a publication is seen at once. An event is only after {@link #CROSSING}: what the
 * session sends until then may have been written before the event came.
 */
final class Sightings {
  static final int MAX_SESSIONS = 20_000;

  /** As long as an event and a publication may be on their ways past each other. */
  static final Duration CROSSING = Duration.ofSeconds(5);

  private final Clock clock;

  private record Place(String session, OmemoVersion omemo) {}

  /**
   * What a session was given.
   *
   * @param before what it has seen until {@code from}
   * @param last what it has seen from then on
   */
  private record Seen(Optional<Set<DeviceId>> before, Set<DeviceId> last, Instant from) {
    Optional<Set<DeviceId>> at(Instant now) {
      return now.isBefore(from) ? before : Optional.of(last);
    }
  }

  private final Map<Place, Seen> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Seen> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  Sightings(Clock clock) {
    this.clock = clock;
  }

  /** It asked for this list, or published it. */
  synchronized void saw(JID session, OmemoVersion omemo, Set<DeviceId> devices) {
    seen.put(place(session, omemo), new Seen(Optional.empty(), Set.copyOf(devices), Instant.MIN));
  }

  /** An event with this list is on its way to the session. */
  synchronized void told(JID session, OmemoVersion omemo, Set<DeviceId> devices) {
    Optional<Set<DeviceId>> before = of(session, omemo);
    Instant from = clock.instant().plus(CROSSING);
    seen.put(place(session, omemo), new Seen(before, Set.copyOf(devices), from));
  }

  /** What it has certainly seen; empty when it has not seen any. */
  synchronized Optional<Set<DeviceId>> of(JID session, OmemoVersion omemo) {
    return Optional.ofNullable(seen.get(place(session, omemo))).flatMap(s -> s.at(clock.instant()));
  }

  /** What was sent to it last, whether it has come or not; empty when nothing was. */
  synchronized Optional<Set<DeviceId>> last(JID session, OmemoVersion omemo) {
    return Optional.ofNullable(seen.get(place(session, omemo))).map(Seen::last);
  }

  private static Place place(JID session, OmemoVersion omemo) {
    return new Place(session.toString(), omemo);
  }
}
