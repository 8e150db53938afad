package im.symbolon.service.devices;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/** Reads and writes the PEP of an account of this domain, in its owner's name. */
public final class OwnNodes {
  /** The one item of a list's node. */
  public static final String CURRENT = "current";

  /**
   * Of how many items a node of bundles is, one per device. XEP-0384 wants "max", which is not
   * understood everywhere; this stands for it, and must never change, because hosts compare the
   * number of later publications with that of the first.
   */
  public static final int MAX_BUNDLES = 1000;

  private final Host host;

  /** What the server around does for this. */
  @FunctionalInterface
  public interface Host {
    /**
     * Sends a request in a user's name and waits for the answer, which the user never sees; empty
     * when none came for a while. Throws nothing.
     */
    Optional<IQ> ask(IQ request);
  }

  public OwnNodes(Host host) {
    this.host = host;
  }

  /** Both lists. */
  public Shown shown(JID owner) {
    Map<OmemoVersion, DeviceList> lists = new EnumMap<>(OmemoVersion.class);
    for (OmemoVersion each : OmemoVersion.values()) {
      list(owner, each).ifPresent(list -> lists.put(each, list));
    }
    return new Shown(lists);
  }

  /** One list. */
  public Shown shown(JID owner, OmemoVersion omemo) {
    return new Shown(list(owner, omemo).map(list -> Map.of(omemo, list)).orElse(Map.of()));
  }

  private Optional<DeviceList> list(JID owner, OmemoVersion omemo) {
    WireFormat format = WireFormat.of(omemo);
    return read(owner, format.devicesNode()).map(found -> first(format, found));
  }

  /** What is no list names nobody. */
  private static DeviceList first(WireFormat format, List<XmlElement> items) {
    return items.stream()
        .flatMap(item -> parsed(() -> format.decodeDevices(item)).stream())
        .findFirst()
        .orElse(DeviceList.empty());
  }

  /** Reads something. */
  private interface Parser<T> {
    T parse() throws ProtocolException;
  }

  private static <T> Optional<T> parsed(Parser<T> parser) {
    try {
      return Optional.of(parser.parse());
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /**
   * The signed list of the account. Its signatures are not checked: who could make one up for this
   * node could as well publish any list.
   */
  public Optional<SignedDeviceList> signed(JID owner) {
    return read(owner, Namespaces.DEVICES).orElse(List.of()).stream()
        .flatMap(item -> parsed(() -> SignedDeviceListCodec.decode(item)).stream())
        .filter(list -> list.account().toString().equals(owner.toBareJID()))
        .findFirst();
  }

  /** The contents of a node's items; none when there is no such node, empty without an answer. */
  private Optional<List<XmlElement>> read(JID owner, String node) {
    IQ question = request(IQ.Type.get, owner);
    question.setTo(owner.asBareJID());
    question
        .setChildElement("pubsub", Namespaces.PUBSUB)
        .addElement("items")
        .addAttribute("node", node);
    return host.ask(question).map(OwnNodes::contents);
  }

  private static List<XmlElement> contents(IQ answer) {
    Element pubsub = answer.getElement().element("pubsub");
    if (answer.getType() != IQ.Type.result || pubsub == null) {
      return List.of();
    }
    return parsed(() -> Dom4jXml.read(pubsub)).flatMap(read -> read.child("items")).stream()
        .flatMap(items -> items.children("item").stream())
        .flatMap(item -> item.children().stream().limit(1))
        .toList();
  }

  /** Publishes a list; an empty one is taken away. True when the server took it. */
  public boolean publish(JID owner, OmemoVersion omemo, DeviceList list) {
    WireFormat format = WireFormat.of(omemo);
    if (!list.isEmpty()) {
      return publish(owner, format.devicesNode(), CURRENT, format.encodeDevices(list));
    }
    IQ request = request(IQ.Type.set, owner);
    Element retract = request.setChildElement("pubsub", Namespaces.PUBSUB).addElement("retract");
    retract.addAttribute("node", format.devicesNode()).addAttribute("notify", "true");
    retract.addElement("item").addAttribute("id", CURRENT);
    return isTaken(request);
  }

  /**
   * Publishes an item to a node that all may read, or that is as its owner configured it before.
   * True when the server took it.
   */
  public boolean publish(JID owner, String node, String item, XmlElement content) {
    IQ plain = request(IQ.Type.set, owner);
    plain
        .setChildElement("pubsub", Namespaces.PUBSUB)
        .addElement("publish")
        .addAttribute("node", node)
        .addElement("item")
        .addAttribute("id", item)
        .add(Dom4jXml.write(content));
    IQ withOptions = plain.createCopy();
    withOptions.setID(UUID.randomUUID().toString());
    withOptions.getChildElement().add(options(node));
    return isTaken(withOptions) || isTaken(plain);
  }

  private static Element options(String node) {
    Element options = DocumentHelper.createElement(QName.get("publish-options", Namespaces.PUBSUB));
    Element form = options.addElement(QName.get("x", Namespaces.DATA_FORMS));
    form.addAttribute("type", "submit");
    field(form, "FORM_TYPE", Namespaces.PUBSUB + "#publish-options").addAttribute("type", "hidden");
    field(form, "pubsub#access_model", "open");
    field(form, "pubsub#persist_items", "true");
    if (node.equals(Namespaces.OMEMO_2_BUNDLES)) {
      field(form, "pubsub#max_items", Integer.toString(MAX_BUNDLES));
    }
    return options;
  }

  private static Element field(Element form, String name, String value) {
    Element field = form.addElement("field").addAttribute("var", name);
    field.addElement("value").setText(value);
    return field;
  }

  private boolean isTaken(IQ request) {
    return host.ask(request).filter(a -> a.getType() == IQ.Type.result).isPresent();
  }

  private static IQ request(IQ.Type type, JID owner) {
    IQ request = new IQ(type, UUID.randomUUID().toString());
    request.setFrom(owner);
    return request;
  }
}
