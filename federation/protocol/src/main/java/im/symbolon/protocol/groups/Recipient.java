package im.symbolon.protocol.groups;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Objects;

/** One device that a message was made for, ours or foreign, as its sender knew it. */
public record Recipient(DeviceAddress device, IdentityKey identity) {
  public Recipient {
    Objects.requireNonNull(device);
    Objects.requireNonNull(identity);
  }
}
