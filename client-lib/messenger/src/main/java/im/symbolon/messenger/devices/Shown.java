package im.symbolon.messenger.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Ed25519;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the server shows as the own list.
 *
 * @param something whether it shows anything, readable or not
 * @param list what it shows, when that is a valid list of this account; whose root it is, is open
 */
record Shown(boolean something, Optional<SignedDeviceList> list) {
  private static final Logger LOG = Logger.getLogger(Shown.class.getName());

  static Shown nothing() {
    return new Shown(false, Optional.empty());
  }

  /** There is a list, and what it says is not known. */
  static Shown unreadable() {
    return new Shown(true, Optional.empty());
  }

  static Shown of(BareJid account, XmlElement item) {
    try {
      SignedDeviceList list = SignedDeviceListCodec.decode(item);
      if (list.account().equals(account)) {
        return new Shown(true, Optional.of(list.verify(Ed25519::verify)));
      }
      LOG.log(Level.WARNING, "the server shows a device list of another account as ours");
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "the server shows a wrong device list as ours: {0}", e.reason());
    }
    return unreadable();
  }

  /** True when a device has this id, or had it. */
  boolean uses(DeviceId id) {
    return list.filter(each -> each.device(id).isPresent() || each.tombstone(id).isPresent())
        .isPresent();
  }
}
