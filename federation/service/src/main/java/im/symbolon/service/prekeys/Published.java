package im.symbolon.service.prekeys;

import im.symbolon.protocol.prekeys.Stock;
import java.util.Objects;

/**
 * What came of a publication.
 *
 * @param identityReplaced true when the device was known with another identity key
 */
public record Published(Stock stock, boolean identityReplaced) {
  public Published {
    Objects.requireNonNull(stock);
  }
}
