package im.symbolon.service.mailbox;

import im.symbolon.protocol.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Which messages of one audience nobody needs any more: those up to {@code upTo} that came before
 * {@code before}, if {@code upToForAll} covers them or they came before {@code beforeOthers}.
 *
 * @param upTo everybody whom they wait for has these
 * @param before what came later may be for devices that are not known yet
 * @param upToForAll everybody has these, devices that were added later included
 * @param beforeOthers what came earlier is for nobody who was added later
 */
record Proven(long upTo, Instant before, long upToForAll, Instant beforeOthers) {
  /**
   * Waits for latecomers who have not acknowledged as much.
   *
   * @param acknowledged of each device; what lacks has acknowledged nothing
   */
  static Proven with(
      long upTo,
      Instant before,
      List<AccountDevices.Latecomer> latecomers,
      Map<DeviceId, Long> acknowledged) {
    long forAll = upTo;
    Instant beforeOthers = before;
    for (AccountDevices.Latecomer each : latecomers) {
      long theirs = acknowledged.getOrDefault(each.device(), 0L);
      if (theirs < upTo) {
        forAll = Math.min(forAll, theirs);
        beforeOthers = each.since().isBefore(beforeOthers) ? each.since() : beforeOthers;
      }
    }
    return new Proven(upTo, before, forAll, beforeOthers);
  }
}
