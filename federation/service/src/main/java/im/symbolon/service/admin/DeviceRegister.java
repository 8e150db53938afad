package im.symbolon.service.admin;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.service.Refusal;
import java.util.SortedMap;

/** A room that knows devices of accounts. */
public interface DeviceRegister {
  /**
   * What it has of each, in a few words, without keys.
   *
   * @throws Refusal when it cannot be had now
   */
  SortedMap<DeviceId, String> devices(BareJid account) throws Refusal;

  /**
   * Drops all of it; of a device that is not known, nothing.
   *
   * @throws Refusal when that cannot be done now
   */
  void drop(DeviceAddress device) throws Refusal;
}
