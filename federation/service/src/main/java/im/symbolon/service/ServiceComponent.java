package im.symbolon.service;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.component.Component;
import org.xmpp.component.ComponentException;
import org.xmpp.component.ComponentManager;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/** The service at an address of its own, inside a server or beside it (XEP-0114). */
public final class ServiceComponent implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceComponent.class);

  private final IqEndpoint endpoint;
  private final ComponentManager manager;

  public ServiceComponent(IqEndpoint endpoint, ComponentManager manager) {
    this.endpoint = Objects.requireNonNull(endpoint);
    this.manager = Objects.requireNonNull(manager);
  }

  @Override
  public String getName() {
    return "Symbolon";
  }

  @Override
  public String getDescription() {
    return "What servers do for end-to-end encryption";
  }

  /** Answers requests; messages and presence have no meaning here and are dropped. */
  @Override
  public void processPacket(Packet packet) {
    if (packet instanceof IQ iq) {
      endpoint.answer(iq, this::send).ifPresent(this::send);
    }
  }

  private void send(Packet answer) {
    try {
      manager.sendPacket(this, answer);
    } catch (ComponentException e) {
      LOG.warn("Answer {} to {} was not sent", answer.getID(), answer.getTo(), e);
    }
  }

  @Override
  public void initialize(JID address, ComponentManager ignored) {
    LOG.info("Serving at {}", address);
  }

  @Override
  public void start() {
    // The endpoint is ready from the beginning.
  }

  @Override
  public void shutdown() {
    // The endpoint holds nothing open.
  }
}
