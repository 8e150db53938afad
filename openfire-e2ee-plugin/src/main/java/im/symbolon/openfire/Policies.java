package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.policy.Edge;
import im.symbolon.service.policy.PolicyInForce;
import im.symbolon.service.policy.PolicyRequests;
import im.symbolon.service.policy.PolicyStore;
import im.symbolon.service.policy.Violation;
import im.symbolon.service.signer.DomainSigner;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jivesoftware.openfire.group.GroupManager;
import org.xmpp.packet.Packet;

/** Hosts the domain's policy: the judge at its edge, the answer to who asks for it. */
final class Policies {
  private static final int WAITING = 1; // there is nothing to gain by reading it twice

  private Policies() {}

  /** Judges stanzas from now on, before the interceptors that come later. */
  static PolicyInForce host(Hosting hosting) {
    try {
      PolicyInForce policy = inForce(hosting);
      DomainSigner signer = DomainSigner.of(hosting.database(), new SecureRandom());
      AuditLog audit = Audits.log(hosting);
      Audits.keepTidy(hosting, audit);
      guard(hosting, policy, audit);
      hosting.answer(new PolicyRequests(hosting.domain(), policy, signer, hosting.clock()));
      hosting.feature(Namespaces.POLICY);
      return policy;
    } catch (SQLException e) {
      throw new IllegalStateException("the policy could not be read", e);
    }
  }

  private static PolicyInForce inForce(Hosting hosting) throws SQLException {
    return new PolicyInForce(
        new PolicyStore(hosting.database()),
        Threads.worker(hosting, "symbolon-policy", WAITING),
        hosting.clock());
  }

  private static void guard(Hosting hosting, PolicyInForce policy, AuditLog audit) {
    OpenfireGroups groups = new OpenfireGroups(GroupManager.getInstance());
    Edge edge = new Edge(hosting.addresses(), policy, groups, audit);
    hosting.intercept(
        new EdgeGuard(
            judge(edge, ServersMail.of(hosting)),
            edge::mayLeave,
            hosting.server().getPacketDeliverer()));
    keepTls(hosting, policy, audit);
  }

  private static Function<Packet, Optional<Violation>> judge(Edge edge, ServersMail mail) {
    return packet -> {
      if (mail.isPassedOn(packet)) {
        return Optional.empty();
      }
      Optional<Violation> violation = edge.judge(packet);
      if (!violation.isPresent()) {
        mail.passed(packet);
      }
      return violation;
    };
  }

  private static void keepTls(Hosting hosting, PolicyInForce policy, AuditLog audit) {
    ServerTls tls = new ServerTls(hosting, policy, audit);
    Threads.repeat(
        Threads.timer(hosting, "symbolon-tls"), tls::see, Duration.ZERO, PolicyInForce.DELAY);
  }
}
