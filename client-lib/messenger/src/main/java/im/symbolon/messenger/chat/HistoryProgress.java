package im.symbolon.messenger.chat;

import java.time.Instant;

/**
 * How far the history has come that another device gives to this one.
 *
 * @param received lines that were gone through, of {@code total} there were when that was last said
 * @param heardAt when the other device last gave something, or was first asked
 */
public record HistoryProgress(long received, long total, boolean done, Instant heardAt) {
  public HistoryProgress {
    if (received < 0 || total < received) {
      throw new IllegalArgumentException("more than all");
    }
  }
}
