package im.symbolon.service.admin;

import im.symbolon.protocol.xml.Numbers;
import im.symbolon.service.Refusal;
import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.policy.Policy;
import im.symbolon.service.policy.PolicyInForce;
import java.util.Optional;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** Puts another policy in force, unless somebody else did since the form was shown. */
final class ChangePolicy implements Command {
  private final PolicyInForce policy;
  private final AuditLog audit;

  ChangePolicy(PolicyInForce policy, AuditLog audit) {
    this.policy = policy;
    this.audit = audit;
  }

  @Override
  public String name() {
    return "change-policy";
  }

  @Override
  public String title() {
    return "Encryption: change the policy";
  }

  @Override
  public Optional<Form> form() throws Refusal {
    return Optional.of(
        new Form(
            title(), RuleLine.EXPLANATION, PolicyForm.fields(Trouble.orRefusal(policy::latest))));
  }

  @Override
  public Report run(JID administrator, Answers answers) throws Refusal {
    long known = answers.number(PolicyForm.VERSION, Numbers.MAX);
    Policy next = PolicyForm.read(answers);
    if (!Trouble.orRefusal(() -> policy.replace(next, known))) {
      throw new Refusal(Condition.conflict, "Somebody changed the policy meanwhile; look again.");
    }
    long version = known + 1;
    audit.note(
        new AuditEntry(
            AuditEntry.Event.CHANGED,
            administrator.toBareJID(),
            administrator.getDomain(),
            "policy " + version));
    return Report.said(
        "Policy " + version + (next.dryRun() ? " is tried out: all pass." : " is in force."));
  }
}
