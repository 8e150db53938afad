package im.symbolon.openfire;

import im.symbolon.service.IqEndpoint;
import org.jivesoftware.openfire.IQHandlerInfo;
import org.jivesoftware.openfire.handler.IQHandler;
import org.xmpp.packet.IQ;

/** The service on the domain's own address and its accounts', for one namespace. */
final class DomainHandler extends IQHandler {
  private final IQHandlerInfo info;
  private final IqEndpoint endpoint;

  DomainHandler(String namespace, IqEndpoint endpoint) {
    super("Symbolon " + namespace);
    this.info = new IQHandlerInfo("query", namespace);
    this.endpoint = endpoint;
  }

  /** The answer, or null when there is none, as the host wants it. */
  @Override
  public IQ handleIQ(IQ request) {
    return endpoint.answer(request).orElse(null);
  }

  @Override
  public IQHandlerInfo getInfo() {
    return info;
  }
}
