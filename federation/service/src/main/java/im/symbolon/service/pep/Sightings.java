package im.symbolon.service.pep;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xmpp.packet.JID;

/** Which list each session saw last. Those that were not active for longest are forgotten. */
final class Sightings {
  static final int MAX_SESSIONS = 20_000;

  private record Place(String session, OmemoVersion omemo) {}

  private final Map<Place, Set<DeviceId>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Set<DeviceId>> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  synchronized void saw(JID session, OmemoVersion omemo, Set<DeviceId> devices) {
    seen.put(new Place(session.toString(), omemo), Set.copyOf(devices));
  }

  /** Empty when it has not seen any. */
  synchronized Optional<Set<DeviceId>> of(JID session, OmemoVersion omemo) {
    return Optional.ofNullable(seen.get(new Place(session.toString(), omemo)));
  }
}
