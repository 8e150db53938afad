package im.symbolon.service.files;

import java.time.Duration;

/**
 * How long things are there, in whole seconds.
 *
 * @param slot until an upload must have begun (XEP-0363 §8: around 300 s)
 * @param upload until it must be complete; what is not is taken away
 * @param retention from then on until the file is erased
 */
public record FileTimes(Duration slot, Duration upload, Duration retention) {
  public static final FileTimes DEFAULT =
      new FileTimes(Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofDays(30));

  public FileTimes {
    if (slot.toSeconds() < 1 || upload.toSeconds() < 1 || retention.toSeconds() < 1) {
      throw new IllegalArgumentException("nothing is there for less than a second");
    }
  }
}
