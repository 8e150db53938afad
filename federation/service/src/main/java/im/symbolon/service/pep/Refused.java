package im.symbolon.service.pep;

import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.Requests;
import java.util.Optional;
import java.util.UUID;
import org.dom4j.Element;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

/**
 * Answers requests that PEP is not to see. Hosts cannot answer where they see a request first, so
 * its content becomes an element of a namespace that nobody knows, and is answered as that.
 */
public final class Refused implements Requests {
  private final String namespace = "urn:symbolon:refused:" + UUID.randomUUID();

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public boolean isOfService() {
    return false;
  }

  /** Takes a request's content away, so that it is answered with the refusal. */
  public void refuse(IQ request, Refusal refusal) {
    for (Object each : request.getElement().elements()) {
      ((Element) each).detach();
    }
    XmlElement reason =
        XmlElement.element(namespace, "refused")
            .with("condition", refusal.condition().toXMPP())
            .text(refusal.getMessage())
            .build();
    request.getElement().add(Dom4jXml.write(reason));
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    throw new Refusal(
        Condition.fromXMPP(request.element().attribute("condition").orElse("bad-request")),
        request.element().text());
  }
}
