package im.symbolon.messenger.rollback;

import im.symbolon.messenger.records.Generation;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** The generations of an account's devices, as its server knows them. */
public final class GenerationNode {
  /** The node, and the namespace of its items' content. */
  public static final String NODE = Namespaces.GENERATION;

  private static final String NAME = "generation";

  private final BareJid account;
  private final Pep pep;

  public GenerationNode(BareJid account, Pep pep) {
    this.account = account;
    this.pep = pep;
  }

  /** What the server knows; empty for what cannot be read, too, which the next one replaces. */
  Optional<Generation> read(DeviceId device) throws TransportException {
    return pep.item(account, NODE, device.toString()).flatMap(GenerationNode::decode);
  }

  void publish(DeviceId device, Generation generation) throws TransportException {
    pep.publish(NODE, device.toString(), encode(generation), NodeOptions.OWN_MANY);
  }

  /** The element for the wire. */
  public static XmlElement encode(Generation generation) {
    return XmlElement.element(NODE, NAME)
        .with("number", Long.toString(generation.number()))
        .with("mark", generation.mark())
        .build();
  }

  /** Reads the element; empty for every other one. */
  static Optional<Generation> decode(XmlElement element) {
    if (!element.is(NODE, NAME)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Generation.parse(element.required("number"), element.required("mark")));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
