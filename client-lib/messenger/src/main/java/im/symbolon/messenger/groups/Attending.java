package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.records.Unconfirmed;
import im.symbolon.messenger.records.Unconfirmed.Stranger;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is in a room without having been added by an admin. A room hears of a change before or after
 * the members do, so people are told when it stays like that for a while.
 */
final class Attending {
  /** Before people are told. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Of one room: whoever lets in more than that has made the point. */
  private static final int MAX_STRANGERS = 20;

  private Attending() {}

  /**
   * The room's server said who is in it.
   *
   * @return whether there is somebody of whom people may have to be told later
   */
  static boolean seen(Gate gate, GroupState group) throws StoreException {
    Unconfirmed kept = new Unconfirmed(gate.rows());
    SortedMap<BareJid, Stranger> before = kept.of(group.room());
    SortedMap<BareJid, Stranger> now = new TreeMap<>();
    for (BareJid each : group.present()) {
      if (isUnconfirmed(group.membership(), each) && now.size() < MAX_STRANGERS) {
        Stranger known = before.getOrDefault(each, new Stranger(each, gate.now(), false));
        now.put(each, told(gate, group, known));
      }
    }
    if (!now.equals(before)) {
      kept.put(group.room(), now.values());
      gate.outcome().news(each -> each.groupChanged(group.room()));
    }
    return now.values().stream().anyMatch(each -> !each.told());
  }

  /** Whom no branch names; who left is on the way out. */
  private static boolean isUnconfirmed(Membership membership, BareJid person) {
    return !GroupViews.listed(membership).containsKey(person) && !membership.hasLeft(person);
  }

  private static Stranger told(Gate gate, GroupState group, Stranger stranger)
      throws StoreException {
    if (stranger.told() || stranger.since().plus(PATIENCE).isAfter(gate.now())) {
      return stranger;
    }
    String occasion = stranger.account() + " " + stranger.since().toEpochMilli();
    new Lines(gate.rows(), gate.now(), gate.outcome())
        .write(group.room(), Note.MEMBER_UNCONFIRMED, occasion);
    gate.outcome().news(each -> each.memberUnconfirmed(group.room(), stranger.account()));
    return stranger.known();
  }
}
