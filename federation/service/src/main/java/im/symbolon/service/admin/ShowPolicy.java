package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import im.symbolon.service.policy.PolicyInForce;
import java.util.Optional;
import org.xmpp.packet.JID;

/** Shows the policy that is in force. */
final class ShowPolicy implements Command {
  private final PolicyInForce policy;

  ShowPolicy(PolicyInForce policy) {
    this.policy = policy;
  }

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String title() {
    return "Encryption: policy";
  }

  @Override
  public Optional<Form> form() {
    return Optional.empty();
  }

  @Override
  public Report run(JID administrator, Answers answers) throws Refusal {
    return Report.of(title(), PolicyForm.fields(Trouble.orRefusal(policy::latest)));
  }
}
