package im.symbolon.messenger.search;

import java.util.List;
import java.util.Optional;

/**
 * A page of what was found, the newest first.
 *
 * @param next where the next page begins; empty after the last
 */
public record Hits(List<Hit> hits, Optional<Mark> next) {
  public static final Hits NONE = new Hits(List.of(), Optional.empty());

  public Hits {
    hits = List.copyOf(hits);
  }
}
