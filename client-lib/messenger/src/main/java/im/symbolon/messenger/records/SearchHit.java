package im.symbolon.messenger.records;

import im.symbolon.protocol.BareJid;
import java.util.Comparator;

/**
 * Where a line is that was looked for. In the order in which hits are shown: the newest first.
 *
 * @param place in its chat
 */
public record SearchHit(BareJid chat, long place) implements Comparable<SearchHit> {
  private static final Comparator<SearchHit> ORDER =
      Comparator.comparing(SearchHit::place).reversed().thenComparing(SearchHit::chat);

  @Override
  public int compareTo(SearchHit other) {
    return ORDER.compare(this, other);
  }
}
