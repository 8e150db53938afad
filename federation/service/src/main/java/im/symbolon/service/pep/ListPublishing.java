package im.symbolon.service.pep;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.service.Refusal;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import im.symbolon.service.devices.Shown;
import im.symbolon.service.prekeys.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** Makes a published list the merged one, in place. */
final class ListPublishing {
  private final DeviceLists lists;
  private final OwnNodes nodes;
  private final Sightings sightings;

  ListPublishing(DeviceLists lists, OwnNodes nodes, Sightings sightings) {
    this.lists = lists;
    this.nodes = nodes;
    this.sightings = sightings;
  }

  /** The element is a {@code <publish/>} to the node of a list. */
  void publish(JID session, BareJid account, OmemoVersion omemo, Element publish)
      throws Refusal, StoreException {
    Element item = only(publish.elements("item"));
    Element published = only(item.elements());
    DeviceList named = read(omemo, published);
    DeviceList next = merge(session, account, omemo, named);
    if (!next.isEmpty()) {
      item.remove(published);
      item.add(ListXml.write(omemo, next, published));
    }
  }

  /** The element is a {@code <retract/>}; what others need becomes a {@code <publish/>} again. */
  void retract(JID session, BareJid account, OmemoVersion omemo, Element retract)
      throws Refusal, StoreException {
    DeviceList next = merge(session, account, omemo, DeviceList.empty());
    if (!next.isEmpty()) {
      Element pubsub = retract.getParent();
      pubsub.remove(retract);
      Element publish = pubsub.addElement("publish");
      publish.addAttribute("node", retract.attributeValue("node"));
      Element item = publish.addElement("item").addAttribute("id", OwnNodes.CURRENT);
      item.add(ListXml.write(omemo, next, ListXml.empty()));
    }
  }

  private DeviceList merge(JID session, BareJid account, OmemoVersion omemo, DeviceList named)
      throws Refusal, StoreException {
    Shown shown = nodes.shown(session, omemo);
    Merge merge =
        new Merge(
            named.devices(), sightings.of(session, omemo).orElse(Set.of()), nodes.signed(session));
    DeviceList next = lists.<Refusal>change(account, omemo, shown, merge);
    sightings.saw(session, omemo, named.devices());
    return next;
  }

  /** The node is gone with all that was in it. */
  void gone(BareJid account, OmemoVersion omemo) throws StoreException {
    lists.<RuntimeException>change(
        account, omemo, new Shown(Map.of()), listed -> DeviceList.empty());
  }

  private static Element only(List<?> elements) throws Refusal {
    if (elements.size() != 1) {
      throw new Refusal(Condition.bad_request, "A device list is one item with one list.");
    }
    return (Element) elements.get(0);
  }

  private static DeviceList read(OmemoVersion omemo, Element list) throws Refusal {
    try {
      return ListXml.read(omemo, list);
    } catch (ProtocolException e) {
      if (e.reason() == Reason.OVERSIZED) {
        throw new Refusal(Condition.not_acceptable, "The list has too many devices.", e);
      }
      throw new Refusal(Condition.bad_request, "This is no device list.", e);
    }
  }
}
