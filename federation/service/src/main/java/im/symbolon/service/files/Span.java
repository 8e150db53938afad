package im.symbolon.service.files;

import java.time.Duration;
import java.time.Instant;

/**
 * From when until when something is there.
 *
 * @param begin seconds since 1970
 * @param end seconds since 1970
 */
record Span(long begin, long end) {
  static Span of(Instant begin, Duration length) {
    return new Span(begin.getEpochSecond(), begin.plus(length).getEpochSecond());
  }
}
