package im.symbolon.service.prekeys;

import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.Stock;
import java.util.List;
import java.util.Objects;

/**
 * What came of a claim.
 *
 * @param runningLow devices whose owner should be told now; each fall is reported once
 */
public record Claimed(ClaimResponse response, List<Stock> runningLow) {
  public Claimed {
    Objects.requireNonNull(response);
    runningLow = List.copyOf(runningLow);
  }
}
