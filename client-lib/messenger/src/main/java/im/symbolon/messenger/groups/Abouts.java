package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.GroupTopics;
import im.symbolon.messenger.records.GroupTopics.About;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.Member;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What groups are called and what they are about: said by admins, end to end, and the last word
 * counts. Thread-safe.
 */
final class Abouts {
  /** Clocks may be ahead, but nobody has the last word for ever. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private static final int MAX_EARLY = 50;

  private final Surroundings surroundings;

  /** What came before the epoch did that its sender is an admin of. */
  private final Map<DeviceAddress, GroupAbout> early =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceAddress, GroupAbout> eldest) {
          return size() > MAX_EARLY;
        }
      };

  Abouts(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** An own decision: stored, and told to everybody. */
  void say(Gate gate, GroupState group, GroupAbout about) throws StoreException {
    new GroupTopics(gate.rows()).put(group.room(), own(about));
    tell(gate, about, group.readers());
    gate.outcome().news(each -> each.groupChanged(group.room()));
  }

  /** What this device says about it is never older than what it knows. */
  GroupAbout next(Gate gate, GroupState group, String name, String topic) throws StoreException {
    About known = new GroupTopics(gate.rows()).of(group.room()).get();
    boolean late = known.at().isBefore(gate.now());
    return new GroupAbout(
        group.entry().place(), name, topic, late ? gate.now() : known.at().plusMillis(1));
  }

  /** The first word about a new group. */
  void begin(Gate gate, GroupAbout about, Collection<Member> members) throws StoreException {
    new GroupTopics(gate.rows()).put(about.place().room(), own(about));
    tell(gate, about, members);
  }

  private About own(GroupAbout about) {
    return new About(about.name(), about.topic(), about.at(), Optional.of(surroundings.account()));
  }

  /** Tells what is known to people who were just added. */
  void tell(Gate gate, Groups.Entry group, Collection<Member> whom) throws StoreException {
    Optional<GroupAbout> known = known(gate, group);
    if (known.isPresent()) {
      tell(gate, known.get(), whom);
    }
  }

  /** Tells our own other devices, which may be new. */
  void tellOwn(Gate gate, Groups.Entry group) throws StoreException {
    Optional<GroupAbout> known = known(gate, group);
    if (known.isPresent()) {
      gate.queue(
          OutboxEntry.epoch(
              surroundings.newId(), surroundings.account(), known.get().toXml(), gate.now()));
    }
  }

  private static Optional<GroupAbout> known(Gate gate, Groups.Entry group) throws StoreException {
    return new GroupTopics(gate.rows())
        .of(group.room())
        .filter(each -> each.by().isPresent())
        .map(each -> new GroupAbout(group.place(), each.name(), each.topic(), each.at()));
  }

  private void tell(Gate gate, GroupAbout about, Collection<Member> whom) throws StoreException {
    for (Member each : whom) {
      if (!each.isForeign()) {
        gate.queue(OutboxEntry.epoch(surroundings.newId(), each.jid(), about.toXml(), gate.now()));
      }
    }
  }

  /**
   * From a device. What an admin says counts when it is newer than what is known, and so does what
   * an own device has heard.
   */
  void take(Gate gate, DeviceAddress sender, GroupAbout about) throws StoreException {
    Optional<GroupState> group =
        GroupState.of(gate.rows(), about.place().room())
            .filter(each -> each.entry().place().equals(about.place()));
    boolean own = sender.account().equals(surroundings.account());
    boolean mayBeKnownLater = !group.isPresent() || (!own && !isAdmin(group.get(), sender));
    if (mayBeKnownLater) {
      keep(sender, about);
    } else if (Speaker.of(gate, group.get(), sender) == Speaker.ACCEPTED) {
      take(gate, about, sender.account());
    }
  }

  private void take(Gate gate, GroupAbout said, BareJid by) throws StoreException {
    GroupTopics topics = new GroupTopics(gate.rows());
    BareJid room = said.place().room();
    About about = new About(said.name(), said.topic(), said.at(), Optional.of(by));
    boolean newer =
        topics.of(room).filter(known -> isNewer(about, known, surroundings.account())).isPresent();
    if (newer && !said.at().isAfter(gate.now().plus(AHEAD))) {
      topics.put(room, about);
      gate.outcome().news(each -> each.groupChanged(room));
    }
  }

  /** What an own device passes on was said by somebody else: it settles nothing between two. */
  private static boolean isNewer(About about, About known, BareJid self) {
    boolean later = about.at().isAfter(known.at());
    return later || (!about.by().equals(Optional.of(self)) && about.isAfter(known));
  }

  private static boolean isAdmin(GroupState group, DeviceAddress sender) {
    Member member = group.membership().readers().get(sender.account());
    return member != null && member.role().mayChange();
  }

  private synchronized void keep(DeviceAddress sender, GroupAbout about) {
    early.put(sender, about);
  }

  /** Something is known of that group that was not before. */
  void retry(Gate gate, BareJid room) throws StoreException {
    Map<DeviceAddress, GroupAbout> again = new LinkedHashMap<>();
    synchronized (this) {
      early.forEach(
          (sender, about) -> {
            if (about.place().room().equals(room)) {
              again.put(sender, about);
            }
          });
      early.keySet().removeAll(again.keySet());
    }
    for (Map.Entry<DeviceAddress, GroupAbout> each : again.entrySet()) {
      take(gate, each.getKey(), each.getValue());
    }
  }
}
