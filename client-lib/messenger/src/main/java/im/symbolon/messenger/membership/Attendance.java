package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The signed list beside what the room's server says.
 *
 * @param reached in both: a message is for them
 * @param unconfirmed in the room alone: the server let them in, no admin did; they get nothing
 * @param absent in the list alone
 */
public record Attendance(
    SortedSet<BareJid> reached, SortedSet<BareJid> unconfirmed, SortedSet<BareJid> absent) {
  public Attendance {
    reached = Collections.unmodifiableSortedSet(new TreeSet<>(reached));
    unconfirmed = Collections.unmodifiableSortedSet(new TreeSet<>(unconfirmed));
    absent = Collections.unmodifiableSortedSet(new TreeSet<>(absent));
  }

  static Attendance of(Set<BareJid> listed, Set<BareJid> inRoom) {
    return new Attendance(
        only(listed, inRoom, true), only(inRoom, listed, false), only(listed, inRoom, false));
  }

  private static SortedSet<BareJid> only(Set<BareJid> of, Set<BareJid> other, boolean in) {
    SortedSet<BareJid> out = new TreeSet<>(of);
    out.removeIf(each -> other.contains(each) != in);
    return out;
  }
}
