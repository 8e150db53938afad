package im.symbolon.messenger.engine;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import java.util.List;

/**
 * A device that is to be written to.
 *
 * @param versions in which that is possible, the best first
 */
record Recipient(DeviceAddress device, List<OmemoVersion> versions) {
  Recipient {
    versions = List.copyOf(versions);
  }

  BareJid account() {
    return device.account();
  }
}
