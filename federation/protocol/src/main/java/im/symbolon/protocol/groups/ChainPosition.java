package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Numbers;
import java.util.Objects;

/**
 * One message's place in a sender chain.
 *
 * @param iteration from 0 to {@value #MAX_MESSAGES} − 1
 */
public record ChainPosition(ChainId chain, int iteration) {
  /** Messages of one chain; after them its sender begins another. So no jump is ever longer. */
  public static final int MAX_MESSAGES = 1000;

  public ChainPosition {
    Objects.requireNonNull(chain);
    if (iteration < 0 || iteration >= MAX_MESSAGES) {
      throw new IllegalArgumentException("no chain has such an iteration");
    }
  }

  /**
   * Reads the two attributes' texts.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED or OUT_OF_RANGE
   */
  static ChainPosition parse(String chain, String iteration) throws ProtocolException {
    return new ChainPosition(
        ChainId.parse(chain), (int) Numbers.parse(iteration, MAX_MESSAGES - 1));
  }
}
