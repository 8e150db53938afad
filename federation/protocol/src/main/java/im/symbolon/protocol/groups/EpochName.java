package im.symbolon.protocol.groups;

import im.symbolon.protocol.xml.Numbers;
import java.util.Objects;

/**
 * One epoch of a group, as messages refer to it.
 *
 * @param number from 0, the first one's, to {@value Numbers#MAX}
 */
public record EpochName(long number, EpochHash hash) {
  public EpochName {
    if (number < 0 || number > Numbers.MAX) {
      throw new IllegalArgumentException("number of an epoch out of range");
    }
    Objects.requireNonNull(hash);
  }
}
