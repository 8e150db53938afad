package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dom4j.Element;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError;

/** The PEP of all accounts there are: answers at once, or for some accounts never. */
final class FakePep implements Host.Questions {
  final List<IQ> asked = new ArrayList<>();
  final Set<String> silentDomains = new HashSet<>();
  final List<Consumer<Optional<IQ>>> unanswered = new ArrayList<>();
  UnaryOperator<IQ> onTheWay = UnaryOperator.identity();
  private final Map<String, XmlElement> items = new HashMap<>();

  void publish(BareJid owner, String node, XmlElement item) {
    items.put(owner + " " + node, item);
  }

  /** An OMEMO list of either version. */
  void announce(BareJid owner, boolean modern, int... devices) {
    String namespace = modern ? Namespaces.OMEMO_2 : Namespaces.OMEMO_LEGACY;
    XmlElement.Builder list = XmlElement.element(namespace, modern ? "devices" : "list");
    for (int each : devices) {
      list.with(XmlElement.element(namespace, "device").with("id", "" + each).build());
    }
    publish(
        owner, modern ? Namespaces.OMEMO_2_DEVICES : Namespaces.OMEMO_LEGACY_DEVICES, list.build());
  }

  long askedAbout(BareJid owner) {
    return asked.stream().filter(q -> q.getTo().toString().equals(owner.toString())).count();
  }

  @Override
  public void ask(IQ request, Consumer<Optional<IQ>> answer) {
    asked.add(request);
    if (silentDomains.contains(request.getTo().getDomain())) {
      unanswered.add(answer);
      return;
    }
    answer.accept(Optional.of(onTheWay.apply(answerTo(request))));
  }

  private IQ answerTo(IQ request) {
    IQ answer = IQ.createResultIQ(request);
    String node = request.getChildElement().element("items").attributeValue("node");
    XmlElement item = items.get(request.getTo() + " " + node);
    if (item == null) {
      answer.setError(PacketError.Condition.item_not_found);
      return answer;
    }
    Element out = answer.setChildElement("pubsub", Namespaces.PUBSUB).addElement("items");
    out.addAttribute("node", node);
    out.addElement("item").addAttribute("id", "current").add(Dom4jXml.write(item));
    return answer;
  }
}
