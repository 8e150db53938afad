package im.symbolon.lab.bench;

import java.util.Arrays;

/**
 * How fast something went that was done many times.
 *
 * @param p99Millis what 99 of 100 did not exceed
 */
record Pace(double perSecond, double p99Millis) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Of these.
   *
   * @param nanos how long each took
   * @param wall ns from the first one's beginning to the last one's end
   */
  static Pace of(long[] nanos, long wall) {
    return new Pace(nanos.length * NANOS_PER_SECOND / wall, p99Millis(nanos));
  }

  /** The time that 99 of 100 did not exceed; nothing of nothing. */
  static double p99Millis(long[] nanos) {
    if (nanos.length == 0) {
      return 0;
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(0.99 * sorted.length) - 1] / NANOS_PER_MILLI;
  }
}
