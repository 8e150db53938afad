package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.IqEndpoint;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.PrekeyRequests;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.ServiceComponent;
import im.symbolon.service.coverage.Coverage;
import im.symbolon.service.coverage.Host;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jivesoftware.database.DbConnectionManager;
import org.jivesoftware.openfire.OfflineMessageStrategy;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.container.Plugin;
import org.jivesoftware.openfire.container.PluginManager;
import org.jivesoftware.openfire.event.UserEventDispatcher;
import org.jivesoftware.openfire.interceptor.InterceptorManager;
import org.jivesoftware.openfire.user.PresenceEventDispatcher;
import org.jivesoftware.util.JiveGlobals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.component.ComponentException;
import org.xmpp.component.ComponentManager;
import org.xmpp.component.ComponentManagerFactory;

/**
 * Puts the service into Openfire. Everything registered here is taken back, last first, when the
 * plugin is unloaded or fails to load, so it can be loaded again in the same server.
 */
public final class SymbolonPlugin implements Plugin {
  private static final Logger LOG = LoggerFactory.getLogger(SymbolonPlugin.class);
  private static final String SUBDOMAIN = "e2ee";

  /** More than a moment's messages; nobody waits for the others' hints. */
  private static final int MAX_HEADERS_WAITING = 1000;

  private final Deque<Runnable> undo = new ArrayDeque<>();

  @Override
  public synchronized void initializePlugin(PluginManager manager, File directory) {
    try {
      XMPPServer server = XMPPServer.getInstance();
      String domain = server.getServerInfo().getXMPPDomain();
      serve(server, domain);
      repairPep(server, domain);
      repairOffline(server);
      sendHints(server, domain);
    } catch (RuntimeException | LinkageError e) {
      destroyPlugin();
      throw e;
    }
  }

  private void serve(XMPPServer server, String domain) {
    Clock clock = Clock.systemUTC();
    ServiceAddresses addresses =
        new ServiceAddresses(domain, Set.of(domain, SUBDOMAIN + "." + domain));
    PreKeyStore store =
        new PreKeyStore(new Database(DbConnectionManager::getConnection), clock, claimLimit());
    PrekeyRequests prekeys =
        new PrekeyRequests(
            addresses,
            store,
            new JdkSignatureVerifier(),
            clock,
            packet -> server.getPacketRouter().route(packet));
    IqEndpoint endpoint = new IqEndpoint(addresses, List.of(prekeys));

    DeletedAccounts deletions = new DeletedAccounts(domain, store);
    UserEventDispatcher.addListener(deletions);
    undo.push(() -> UserEventDispatcher.removeListener(deletions));

    DomainHandler handler = new DomainHandler(endpoint);
    server.getIQRouter().addHandler(handler);
    undo.push(() -> server.getIQRouter().removeHandler(handler));

    server.getIQDiscoInfoHandler().addServerFeature(Namespaces.PREKEYS);
    undo.push(() -> server.getIQDiscoInfoHandler().removeServerFeature(Namespaces.PREKEYS));

    addComponent(endpoint);
  }

  /** The service stays reachable on the domain itself when somebody else has the subdomain. */
  private void addComponent(IqEndpoint endpoint) {
    ComponentManager components = ComponentManagerFactory.getComponentManager();
    try {
      components.addComponent(SUBDOMAIN, new ServiceComponent(endpoint, components));
      undo.push(() -> removeComponent(components));
    } catch (ComponentException e) {
      LOG.warn("{} is taken by another component", SUBDOMAIN, e);
    }
  }

  private static void removeComponent(ComponentManager components) {
    try {
      components.removeComponent(SUBDOMAIN);
    } catch (ComponentException e) {
      LOG.warn("Component {} was not removed", SUBDOMAIN, e);
    }
  }

  private void repairPep(XMPPServer server, String domain) {
    if (!JiveGlobals.getBooleanProperty("symbolon.pep.repair", true)) {
      return;
    }
    String version = String.valueOf(server.getServerInfo().getVersion());
    PepRepair repair =
        new PepRepair(
            domain,
            HostVersion.honoursPublishOptions(version),
            iq -> server.getIQRouter().route(iq),
            UUID.randomUUID().toString());
    InterceptorManager.getInstance().addInterceptor(repair);
    undo.push(() -> InterceptorManager.getInstance().removeInterceptor(repair));
  }

  private void repairOffline(XMPPServer server) {
    if (!JiveGlobals.getBooleanProperty("symbolon.offline.repair", true)) {
      return;
    }
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, task -> thread(task, "symbolon-offline"), new ThreadPoolExecutor.DiscardPolicy());
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    undo.push(() -> end(timer));

    Clock clock = Clock.systemUTC();
    LoginGate gate = new LoginGate(clock);
    undo.push(gate::close);
    OfflineHost host =
        new OpenfireOffline(server.getOfflineMessageStore(), server.getSessionManager());
    OfflineEvents events =
        new OfflineEvents(new OfflineRepair(host, gate, soon(timer), clock), gate);
    OfflineMessageStrategy.addListener(events);
    undo.push(() -> OfflineMessageStrategy.removeListener(events));
    PresenceEventDispatcher.addListener(events);
    undo.push(() -> PresenceEventDispatcher.removeListener(events));
  }

  private static Consumer<Runnable> soon(ScheduledExecutorService timer) {
    return task -> {
      Future<?> unused = // it logs what goes wrong by itself
          timer.schedule(task, OfflineRepair.DELAY.toMillis(), TimeUnit.MILLISECONDS);
    };
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Classes of the plugin must not be needed any more when this returns. */
  private static void end(ThreadPoolExecutor threads) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("A task of the plugin still runs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendHints(XMPPServer server, String domain) {
    if (!JiveGlobals.getBooleanProperty("symbolon.delivery.hints", true)) {
      return;
    }
    ThreadPoolExecutor worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_HEADERS_WAITING),
            task -> thread(task, "symbolon-hints"),
            new ThreadPoolExecutor.DiscardPolicy());
    undo.push(() -> end(worker));

    Host host =
        new Host(
            packet -> server.getPacketRouter().route(packet),
            new OpenfireQuestions(server.getIQRouter()),
            worker);
    ServiceAddresses addresses = new ServiceAddresses(domain, Set.of(domain));
    RoutedMessages messages = new RoutedMessages(new Coverage(addresses, host, Clock.systemUTC()));
    InterceptorManager.getInstance().addInterceptor(messages);
    undo.push(() -> InterceptorManager.getInstance().removeInterceptor(messages));

    server.getIQDiscoInfoHandler().addServerFeature(Namespaces.DELIVERY);
    undo.push(() -> server.getIQDiscoInfoHandler().removeServerFeature(Namespaces.DELIVERY));
  }

  private static ClaimLimit claimLimit() {
    int perHour =
        JiveGlobals.getIntProperty("symbolon.claims.perHour", ClaimLimit.DEFAULT.claims());
    return new ClaimLimit(Math.max(1, perHour), Duration.ofHours(1));
  }

  @Override
  public synchronized void destroyPlugin() {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (RuntimeException e) {
        LOG.warn("Unloading was not complete", e);
      }
    }
  }
}
