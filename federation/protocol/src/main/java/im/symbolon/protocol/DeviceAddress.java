package im.symbolon.protocol;

import java.util.Comparator;
import java.util.Objects;

/** One device in the whole federation. */
public record DeviceAddress(BareJid account, DeviceId device) implements Comparable<DeviceAddress> {
  private static final Comparator<DeviceAddress> ORDER =
      Comparator.comparing(DeviceAddress::account).thenComparing(DeviceAddress::device);

  public DeviceAddress {
    Objects.requireNonNull(account);
    Objects.requireNonNull(device);
  }

  @Override
  public int compareTo(DeviceAddress other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return account + "#" + device;
  }
}
