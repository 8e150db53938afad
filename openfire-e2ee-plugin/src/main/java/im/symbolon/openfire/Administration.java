package im.symbolon.openfire;

import im.symbolon.service.admin.AdminRooms;
import im.symbolon.service.admin.CommandRequests;
import im.symbolon.service.admin.Figure;
import im.symbolon.service.admin.MailboxFigures;
import im.symbolon.service.policy.PolicyInForce;
import java.util.List;
import org.jivesoftware.openfire.admin.AdminManager;
import org.xmpp.packet.JID;

/**
 * Hosts the administrator's commands at the component's address: on the domain itself the server
 * answers commands of its own. Comes after all parts that have something to show.
 */
final class Administration {
  private Administration() {}

  static void host(Hosting hosting, PolicyInForce policy) {
    hosting.show(new MailboxFigures(hosting.database()));
    hosting.show(
        () ->
            List.of(
                new Figure(
                    "server-tls",
                    "Encryption of connections with other servers (" + ServerTls.PROPERTY + ")",
                    ServerTls.setting())));
    AdminRooms rooms =
        new AdminRooms(policy, Audits.log(hosting), hosting.figures(), hosting.registers());
    hosting.answerAtComponent(
        CommandRequests.of(
            hosting.component(), hosting.addresses(), Administration::isAdministrator, rooms));
  }

  private static boolean isAdministrator(JID account) {
    return AdminManager.getInstance().isUserAdmin(account, false);
  }
}
