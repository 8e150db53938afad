package im.symbolon.service.mailbox;

import java.util.Objects;

/**
 * One page of what matches.
 *
 * @param part the places that the page may be of; the count is of all that match the filter
 * @param max messages at most; 0 to count only
 * @param fromEnd true for the last ones of the part, else the first ones
 */
record Query(Filter filter, Filter.Range part, int max, boolean fromEnd) {
  /** Messages of a page at most. */
  static final int MAX = 100;

  Query {
    Objects.requireNonNull(filter);
    Objects.requireNonNull(part);
    if (max < 0 || max > MAX) {
      throw new IllegalArgumentException("a page has 0 to " + MAX + " messages");
    }
  }
}
