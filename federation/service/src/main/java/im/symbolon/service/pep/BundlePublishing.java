package im.symbolon.service.pep;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.Refusal;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.prekeys.StoreException;
import java.util.Optional;
import org.dom4j.Element;
import org.xmpp.packet.PacketError.Condition;

/** Refuses bundles that are not the device's. */
final class BundlePublishing {
  private final DeviceLists lists;
  private final SignatureVerifier verifier;

  BundlePublishing(DeviceLists lists, SignatureVerifier verifier) {
    this.lists = lists;
    this.verifier = verifier;
  }

  /** The element is a {@code <publish/>} to a node of bundles. */
  void publish(BareJid account, OmemoNode node, Element publish) throws Refusal, StoreException {
    if (publish.elements("item").size() > 1) {
      throw new Refusal(Condition.bad_request, "A device publishes one bundle.");
    }
    for (Object each : publish.elements("item")) {
      Element item = (Element) each;
      Optional<DeviceId> device = node.device(item.attributeValue("id"));
      if (device.isPresent() && item.elements().size() == 1) {
        check(new DeviceAddress(account, device.get()), node, (Element) item.elements().get(0));
      }
    }
  }

  private void check(DeviceAddress owner, OmemoNode node, Element element)
      throws Refusal, StoreException {
    Optional<Bundle> bundle = read(node, element);
    if (!bundle.isPresent()) {
      if (lists.isKnown(owner)) {
        throw new Refusal(Condition.bad_request, "This is no bundle.");
      }
      return;
    }
    try {
      bundle.get().signedPreKey().verify(node.omemo(), bundle.get().identity(), verifier);
    } catch (ProtocolException e) {
      throw new Refusal(Condition.bad_request, "The bundle's signature is wrong.", e);
    }
    if (!lists.accepts(owner, bundle.get().identity())) {
      throw new Refusal(Condition.conflict, "The device is known with another identity key.");
    }
  }

  private static Optional<Bundle> read(OmemoNode node, Element element) throws Refusal {
    XmlElement bundle = tree(element);
    try {
      return Optional.of(WireFormat.of(node.omemo()).decodeBundle(bundle));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static XmlElement tree(Element element) throws Refusal {
    try {
      return Dom4jXml.read(element);
    } catch (ProtocolException e) {
      throw new Refusal(Condition.not_acceptable, "The bundle is too large, or no element.", e);
    }
  }

  /** The element is a {@code <retract/>} from a node of bundles. */
  void retract(BareJid account, OmemoNode node, Element retract) throws StoreException {
    for (Object each : retract.elements("item")) {
      gone(account, node, ((Element) each).attributeValue("id"));
    }
  }

  private void gone(BareJid account, OmemoNode node, String item) throws StoreException {
    Optional<DeviceId> device = node.device(item);
    if (device.isPresent()) {
      lists.bundleGone(new DeviceAddress(account, device.get()));
    }
  }

  /** The node is gone with all that was in it. */
  void gone(BareJid account, OmemoNode node) throws StoreException {
    if (node.omemo() == OmemoVersion.OMEMO_2) {
      lists.bundlesGone(account);
    } else {
      gone(account, node, "");
    }
  }
}
