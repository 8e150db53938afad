package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The history that this device gets from another one, and how far that has come.
 *
 * @param id names this transfer to the other device
 * @param cursor what to ask for next, in the other device's words; empty at the beginning
 */
public record HistoryTransfer(
    DeviceId from,
    Fingerprint identity,
    String id,
    Optional<String> cursor,
    HistoryProgress progress) {
  public HistoryTransfer {
    Objects.requireNonNull(from);
    Objects.requireNonNull(identity);
    Objects.requireNonNull(id);
    Objects.requireNonNull(cursor);
    Objects.requireNonNull(progress);
  }

  /** One that begins now. */
  public static HistoryTransfer begin(DeviceId from, Fingerprint identity, String id, Instant now) {
    HistoryProgress nothing = new HistoryProgress(0, 0, false, now);
    return new HistoryTransfer(from, identity, id, Optional.empty(), nothing);
  }

  /** A part came. */
  public HistoryTransfer at(Optional<String> next, HistoryProgress reached) {
    return new HistoryTransfer(from, identity, id, next, reached);
  }
}
