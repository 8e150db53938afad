package im.symbolon.world;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Adds devices to lists in one step, where that is switched on. */
public final class AddService {
  private static final String CURRENT = "current";

  private final Directories directories;
  private final Map<BareJid, List<List<DeviceList>>> states = new TreeMap<>();

  /** Whether it does it. */
  public boolean isOn;

  /** What it says to additions instead of the truth, if anything. */
  public Optional<XmlElement> saying = Optional.empty();

  /** What happens to an account's lists while an addition to them is on its way. */
  public Consumer<BareJid> meanwhile = account -> {};

  /** What it was asked to add. */
  public final List<DeviceAddition> asked = new ArrayList<>();

  AddService(Directories directories) {
    this.directories = directories;
  }

  XmlElement known(BareJid account) throws ProtocolException, TransportException {
    if (!isOn) {
      throw Directories.refusal("feature-not-implemented");
    }
    return now(account).toXml();
  }

  XmlElement add(BareJid account, DeviceAddition addition)
      throws ProtocolException, TransportException {
    asked.add(addition);
    meanwhile.accept(account);
    if (saying.isPresent()) {
      return saying.get();
    }
    KnownDevices now = now(account);
    if (now.version() != addition.version()) {
      throw new TransportException(new StanzaError("conflict", "cancel", Optional.of(now.toXml())));
    }
    directories.ask(account, IqType.SET, EntityAddress.of(account), addition.publication().toXml());
    for (Bundle each : addition.bundles().values()) {
      WireFormat format = WireFormat.of(each.version());
      DeviceId device = addition.publication().device();
      BundlePlace place = format.bundleOf(device);
      publish(account, place.node(), place.item(), format.encodeBundle(each));
      DeviceList list = list(account, each.version()).with(device);
      publish(account, format.devicesNode(), CURRENT, format.encodeDevices(list));
    }
    return now(account).toXml();
  }

  /** Has an account list another device. */
  public void list(BareJid account, OmemoVersion version, DeviceId device) {
    WireFormat format = WireFormat.of(version);
    try {
      DeviceList list = list(account, version).with(device);
      publish(account, format.devicesNode(), CURRENT, format.encodeDevices(list));
    } catch (ProtocolException | TransportException e) {
      throw new AssertionError(e);
    }
  }

  private void publish(BareJid account, String node, String item, XmlElement content)
      throws TransportException {
    String pubsub = Namespaces.PUBSUB;
    XmlElement publish =
        XmlElement.element(pubsub, "publish")
            .with("node", node)
            .with(XmlElement.element(pubsub, "item").with("id", item).with(content).build())
            .build();
    directories.ask(
        account,
        IqType.SET,
        EntityAddress.of(account),
        XmlElement.element(pubsub, "pubsub").with(publish).build());
  }

  private KnownDevices now(BareJid account) throws ProtocolException {
    List<DeviceList> lists = new ArrayList<>();
    TreeSet<DeviceId> devices = new TreeSet<>();
    for (OmemoVersion each : OmemoVersion.values()) {
      lists.add(list(account, each));
      devices.addAll(list(account, each).devices());
    }
    List<List<DeviceList>> history = states.computeIfAbsent(account, a -> new ArrayList<>());
    if (history.isEmpty() || !history.get(history.size() - 1).equals(lists)) {
      history.add(lists);
    }
    return new KnownDevices(history.size(), devices);
  }

  /** As its account has published it. */
  public DeviceList list(BareJid account, OmemoVersion version) throws ProtocolException {
    WireFormat format = WireFormat.of(version);
    XmlElement list = directories.node(account, format.devicesNode()).get(CURRENT);
    return list == null ? DeviceList.empty() : format.decodeDevices(list);
  }
}
