package im.symbolon.openfire;

import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.policy.PolicyInForce;
import java.util.ArrayList;
import java.util.List;
import org.jivesoftware.openfire.SessionManager;
import org.jivesoftware.openfire.session.Session;
import org.jivesoftware.util.JiveGlobals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that connections with other servers are encrypted when the policy says so. No stanza
 * tells how it came, so this is done with the host's own setting, which holds for new connections
 * at once; those that are there are closed, because only some versions of the host say which of
 * them are encrypted. The setting stays when the policy changes again: it is never weakened here.
 */
final class ServerTls {
  /** The host's setting: required, optional or disabled. */
  static final String PROPERTY = "xmpp.server.tls.policy";

  private static final String REQUIRED = "required";
  private static final String HOSTS_DEFAULT = "optional";
  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final Hosting hosting;
  private final PolicyInForce policy;
  private final AuditLog audit;

  ServerTls(Hosting hosting, PolicyInForce policy, AuditLog audit) {
    this.hosting = hosting;
    this.policy = policy;
    this.audit = audit;
  }

  /** What the host does now. */
  static String setting() {
    return JiveGlobals.getProperty(PROPERTY, HOSTS_DEFAULT);
  }

  /** Throws nothing, so that a timer goes on. */
  void see() {
    try {
      if (policy.get().policy().demandsTls() && !setting().equals(REQUIRED)) {
        require();
      }
    } catch (RuntimeException e) {
      LOG.warn("{} could not be set", PROPERTY, e);
    }
  }

  private void require() {
    JiveGlobals.setProperty(PROPERTY, REQUIRED);
    String domain = hosting.domain();
    audit.note(
        new AuditEntry(AuditEntry.Event.CHANGED, domain, domain, PROPERTY + " is required now"));
    connections(hosting.server().getSessionManager()).forEach(Session::close);
  }

  private static List<Session> connections(SessionManager sessions) {
    List<Session> out = new ArrayList<>();
    for (String each : List.copyOf(sessions.getIncomingServers())) {
      out.addAll(sessions.getIncomingServerSessions(each));
    }
    for (String each : List.copyOf(sessions.getOutgoingServers())) {
      out.addAll(sessions.getOutgoingServerSessions(each));
    }
    return out;
  }
}
