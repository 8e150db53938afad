package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import im.symbolon.service.policy.Domains;
import im.symbolon.service.policy.Policy;
import im.symbolon.service.policy.PolicyStore.Stored;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.xmpp.packet.JID;

/** A policy as the fields of a form, and back. */
final class PolicyForm {
  static final String VERSION = "version";

  private static final String RULES = "rules";
  private static final String OPEN = "open";
  private static final String ALLOWED = "allowed";
  private static final String DENIED = "denied";
  private static final String TLS_ONLY = "tls-only";
  private static final String EXEMPT = "exempt";
  private static final String DRY_RUN = "dry-run";

  private PolicyForm() {}

  static List<Field> fields(Stored stored) {
    Policy policy = stored.policy();
    Domains domains = policy.domains();
    return List.of(
        Field.hidden(VERSION, Long.toString(stored.version())),
        Field.lines(RULES, "Rules, one on each line", RuleLine.write(policy.requirements())),
        Field.flag(OPEN, "Talk to all domains that are not shut out", domains.open()),
        Field.lines(ALLOWED, "Domains let in", List.copyOf(domains.allowed())),
        Field.lines(DENIED, "Domains shut out", List.copyOf(domains.denied())),
        Field.flag(TLS_ONLY, "Other servers only by encrypted connections", domains.tlsOnly()),
        Field.lines(EXEMPT, "Services without rules", policy.exempt().stream().sorted().toList()),
        Field.flag(DRY_RUN, "Dry run: note down, and let pass", policy.dryRun()));
  }

  static Policy read(Answers answers) throws Refusal {
    try {
      Domains domains =
          new Domains(
              answers.flag(OPEN),
              new TreeSet<>(answers.lines(ALLOWED)),
              new TreeSet<>(answers.lines(DENIED)),
              answers.flag(TLS_ONLY));
      return new Policy(
          RuleLine.read(answers.lines(RULES)), domains, exempt(answers), answers.flag(DRY_RUN));
    } catch (IllegalArgumentException e) {
      throw Answers.refusal("This is no policy: " + e.getMessage() + ".");
    }
  }

  private static SortedSet<String> exempt(Answers answers) {
    SortedSet<String> out = new TreeSet<>();
    answers.lines(EXEMPT).forEach(each -> out.add(new JID(each).toBareJID()));
    return out;
  }
}
