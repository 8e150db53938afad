package im.symbolon.protocol.directory;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Of which devices of an account one prekey each is wanted. */
public final class KeysWanted {
  /** No keys, just the list. */
  public static final KeysWanted NONE = new KeysWanted(false, Collections.emptySortedSet());

  /**
   * One of each device of ours that the account's signed list has, of {@value
   * PrekeyLimits#MAX_DEVICES} at most.
   */
  public static final KeysWanted LISTED = new KeysWanted(true, Collections.emptySortedSet());

  private static final String LISTED_WORD = "listed";
  private static final int MAX_TEXT = PrekeyLimits.MAX_DEVICES * 11; // ten digits and a space

  private final boolean listed;
  private final SortedSet<DeviceId> devices;

  private KeysWanted(boolean listed, SortedSet<DeviceId> devices) {
    this.listed = listed;
    this.devices = devices;
  }

  /**
   * One of each of these.
   *
   * @param devices 1 to {@value PrekeyLimits#MAX_DEVICES}
   */
  public static KeysWanted of(SortedSet<DeviceId> devices) {
    if (devices.isEmpty() || devices.size() > PrekeyLimits.MAX_DEVICES) {
      throw new IllegalArgumentException("keys of none, or of too many devices");
    }
    return new KeysWanted(false, Collections.unmodifiableSortedSet(new TreeSet<>(devices)));
  }

  /** True when any are wanted. */
  public boolean any() {
    return listed || !devices.isEmpty();
  }

  /** True for those of the list, whichever they are. */
  public boolean isListed() {
    return listed;
  }

  /** The devices that were named. */
  public SortedSet<DeviceId> devices() {
    return devices;
  }

  /** True when a key of that device may be an answer to this. */
  boolean mayName(DeviceId device) {
    return listed || devices.contains(device);
  }

  static KeysWanted parse(Optional<String> attribute) throws ProtocolException {
    if (!attribute.isPresent()) {
      return NONE;
    }
    String text = attribute.get();
    if (text.equals(LISTED_WORD)) {
      return LISTED;
    }
    if (text.length() > MAX_TEXT) {
      throw new ProtocolException(Reason.OVERSIZED, "keys of too many devices");
    }
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (String each : text.split(" ", -1)) {
      if (!devices.add(DeviceId.parse(each))) {
        throw new ProtocolException(Reason.MALFORMED, "a device is named twice");
      }
    }
    if (devices.size() > PrekeyLimits.MAX_DEVICES) {
      throw new ProtocolException(Reason.OVERSIZED, "keys of too many devices");
    }
    return of(devices);
  }

  /** What stands in the attribute; empty when no keys are wanted. */
  Optional<String> text() {
    if (listed) {
      return Optional.of(LISTED_WORD);
    }
    StringBuilder out = new StringBuilder();
    for (DeviceId each : devices) {
      out.append(out.length() == 0 ? "" : " ").append(each);
    }
    return devices.isEmpty() ? Optional.empty() : Optional.of(out.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeysWanted keys
        && listed == keys.listed
        && devices.equals(keys.devices);
  }

  @Override
  public int hashCode() {
    return 31 * devices.hashCode() + Boolean.hashCode(listed);
  }

  @Override
  public String toString() {
    return text().orElse("none");
  }
}
