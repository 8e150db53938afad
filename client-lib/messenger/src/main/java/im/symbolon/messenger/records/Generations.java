package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.CountRecord;
import im.symbolon.messenger.records.wire.GenerationRecord;
import im.symbolon.messenger.records.wire.ReplacedRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How often this store went online, and which devices this one replaced because it was old. */
public final class Generations {
  /** A server can claim anything: it must not make a device change its keys all the time. */
  public static final Duration BETWEEN_REPLACEMENTS = Duration.ofDays(1);

  private static final RowKey KEY = RowKey.of("this");
  private static final int REPLACED_KEPT = 20;

  private final Rows rows;

  public Generations(Rows rows) {
    this.rows = rows;
  }

  /**
   * A device that this one replaced.
   *
   * @param since when its store was last known to be the newest one: what came later may be missing
   *     here. Not when it found out that it was old, for which it had to go online
   */
  public record Replaced(DeviceId device, Instant at, Instant since) {}

  /**
   * How far this store has counted.
   *
   * @param last the last one that its server took over; {@link Generation#NONE} before the first
   * @param next the one that it may have by now. It stays the same until it is known that the
   *     server has it: attempts in vain must not catch up with what a newer store had counted
   */
  public record Count(Generation last, Generation next) {
    /** False for what can only come from this store's future, or from a copy of it. */
    public boolean explains(Generation servers) {
      return servers.number() < last.number() || servers.equals(last) || servers.equals(next);
    }
  }

  /** How far it has counted; empty before the first {@link #begin}. */
  public Optional<Count> count() throws StoreException {
    GenerationRecord found = load();
    if (!found.hasLast() && !found.hasNext()) {
      return Optional.empty();
    }
    return Optional.of(
        Stored.read(
            () -> {
              Generation last = last(found);
              return new Count(last, found.hasNext() ? read(found.getNext()) : last);
            }));
  }

  /** This store goes online; further attempts change nothing. */
  public Count begin(String mark, Instant now) throws StoreException {
    GenerationRecord found = load();
    Generation last = Stored.read(() -> last(found));
    if (!found.hasNext()) {
      save(
          found.toBuilder()
              .setNext(write(last.next(mark)))
              .setOnlineBeforeMs(found.getOnlineAtMs())
              .setOnlineAtMs(now.toEpochMilli())
              .build());
    }
    return count().orElseThrow(() -> new IllegalStateException("the count has just begun"));
  }

  /** The server has it, or knows more than this store, which is its own from now on. */
  public void taken(Generation servers) throws StoreException {
    save(load().toBuilder().setLast(write(servers)).clearNext().build());
  }

  private static Generation last(GenerationRecord found) {
    return found.hasLast() ? read(found.getLast()) : Generation.NONE;
  }

  private static Generation read(CountRecord found) {
    return new Generation(found.getNumber(), found.getMark());
  }

  private static CountRecord write(Generation generation) {
    return CountRecord.newBuilder()
        .setNumber(generation.number())
        .setMark(generation.mark())
        .build();
  }

  /** The devices whose place this one took, the last one first. */
  public List<Replaced> replaced() throws StoreException {
    List<Replaced> found = new ArrayList<>();
    for (ReplacedRecord each : load().getReplacedList()) {
      found.add(
          Stored.read(
              () ->
                  new Replaced(
                      DeviceId.of(each.getDevice()),
                      Instant.ofEpochMilli(each.getAtMs()),
                      Instant.ofEpochMilli(each.getSinceMs()))));
    }
    return Collections.unmodifiableList(found);
  }

  /** The device whose place this one took. */
  public Optional<Replaced> replacedLast() throws StoreException {
    return replaced().stream().findFirst();
  }

  /**
   * True unless this device took another's place less than a day ago. A time that lies days ahead
   * comes from a clock that was wrong, and forbids nothing.
   */
  public boolean mayReplace(Instant now) throws StoreException {
    Optional<Replaced> last = replacedLast();
    return !last.isPresent()
        || !now.isBefore(last.get().at().plus(BETWEEN_REPLACEMENTS))
        || now.isBefore(last.get().at().minus(BETWEEN_REPLACEMENTS));
  }

  /** A new device takes that one's place, and counts from the beginning. */
  public void replace(DeviceId device, Instant now) throws StoreException {
    GenerationRecord before = load();
    GenerationRecord.Builder out =
        GenerationRecord.newBuilder()
            .addReplaced(
                ReplacedRecord.newBuilder()
                    .setDevice(device.value())
                    .setAtMs(now.toEpochMilli())
                    .setSinceMs(newestAt(before)));
    before.getReplacedList().stream().limit(REPLACED_KEPT - 1).forEach(out::addReplaced);
    save(out.build());
  }

  /**
   * A copy that counted alike finds out after it has counted on: so the newest count is in doubt.
   */
  private static long newestAt(GenerationRecord found) {
    return found.getOnlineBeforeMs() > 0 ? found.getOnlineBeforeMs() : found.getOnlineAtMs();
  }

  private GenerationRecord load() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.GENERATION, KEY);
    return value.isPresent()
        ? Stored.read(() -> GenerationRecord.parseFrom(value.get()))
        : GenerationRecord.getDefaultInstance();
  }

  private void save(GenerationRecord value) throws StoreException {
    rows.put(Tables.GENERATION, KEY, value.toByteArray());
  }
}
