package im.symbolon.peers.client;

import im.symbolon.lab.Software;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Which peers are on this machine. Skips what {@link NeedsClients} names and is not, loudly. */
final class Installed implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<String> absent =
        AnnotationSupport.findAnnotation(context.getElement(), NeedsClients.class)
            .map(needs -> absent(List.of(needs.value()), List.of(needs.servers())))
            .orElse(List.of());
    if (absent.isEmpty()) {
      return ConditionEvaluationResult.enabled("all peers are installed");
    }
    String why = reason(context.getDisplayName(), absent);
    System.err.println("\n*** " + why + "\n");
    return ConditionEvaluationResult.disabled(why);
  }

  /** One line that says what is not run and what would help. */
  static String reason(String what, List<String> absent) {
    return "NOT RUN: "
        + what
        + ", for want of "
        + String.join(" and ", absent)
        + "; interop-tests/peers/install installs everything";
  }

  /** What of these is not on this machine, each with its packages; empty when all are. */
  static List<String> absent(List<ClientSoftware> clients, List<Software> servers) {
    List<String> absent = new ArrayList<>();
    for (ClientSoftware each : clients) {
      if (!each.isInstalled()) {
        absent.add(each + " (" + String.join(" ", each.packages()) + ")");
      }
    }
    for (Software each : servers) {
      if (!each.isInstalled()) {
        absent.add(each + " (" + String.join(" ", each.packages()) + ")");
      }
    }
    return absent;
  }
}
