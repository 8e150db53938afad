package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.IqEndpoint;
import org.jivesoftware.openfire.IQHandlerInfo;
import org.jivesoftware.openfire.handler.IQHandler;
import org.xmpp.packet.IQ;

/** The service on the domain's own address. */
final class DomainHandler extends IQHandler {
  private static final IQHandlerInfo INFO = new IQHandlerInfo("query", Namespaces.PREKEYS);

  private final IqEndpoint endpoint;

  DomainHandler(IqEndpoint endpoint) {
    super("Symbolon prekeys");
    this.endpoint = endpoint;
  }

  /** The answer, or null when there is none, as the host wants it. */
  @Override
  public IQ handleIQ(IQ request) {
    return endpoint.answer(request).orElse(null);
  }

  @Override
  public IQHandlerInfo getInfo() {
    return INFO;
  }
}
