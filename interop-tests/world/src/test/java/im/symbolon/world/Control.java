package im.symbolon.world;

import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.delivery.Failed;
import im.symbolon.protocol.delivery.FailureReason;
import im.symbolon.protocol.delivery.RepairElement;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What devices say to each other that no person reads, said as a test wants it. */
final class Control {
  private final World world;
  private int ids;

  Control(World world) {
    this.world = world;
  }

  void say(Phone from, Phone to, RepairElement... elements) {
    say(from, to, Arrays.stream(elements).map(RepairElement::toXml).toList());
  }

  void say(Phone from, Phone to, List<XmlElement> content) {
    OutboxEntry.Only only = new OutboxEntry.Only(to.messenger.device(), OmemoVersion.OMEMO_2);
    OutboxEntry entry =
        OutboxEntry.control(
            String.format("c%031x", ids++), to.account(), only, content, world.time.instant());
    from.read(
        rows -> {
          new Outbox(rows).add(entry);
          return null;
        });
    from.crash(); // wakes the queue
    world.start(from);
    world.pass(20);
  }

  static Failed failed(String id) {
    return new Failed(new MessageId(id), FailureReason.NO_SESSION, Optional.empty());
  }

  /** Control stanzas that a phone sent to another since then. */
  static List<OutgoingStanza> between(Traffic traffic, Phone from, Phone to) {
    DeviceAddress sender = new DeviceAddress(from.account(), from.messenger.device());
    return traffic.to(to.account()).stanzas().stream()
        .filter(Control::isMarked)
        .filter(s -> Traffic.elements(s).get(0).sender().equals(sender.device()))
        .filter(s -> !Traffic.keysFor(s, to).isEmpty())
        .toList();
  }

  static boolean isMarked(OutgoingStanza stanza) {
    return stanza.extensions().stream().anyMatch(e -> e.is(Namespaces.DELIVERY, "control"));
  }
}
