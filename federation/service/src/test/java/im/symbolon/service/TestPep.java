package im.symbolon.service;

import im.symbolon.service.devices.OwnNodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dom4j.Element;
import org.xmpp.packet.IQ;

/** A server's PEP, as far as lists and bundles need it. */
public final class TestPep implements OwnNodes.Host {
  public boolean silent;
  public boolean refusesPublications;

  /** Happens just before the next item is read. */
  public Optional<Runnable> beforeReading = Optional.empty();

  public final List<IQ> handled = new ArrayList<>();
  private final Map<String, Map<String, Element>> nodes = new HashMap<>();

  @Override
  public Optional<IQ> ask(IQ request) {
    return silent ? Optional.empty() : Optional.of(handle(request));
  }

  /** Does what it is asked to, and answers. */
  public IQ handle(IQ request) {
    handled.add(request.createCopy());
    IQ answer = IQ.createResultIQ(request);
    String owner = (request.getTo() == null ? request.getFrom() : request.getTo()).toBareJID();
    answer.setFrom(owner);
    Element pubsub = request.getChildElement();
    for (Object each : pubsub.elements()) {
      Element action = (Element) each;
      Map<String, Element> items =
          nodes.computeIfAbsent(
              owner + " " + action.attributeValue("node"), n -> new LinkedHashMap<>());
      switch (action.getName()) {
        case "publish" -> publish(answer, action, items);
        case "retract" -> items.remove(action.element("item").attributeValue("id"));
        case "items" -> {
          Optional<Runnable> before = beforeReading;
          beforeReading = Optional.empty();
          before.ifPresent(Runnable::run);
          read(answer, action, items);
        }
        case "delete", "purge" -> items.clear();
        default -> {}
      }
    }
    return answer;
  }

  private void publish(IQ answer, Element publish, Map<String, Element> items) {
    if (refusesPublications) {
      answer.setType(IQ.Type.error);
      return;
    }
    Element item = publish.element("item");
    items.put(item.attributeValue("id"), item.createCopy());
  }

  private static void read(IQ answer, Element question, Map<String, Element> items) {
    if (items.isEmpty()) {
      answer.setType(IQ.Type.error);
      return;
    }
    Element out = answer.setChildElement("pubsub", question.getNamespaceURI()).addElement("items");
    out.addAttribute("node", question.attributeValue("node"));
    items.values().forEach(item -> out.add(item.createCopy()));
  }
}
