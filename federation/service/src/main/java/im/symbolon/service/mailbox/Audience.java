package im.symbolon.service.mailbox;

import im.symbolon.protocol.DeviceId;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Who has to have a message before it may go early.
 *
 * @param devices none when nothing can prove that everybody has it, so that time alone decides
 */
record Audience(SortedSet<DeviceId> devices) {
  /** Not known, never to be known, or with devices that acknowledge nothing. */
  static final Audience UNPROVABLE = new Audience(Collections.emptySortedSet());

  Audience {
    Objects.requireNonNull(devices);
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
  }

  /** As it is stored. Ordered, so that one audience has one text. */
  String text() {
    return devices.stream().map(DeviceId::toString).collect(Collectors.joining(","));
  }

  /** Reads {@link #text}. */
  static Audience ofText(String text) {
    if (text.isEmpty()) {
      return UNPROVABLE;
    }
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (String each : text.split(",", -1)) {
      devices.add(new DeviceId(Integer.parseInt(each)));
    }
    return new Audience(devices);
  }

  /**
   * Up to which place everybody has everything.
   *
   * @param acknowledged of each device, 0 for one that has acknowledged nothing, {@link
   *     Long#MAX_VALUE} for one that is not waited for any more
   */
  long provenUpTo(ToLongFunction<DeviceId> acknowledged) {
    return devices.stream()
        .map(acknowledged::applyAsLong)
        .min(Comparator.naturalOrder())
        .orElse(0L);
  }
}
