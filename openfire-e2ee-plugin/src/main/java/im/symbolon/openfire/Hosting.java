package im.symbolon.openfire;

import im.symbolon.service.IqEndpoint;
import im.symbolon.service.Outbox;
import im.symbolon.service.Requests;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.admin.DeviceRegister;
import im.symbolon.service.admin.Figures;
import im.symbolon.service.jdbc.Database;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jivesoftware.database.DbConnectionManager;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.event.UserEventDispatcher;
import org.jivesoftware.openfire.event.UserEventListener;
import org.jivesoftware.openfire.interceptor.InterceptorManager;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts of the plugin share: the server, its database, the clock; and where each leaves
 * what it registered, so that {@link #close} takes everything back, last first.
 */
final class Hosting {
  /** Below the domain, for servers that look for a component. */
  static final String SUBDOMAIN = "e2ee";

  private static final Logger LOG = LoggerFactory.getLogger(Hosting.class);

  private final XMPPServer server;
  private final Path home;
  private final ServiceAddresses addresses;
  private final Database database = new Database(DbConnectionManager::getConnection);
  private final Clock clock = Clock.systemUTC();
  private final List<Requests> rooms = new ArrayList<>();
  private final List<String> onDomain = new ArrayList<>();
  private final List<Figures> figures = new ArrayList<>();
  private final List<DeviceRegister> registers = new ArrayList<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();

  /**
   * Registers nothing yet.
   *
   * @param plugin its folder, two levels below the home of the server
   */
  Hosting(XMPPServer server, File plugin) {
    this.server = server;
    this.home = plugin.toPath().toAbsolutePath().getParent().getParent();
    String domain = server.getServerInfo().getXMPPDomain();
    this.addresses = new ServiceAddresses(domain, Set.of(domain, SUBDOMAIN + "." + domain));
  }

  XMPPServer server() {
    return server;
  }

  /** The server's folder. */
  Path home() {
    return home;
  }

  String domain() {
    return addresses.domain();
  }

  /** The domain's own and the component's. */
  ServiceAddresses addresses() {
    return addresses;
  }

  /** The server's, which all its nodes share. */
  Database database() {
    return database;
  }

  Clock clock() {
    return clock;
  }

  /** Sends in the server's name. */
  Outbox outbox() {
    return packet -> server.getPacketRouter().route(packet);
  }

  /** Has the service answer these requests from {@link #endpoint} on. */
  void answer(Requests requests) {
    rooms.add(requests);
    onDomain.add(requests.namespace());
  }

  /** The same at the component alone, for what the server itself answers on the domain. */
  void answerAtComponent(Requests requests) {
    rooms.add(requests);
  }

  /** Shows these in the administrator's overview. */
  void show(Figures more) {
    figures.add(more);
  }

  /** Has the administrator see these devices, and revoke them. */
  void register(DeviceRegister register) {
    registers.add(register);
  }

  /** What was to be shown until now. */
  List<Figures> figures() {
    return figures;
  }

  /** Who knows devices, until now. */
  List<DeviceRegister> registers() {
    return registers;
  }

  /** The component's own address. */
  String component() {
    return SUBDOMAIN + "." + domain();
  }

  /** The service's door, for all that was to be answered until now. */
  IqEndpoint endpoint() {
    return new IqEndpoint(addresses, rooms);
  }

  /** The namespaces of the requests that are answered on the domain. */
  List<String> namespaces() {
    return List.copyOf(onDomain);
  }

  /** Names a feature of the domain in service discovery. */
  void feature(String namespace) {
    server.getIQDiscoInfoHandler().addServerFeature(namespace);
    onClose(() -> server.getIQDiscoInfoHandler().removeServerFeature(namespace));
  }

  /** Shows an interceptor all packets, after those that were there before. */
  void intercept(PacketInterceptor interceptor) {
    InterceptorManager.getInstance().addInterceptor(interceptor);
    onClose(() -> InterceptorManager.getInstance().removeInterceptor(interceptor));
  }

  /** The same before all others. */
  void interceptFirst(PacketInterceptor interceptor) {
    InterceptorManager.getInstance().addInterceptor(0, interceptor);
    onClose(() -> InterceptorManager.getInstance().removeInterceptor(interceptor));
  }

  /** Tells of accounts that come and go. */
  void listen(UserEventListener listener) {
    UserEventDispatcher.addListener(listener);
    onClose(() -> UserEventDispatcher.removeListener(listener));
  }

  /** Remembers how something is taken back. */
  void onClose(Runnable step) {
    undo.push(step);
  }

  /** Takes everything back; a step that fails does not keep the others from it. */
  void close() {
    while (!undo.isEmpty()) {
      try {
        undo.pop().run();
      } catch (RuntimeException e) {
        LOG.warn("Unloading was not complete", e);
      }
    }
  }
}
