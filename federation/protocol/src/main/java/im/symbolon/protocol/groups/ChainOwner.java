package im.symbolon.protocol.groups;

import im.symbolon.protocol.DeviceAddress;
import java.util.Objects;

/** Whose chain, and for which group: a chain speaks for one device in one group. */
public record ChainOwner(GroupPlace place, DeviceAddress sender) {
  public ChainOwner {
    Objects.requireNonNull(place);
    Objects.requireNonNull(sender);
  }
}
