package im.symbolon.service.policy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.policy.PolicyStore.Stored;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * Judges what crosses the domain's edge. The host shows it each stanza once, when it comes in from
 * a client or from another server; the copies that a room sends out were judged when they came in.
 * Thread-safe. Reads stanzas, never changes them, and notes no content down.
 */
public final class Edge {
  private final ServiceAddresses addresses;
  private final Supplier<Stored> policy;
  private final Directory directory;
  private final AuditLog audit;

  /**
   * Builds the judge.
   *
   * @param policy the one in force; asked for each stanza, and does not wait
   */
  public Edge(
      ServiceAddresses addresses, Supplier<Stored> policy, Directory directory, AuditLog audit) {
    this.addresses = Objects.requireNonNull(addresses);
    this.policy = Objects.requireNonNull(policy);
    this.directory = Objects.requireNonNull(directory);
    this.audit = Objects.requireNonNull(audit);
  }

  /** Why a stanza must not pass; empty when it may. Violations are in the audit log either way. */
  public Optional<Violation> judge(Packet packet) {
    JID from = packet.getFrom();
    JID to = packet.getTo();
    Policy now = policy.get().policy();
    if (from == null || to == null) {
      return Optional.empty(); // for the client's own account, or its own server
    }
    Optional<Violation> violation = domainViolation(now, from, to);
    if (!violation.isPresent() && packet instanceof Message message) {
      violation = messageViolation(now, message);
    }
    violation.ifPresent(v -> audit.note(entry(v, now.dryRun(), from, to)));
    return now.dryRun() ? Optional.empty() : violation;
  }

  /**
   * Whether a stanza may go out, in view of the domains alone. For what the host sends by itself,
   * such as presence to contacts, and never shows coming in. What may not is in the audit log; in a
   * dry run all may, and nothing is noted, because most was judged when it came in.
   */
  public boolean mayLeave(Packet packet) {
    JID from = packet.getFrom();
    JID to = packet.getTo();
    Policy now = policy.get().policy();
    if (from == null || to == null || now.dryRun()) {
      return true;
    }
    Optional<Violation> violation = domainViolation(now, from, to);
    violation.ifPresent(v -> audit.note(entry(v, false, from, to)));
    return !violation.isPresent();
  }

  private static AuditEntry entry(Violation violation, boolean dryRun, JID from, JID to) {
    AuditEntry.Event event = dryRun ? AuditEntry.Event.WOULD_REFUSE : AuditEntry.Event.REFUSED;
    return new AuditEntry(event, from.toBareJID(), to.toBareJID(), violation.rule());
  }

  private Optional<Violation> domainViolation(Policy now, JID from, JID to) {
    for (JID each : new JID[] {from, to}) {
      if (!isLocal(each) && !now.domains().lets(each.getDomain())) {
        return Optional.of(
            new Violation(
                "domain " + each.getDomain(),
                "Nothing is exchanged between "
                    + addresses.domain()
                    + " and "
                    + each.getDomain()
                    + "."));
      }
    }
    return Optional.empty();
  }

  private Optional<Violation> messageViolation(Policy now, Message message) {
    if (now.requirements().isEmpty() || isComponents(message.getFrom()) || isAnswer(message)) {
      return Optional.empty();
    }
    if (isExempt(now, message.getFrom()) || isExempt(now, message.getTo())) {
      return Optional.empty();
    }
    Content content = Content.of(message);
    if (content.kind() == Content.Kind.SIGNAL) {
      return Optional.empty();
    }
    return now.demand(scopes(now, message)).flatMap(demand -> violation(demand, content));
  }

  /** What a local room or another component sends out was judged when it came to it. */
  private boolean isComponents(JID address) {
    return isLocal(address) && !address.getDomain().equals(addresses.domain());
  }

  private static boolean isAnswer(Message message) {
    return "error".equals(message.getElement().attributeValue("type"));
  }

  private static Optional<Violation> violation(Policy.Demand demand, Content content) {
    Requirement wanted = demand.requirement();
    String rule = demand.scope().toString();
    if (content.kind() == Content.Kind.READABLE) {
      return wanted.encrypted()
          ? Optional.of(
              new Violation(
                  "encryption, " + rule,
                  "This was not delivered: messages here must be end-to-end encrypted (OMEMO)."))
          : Optional.empty();
    }
    return wanted
        .minimum()
        .filter(minimum -> !content.isAtLeast(minimum))
        .map(
            minimum ->
                new Violation(
                    "minimum " + name(minimum) + ", " + rule,
                    "This was not delivered: messages here must use "
                        + name(minimum)
                        + " or newer."));
  }

  private static String name(OmemoVersion version) {
    return version == OmemoVersion.LEGACY ? "OMEMO" : "OMEMO " + version.number();
  }

  private Set<Scope> scopes(Policy now, Message message) {
    Set<Scope> out = new HashSet<>();
    out.add(Scope.EVERYBODY);
    for (JID each : new JID[] {message.getFrom(), message.getTo()}) {
      if (!isLocal(each)) {
        out.add(Scope.domain(each.getDomain()));
      } else if (now.names(Scope.Kind.GROUP)) {
        groups(each).forEach(name -> out.add(Scope.group(name)));
      }
      if (each.getNode() != null) {
        out.add(Scope.room(each));
      }
    }
    return out;
  }

  private Set<String> groups(JID local) {
    try {
      BareJid account = BareJid.parse(local.toBareJID());
      return addresses.serves(account) ? directory.groupsOf(account) : Set.of();
    } catch (ProtocolException e) {
      return Set.of(); // the server itself
    }
  }

  private boolean isLocal(JID address) {
    String domain = address.getDomain();
    return domain.equals(addresses.domain()) || domain.endsWith("." + addresses.domain());
  }

  /** The server and its components as such, and whoever is listed. */
  private boolean isExempt(Policy now, JID address) {
    boolean service = isLocal(address) && address.getNode() == null;
    return service
        || now.exempt().contains(address.getDomain())
        || now.exempt().contains(address.toBareJID());
  }
}
