package im.symbolon.openfire;

import im.symbolon.service.IqEndpoint;
import im.symbolon.service.Outbox;
import org.jivesoftware.openfire.IQHandlerInfo;
import org.jivesoftware.openfire.handler.IQHandler;
import org.xmpp.packet.IQ;

/** The service on the domain's own address and its accounts', for one namespace. */
final class DomainHandler extends IQHandler {
  private final IQHandlerInfo info;
  private final IqEndpoint endpoint;
  private final Outbox later;

  /**
   * @param later sends answers that take a while
   */
  DomainHandler(String namespace, IqEndpoint endpoint, Outbox later) {
    super("Symbolon " + namespace);
    this.info = new IQHandlerInfo("query", namespace);
    this.endpoint = endpoint;
    this.later = later;
  }

  /** The answer, or null when there is none, or none yet, as the host wants it. */
  @Override
  public IQ handleIQ(IQ request) {
    return endpoint.answer(request, later).orElse(null);
  }

  /**
   * Says to 5.x, which would otherwise refuse requests for accounts that are not there by itself,
   * that the service answers them: 5.1.1 gives other domains no answer at all then, and everybody
   * could tell who has an account. 4.2 does not ask.
   */
  public boolean performNoSuchUserCheck() {
    return false;
  }

  @Override
  public IQHandlerInfo getInfo() {
    return info;
  }
}
