package im.symbolon.service;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** What the service says about itself at its component's address (XEP-0030 §3, §4). */
final class Disco implements Requests {
  static final Set<String> NAMESPACES = Set.of(Namespaces.DISCO_INFO, Namespaces.DISCO_ITEMS);

  private final Collection<Requests> rooms;

  Disco(Collection<Requests> rooms) {
    this.rooms = rooms;
  }

  /** The first of its two: it answers both. */
  @Override
  public String namespace() {
    return Namespaces.DISCO_INFO;
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    XmlElement query = request.element();
    if (request.type() != IQ.Type.get || !query.name().equals("query")) {
      throw new Refusal(Condition.bad_request, "There is no such request.");
    }
    if (query.attribute("node").isPresent()) {
      return Optional.of(ofNode(request.from(), query));
    }
    XmlElement.Builder out = XmlElement.element(query.namespace(), "query");
    if (query.namespace().equals(Namespaces.DISCO_INFO)) {
      describe(out);
    }
    return Optional.of(out.build());
  }

  /** Identities, features, forms: the order of XEP-0030's schema. */
  private void describe(XmlElement.Builder out) {
    List<XmlElement> more = rooms.stream().flatMap(each -> each.disco().stream()).toList();
    out.with(identity());
    more.stream().filter(each -> each.name().equals("identity")).forEach(out::with);
    out.with(feature(Namespaces.DISCO_INFO));
    rooms.forEach(each -> out.with(feature(each.namespace())));
    more.stream().filter(each -> !each.name().equals("identity")).forEach(out::with);
  }

  private XmlElement ofNode(JID asker, XmlElement query) throws Refusal {
    for (Requests each : rooms) {
      Optional<XmlElement> answer = each.node(asker, query);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new Refusal(Condition.item_not_found, "There is no such node.");
  }

  private static XmlElement identity() {
    return XmlElement.element(Namespaces.DISCO_INFO, "identity")
        .with("category", "component")
        .with("type", "generic")
        .with("name", "Symbolon")
        .build();
  }

  private static XmlElement feature(String namespace) {
    return XmlElement.element(Namespaces.DISCO_INFO, "feature").with("var", namespace).build();
  }
}
