package im.symbolon.world.fuzz;

import java.util.List;

/**
 * What came of a run.
 *
 * @param seed of the run
 * @param events how many happened
 * @param written how many messages people wrote
 * @param gone how many of them were lost with the last device that had them
 * @param expected how often one had to be shown by a device
 * @param findings everything that is not as promised
 * @param digest of everything that all devices show in the end: runs of one script have the same
 */
public record FuzzResult(
    long seed,
    int events,
    int written,
    int gone,
    long expected,
    List<Finding> findings,
    String digest) {

  /** Which promise was broken. */
  public enum Promise {
    /** A device does not show a message that it has to. */
    LOST,
    /** A device shows or told a message more than once. */
    DUPLICATED,
    /** A device shows a line where a message should stand. */
    UNREADABLE
  }

  /**
   * Something that is not as promised.
   *
   * @param device which one
   * @param what for people
   */
  public record Finding(Promise promise, String device, String what) {}

  public FuzzResult {
    findings = List.copyOf(findings);
  }

  /** How often that promise was broken. */
  public long count(Promise promise) {
    return findings.stream().filter(each -> each.promise() == promise).count();
  }

  public boolean ok() {
    return findings.isEmpty();
  }
}
