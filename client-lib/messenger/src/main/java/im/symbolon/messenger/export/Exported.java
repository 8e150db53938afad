package im.symbolon.messenger.export;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A copy that was made.
 *
 * @param where it is
 * @param messages in it
 * @param files in it
 * @param absentFiles that were wanted and are not on this device
 * @param leftOut messages that are to disappear
 */
public record Exported(Path where, long messages, long files, long absentFiles, long leftOut) {
  public Exported {
    Objects.requireNonNull(where);
  }
}
