package im.symbolon.messenger.chat;

import im.symbolon.protocol.BareJid;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who has a message of ours in a group, as they said themselves; in groups of more than 50 nobody
 * says so.
 *
 * @param delivered members of whom a device has opened it
 * @param read those of them who have read it, as far as they tell
 */
public record Reception(SortedSet<BareJid> delivered, SortedSet<BareJid> read) {
  /** Nobody, as far as is known. */
  public static final Reception NONE = new Reception(new TreeSet<>(), new TreeSet<>());

  public Reception {
    SortedSet<BareJid> all = new TreeSet<>(delivered);
    all.addAll(read);
    delivered = Collections.unmodifiableSortedSet(all);
    read = Collections.unmodifiableSortedSet(new TreeSet<>(read));
  }

  /** With somebody who has it, or has read it. */
  public Reception and(BareJid who, boolean wasRead) {
    SortedSet<BareJid> got = new TreeSet<>(delivered);
    SortedSet<BareJid> seen = new TreeSet<>(read);
    got.add(who);
    if (wasRead) {
      seen.add(who);
    }
    return new Reception(got, seen);
  }
}
