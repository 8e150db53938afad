package im.symbolon.service.pep;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import im.symbolon.service.prekeys.StoreException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * Looks, a moment after a list was published, whether PEP shows what was decided: two publications
 * may have overtaken each other on their way. Then tells the own sessions that saw another list.
 */
final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  private final DeviceLists lists;
  private final OwnNodes nodes;
  private final Sightings sightings;
  private final Surroundings surroundings;
  private final Set<Due> due = new HashSet<>();

  private record Due(BareJid account, OmemoVersion omemo) {}

  Settling(DeviceLists lists, OwnNodes nodes, Sightings sightings, Surroundings surroundings) {
    this.lists = lists;
    this.nodes = nodes;
    this.sightings = sightings;
    this.surroundings = surroundings;
  }

  /** After a publication of that session's. */
  void soon(JID session, BareJid account, OmemoVersion omemo) {
    Due it = new Due(account, omemo);
    synchronized (due) {
      if (!due.add(it)) {
        return;
      }
    }
    surroundings.later().execute(() -> settle(session, it));
  }

  private void settle(JID session, Due it) {
    synchronized (due) {
      due.remove(it);
    }
    try {
      // In this order: what is decided meanwhile must not be overwritten with what was before.
      Map<OmemoVersion, DeviceList> shown = nodes.shown(session, it.omemo()).lists();
      DeviceList decided = lists.decided(it.account(), it.omemo());
      if (shown.containsKey(it.omemo()) && !shown.get(it.omemo()).equals(decided)) {
        LOG.debug("{} has two who publish at once", it.account());
        nodes.publish(session, it.omemo(), decided);
      }
      tell(it, decided);
    } catch (StoreException | RuntimeException e) {
      LOG.warn("The lists of {} were not compared", it.account(), e);
    }
  }

  private void tell(Due it, DeviceList decided) {
    if (decided.isEmpty()) {
      return;
    }
    for (JID each : surroundings.sessions().of(it.account())) {
      boolean knowsAnother =
          sightings
              .last(each, it.omemo())
              .filter(seen -> !seen.equals(decided.devices()))
              .isPresent();
      if (knowsAnother) {
        surroundings.outbox().send(event(it, each, decided));
      }
    }
  }

  private static Message event(Due it, JID session, DeviceList decided) {
    WireFormat format = WireFormat.of(it.omemo());
    Message message = new Message();
    message.setType(Message.Type.headline);
    message.setFrom(it.account().toString());
    message.setTo(session);
    Element items = message.addChildElement("event", Namespaces.PUBSUB_EVENT).addElement("items");
    items.addAttribute("node", format.devicesNode());
    Element item = items.addElement("item").addAttribute("id", OwnNodes.CURRENT);
    item.add(Dom4jXml.write(format.encodeDevices(decided)));
    return message;
  }
}
