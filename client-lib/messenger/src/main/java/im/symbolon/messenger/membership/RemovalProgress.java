package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * "Removed; confirmed by N of M" (REVIEW 10): whoever has not confirmed may still write to the one
 * who was removed.
 *
 * @param confirmed members who have shown to know of it
 * @param waiting members who have not
 * @param unable foreign members, who never will: their clients know nothing of epochs
 */
public record RemovalProgress(
    BareJid removed,
    SortedSet<BareJid> confirmed,
    SortedSet<BareJid> waiting,
    SortedSet<BareJid> unable) {
  public RemovalProgress {
    confirmed = Collections.unmodifiableSortedSet(new TreeSet<>(confirmed));
    waiting = Collections.unmodifiableSortedSet(new TreeSet<>(waiting));
    unable = Collections.unmodifiableSortedSet(new TreeSet<>(unable));
  }

  /** The M of "N of M": everybody who can confirm. */
  public int all() {
    return confirmed.size() + waiting.size();
  }

  public boolean isComplete() {
    return waiting.isEmpty() && unable.isEmpty();
  }
}
