package im.symbolon.service;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Signed device lists of the right shape; what stands where signatures are signs something else.
 */
public final class TestLists {
  private static final Instant ISSUED = Instant.parse("2026-11-20T12:00:00Z");

  private TestLists() {}

  /** A device of ours with these capabilities. */
  public static ListedDevice ours(BareJid account, int id, String... capabilities) {
    TestDevice device = new TestDevice(account, id);
    return new ListedDevice(
        device.address().device(),
        device.identityKey(),
        DeviceKind.SYMBOLON,
        "phone",
        new TreeSet<>(List.of(capabilities)),
        ISSUED,
        Optional.empty(),
        Optional.of(device.sign(new byte[1])));
  }

  /** A device that its owner removed. */
  public static Tombstone removed(BareJid account, int id) {
    return new Tombstone(new DeviceId(id), new TestDevice(account, id).identityKey(), ISSUED);
  }

  /** A device of another client. */
  public static ListedDevice foreign(BareJid account, int id) {
    TestDevice device = new TestDevice(account, id);
    return ListedDevice.foreign(device.address().device(), device.identityKey(), "other", ISSUED);
  }

  /** The item's content. */
  public static XmlElement of(BareJid account, ListedDevice... devices) {
    return of(account, List.of(), devices);
  }

  /** The same, after some were removed. */
  public static XmlElement of(BareJid account, List<Tombstone> removed, ListedDevice... devices) {
    TestDevice root = new TestDevice(account, 1);
    TestDevice key = new TestDevice(account, 1);
    Instant expires = ISSUED.plus(Duration.ofDays(30));
    List<ListedDevice> sorted = new ArrayList<>(List.of(devices));
    sorted.sort(Comparator.comparing(ListedDevice::id));
    ListKeyCertificate certificate =
        new ListKeyCertificate(
            new AccountRoot(root.identityKey()),
            new ListKey(key.identityKey()),
            1,
            expires,
            root.sign(new byte[1]));
    return SignedDeviceListCodec.encode(
        new SignedDeviceList(
            account,
            certificate,
            1,
            List.of(),
            ISSUED,
            expires,
            sorted,
            removed,
            key.sign(new byte[1])));
  }
}
