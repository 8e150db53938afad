package im.symbolon.world.fuzz;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.world.World;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which devices a person has, by what they signed themselves, whatever servers say of it. */
final class Listed {
  private final World world;

  Listed(World world) {
    this.world = world;
  }

  SortedSet<DeviceAddress> of(BareJid account) {
    XmlElement list = world.network.directories.node(account, Namespaces.DEVICES).get("current");
    SortedSet<DeviceAddress> found = new TreeSet<>();
    if (list != null) {
      try {
        SignedDeviceListCodec.decode(list)
            .devices()
            .forEach(device -> found.add(new DeviceAddress(account, device.id())));
      } catch (ProtocolException e) {
        throw new AssertionError("a device published what is no list", e);
      }
    }
    return found;
  }
}
