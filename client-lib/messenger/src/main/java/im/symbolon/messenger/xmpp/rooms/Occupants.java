package im.symbolon.messenger.xmpp.rooms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in a room now, as its server says. Bounded: rooms of ours have at most a thousand members,
 * and a server can make up any number. Whoever comes when it is full has no claim behind its name.
 */
final class Occupants {
  static final int MAX = 2_000;

  private final Map<Nick, ClaimedOccupant> byNick = new HashMap<>();

  /** What was known of that name before. */
  Optional<ClaimedOccupant> put(ClaimedOccupant occupant) {
    if (byNick.size() >= MAX && !byNick.containsKey(occupant.nick())) {
      return Optional.empty();
    }
    return Optional.ofNullable(byNick.put(occupant.nick(), occupant));
  }

  void remove(Nick nick) {
    byNick.remove(nick);
  }

  void rename(Nick from, Nick to) {
    ClaimedOccupant known = byNick.remove(from);
    if (known != null) {
      byNick.put(to, new ClaimedOccupant(to, known.account(), known.affiliation(), known.role()));
    }
  }

  Optional<ClaimedOccupant> find(Nick nick) {
    return Optional.ofNullable(byNick.get(nick));
  }

  List<ClaimedOccupant> all() {
    return Collections.unmodifiableList(new ArrayList<>(byNick.values()));
  }

  void clear() {
    byNick.clear();
  }
}
