package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.admin.ListRegister;
import im.symbolon.service.devices.DeviceAdditions;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import im.symbolon.service.pep.Facade;
import im.symbolon.service.pep.FacadeBuilder;
import im.symbolon.service.pep.Refused;
import im.symbolon.service.pep.Surroundings;
import im.symbolon.service.prekeys.PreKeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jivesoftware.openfire.session.ClientSession;
import org.xmpp.packet.JID;

/** Hosts the device lists: additions to them, and the façade before PEP. */
final class Devices {
  /** PEP has stored by then what it was asked to. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private Devices() {}

  /** Returns who adds devices to lists. */
  static DeviceAdditions host(Hosting hosting, PreKeyStore prekeys) {
    DeviceLists lists = new DeviceLists(hosting.database(), prekeys, hosting.clock());
    OpenfirePep pep = new OpenfirePep(iq -> hosting.server().getIQRouter().route(iq));
    OwnNodes nodes = new OwnNodes(pep);
    Refused refused = new Refused();
    hosting.answer(refused);
    hosting.intercept(new PepFacade(pep, facade(hosting, lists, nodes), refused));
    hosting.listen(new DeletedAccounts(hosting.domain(), "device lists", lists::forget));
    hosting.register(new ListRegister(lists, nodes));
    return new DeviceAdditions(lists, nodes);
  }

  private static Facade facade(Hosting hosting, DeviceLists lists, OwnNodes nodes) {
    FacadeBuilder facade = new FacadeBuilder(lists, nodes, hosting.clock());
    if (Setting.PEP_MERGE.isOn()) {
      facade.merging(new JdkSignatureVerifier());
    }
    if (Setting.PEP_ROTATE.isOn()) {
      facade.rotating();
    }
    return facade.build(
        hosting.addresses(),
        new Surroundings(hosting.outbox(), account -> sessions(hosting, account), later(hosting)));
  }

  private static List<JID> sessions(Hosting hosting, BareJid account) {
    List<JID> addresses = new ArrayList<>();
    for (ClientSession each : hosting.server().getSessionManager().getSessions(account.local())) {
      addresses.add(each.getAddress());
    }
    return addresses;
  }

  private static Executor later(Hosting hosting) {
    ScheduledExecutorService timer = Threads.timer(hosting, "symbolon-pep");
    return task -> Threads.soon(timer, task, SETTLED);
  }
}
