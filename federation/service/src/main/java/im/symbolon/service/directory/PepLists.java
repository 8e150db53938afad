package im.symbolon.service.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

/**
 * Reads what accounts of this domain publish, as anybody may who asks their PEP, and again only
 * after a short while. So many at a time; the others wait for their turn. For the worker.
 */
final class PepLists {
  /** As long as a list is on its way anyhow; for a room that is entered by all at once. */
  static final Duration KEPT = Duration.ofSeconds(5);

  static final int MAX_UNDER_WAY = 40;

  private static final String CURRENT = "current";

  /** Who is told so may ask as itself, and see more than the domain. */
  private static final Set<Condition> HIDDEN =
      Set.of(Condition.forbidden, Condition.not_authorized, Condition.not_allowed);

  private final Questioner questioner;
  private final ListMemory memory;
  private final Map<BareJid, List<Consumer<Shown>>> asked = new HashMap<>();
  private final Queue<BareJid> waiting = new ArrayDeque<>();
  private int underWay;

  PepLists(Questioner questioner, ListMemory memory) {
    this.questioner = questioner;
    this.memory = memory;
  }

  /** Calls back once, at once or later. */
  void find(BareJid account, Consumer<Shown> then) {
    Optional<Shown> known = memory.recent(account, KEPT);
    if (known.isPresent()) {
      then.accept(known.get());
      return;
    }
    List<Consumer<Shown>> others = asked.get(account);
    if (others != null) {
      others.add(then);
      return;
    }
    asked.put(account, new ArrayList<>(List.of(then)));
    waiting.add(account);
    askNext();
  }

  private void askNext() {
    while (underWay < MAX_UNDER_WAY && !waiting.isEmpty()) {
      BareJid account = waiting.remove();
      underWay++;
      questioner.ask(
          IQ.Type.get, account.toString(), question(), answer -> answered(account, answer));
    }
  }

  private void answered(BareJid account, Questioner.Answer answer) {
    underWay--;
    Shown shown = shown(account, answer);
    if (!shown.trouble().isPresent()) {
      memory.put(account, shown);
    }
    asked.remove(account).forEach(each -> each.accept(shown));
    askNext();
  }

  private static XmlElement question() {
    XmlElement item = XmlElement.element(Namespaces.PUBSUB, "item").with("id", CURRENT).build();
    XmlElement items =
        XmlElement.element(Namespaces.PUBSUB, "items")
            .with("node", Namespaces.DEVICES)
            .with(item)
            .build();
    return XmlElement.element(Namespaces.PUBSUB, "pubsub").with(items).build();
  }

  private static Shown shown(BareJid account, Questioner.Answer answer) {
    if (!answer.came()) {
      return Shown.unknown(Failed.Why.UNREACHABLE);
    }
    if (answer.error().isPresent()) { // hosts say in many ways that there is no such account
      return HIDDEN.contains(answer.error().get())
          ? Shown.unknown(Failed.Why.ASK_YOURSELF)
          : Shown.NONE;
    }
    Optional<XmlElement> item = answer.content().flatMap(PepLists::item);
    return item.isPresent() ? read(account, item.get()) : Shown.NONE;
  }

  private static Optional<XmlElement> item(XmlElement pubsub) {
    return pubsub
        .child(Namespaces.PUBSUB, "items")
        .flatMap(items -> items.child("item"))
        .filter(item -> item.attribute("id").filter(CURRENT::equals).isPresent())
        .flatMap(item -> item.children().stream().findFirst());
  }

  /** Clients may read more than this service. */
  private static Shown read(BareJid account, XmlElement item) {
    try {
      SignedDeviceList list = SignedDeviceListCodec.decode(item);
      return list.account().equals(account)
          ? Shown.of(Shown.Listed.of(list))
          : Shown.unknown(Failed.Why.ASK_YOURSELF);
    } catch (ProtocolException e) {
      return Shown.unknown(Failed.Why.ASK_YOURSELF);
    }
  }
}
