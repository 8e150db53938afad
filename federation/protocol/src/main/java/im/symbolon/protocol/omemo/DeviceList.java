package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The devices that an account announces (XEP-0384 §5.3.1), in ascending order, {@value
 * #MAX_DEVICES} at most. May be empty.
 *
 * <p>Labels are not kept: the ones of OMEMO are unsigned in the versions in use, and a label that
 * nobody signed must be ignored (XEP-0384 §5.3.1).
 */
public record DeviceList(SortedSet<DeviceId> devices) {
  /** Far more than people own; a bound for what a hostile list can make us do. */
  public static final int MAX_DEVICES = 200;

  private static final DeviceList EMPTY = new DeviceList(new TreeSet<>());

  public DeviceList {
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
    if (devices.size() > MAX_DEVICES) {
      throw new IllegalArgumentException("more than " + MAX_DEVICES + " devices");
    }
  }

  public static DeviceList empty() {
    return EMPTY;
  }

  /** Duplicates collapse. */
  public static DeviceList of(Collection<DeviceId> devices) {
    return new DeviceList(new TreeSet<>(devices));
  }

  public boolean isEmpty() {
    return devices.isEmpty();
  }

  public boolean contains(DeviceId device) {
    return devices.contains(device);
  }

  /** This list and that device. */
  public DeviceList with(DeviceId device) {
    TreeSet<DeviceId> more = new TreeSet<>(devices);
    more.add(device);
    return new DeviceList(more);
  }

  /** This list without that device. */
  public DeviceList without(DeviceId device) {
    TreeSet<DeviceId> fewer = new TreeSet<>(devices);
    fewer.remove(device);
    return new DeviceList(fewer);
  }
}
