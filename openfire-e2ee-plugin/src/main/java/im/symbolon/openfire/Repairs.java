package im.symbolon.openfire;

import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import org.jivesoftware.openfire.OfflineMessageStrategy;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.user.PresenceEventDispatcher;

/** Hosts what mends the server: {@link PepRepair}, {@link OfflineRepair}, {@link CarbonRepair}. */
final class Repairs {
  private Repairs() {}

  static void host(Hosting hosting) {
    if (Setting.PEP_REPAIR.isOn()) {
      repairPep(hosting);
    }
    if (Setting.OFFLINE_REPAIR.isOn()) {
      repairOffline(hosting);
    }
    if (Setting.CARBONS_REPAIR.isOn()) {
      hosting.intercept(new CarbonRepair());
    }
  }

  private static void repairPep(Hosting hosting) {
    XMPPServer server = hosting.server();
    String version = String.valueOf(server.getServerInfo().getVersion());
    hosting.intercept(
        new PepRepair(
            hosting.domain(),
            HostVersion.honoursPublishOptions(version),
            iq -> server.getIQRouter().route(iq),
            UUID.randomUUID().toString()));
  }

  private static void repairOffline(Hosting hosting) {
    XMPPServer server = hosting.server();
    ScheduledExecutorService timer = Threads.timer(hosting, "symbolon-offline");
    LoginGate gate = new LoginGate(hosting.clock());
    hosting.onClose(gate::close);
    OfflineHost host =
        new OpenfireOffline(server.getOfflineMessageStore(), server.getSessionManager());
    OfflineRepair repair =
        new OfflineRepair(
            host, gate, task -> Threads.soon(timer, task, OfflineRepair.DELAY), hosting.clock());
    OfflineEvents events = new OfflineEvents(repair, gate);
    OfflineMessageStrategy.addListener(events);
    hosting.onClose(() -> OfflineMessageStrategy.removeListener(events));
    PresenceEventDispatcher.addListener(events);
    hosting.onClose(() -> PresenceEventDispatcher.removeListener(events));
  }
}
