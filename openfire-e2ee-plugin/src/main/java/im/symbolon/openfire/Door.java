package im.symbolon.openfire;

import im.symbolon.service.IqEndpoint;
import im.symbolon.service.ServiceComponent;
import org.jivesoftware.openfire.IQRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.component.ComponentException;
import org.xmpp.component.ComponentManager;
import org.xmpp.component.ComponentManagerFactory;

/** Opens the service's door: on the domain itself, for accounts, and as a component. */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private Door() {}

  /** Opens it for all that is answered by now. */
  static void open(Hosting hosting) {
    IqEndpoint endpoint = hosting.endpoint();
    IQRouter router = hosting.server().getIQRouter();
    for (String namespace : hosting.namespaces()) {
      DomainHandler handler = new DomainHandler(namespace, endpoint, hosting.outbox());
      router.addHandler(handler);
      hosting.onClose(() -> router.removeHandler(handler));
    }
    addComponent(hosting, endpoint);
  }

  /** The service stays reachable on the domain itself when somebody else has the subdomain. */
  private static void addComponent(Hosting hosting, IqEndpoint endpoint) {
    ComponentManager components = ComponentManagerFactory.getComponentManager();
    try {
      components.addComponent(Hosting.SUBDOMAIN, new ServiceComponent(endpoint, components));
      hosting.onClose(() -> removeComponent(components));
    } catch (ComponentException e) {
      LOG.warn("{} is taken by another component", Hosting.SUBDOMAIN, e);
    }
  }

  private static void removeComponent(ComponentManager components) {
    try {
      components.removeComponent(Hosting.SUBDOMAIN);
    } catch (ComponentException e) {
      LOG.warn("Component {} was not removed", Hosting.SUBDOMAIN, e);
    }
  }
}
