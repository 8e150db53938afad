package im.symbolon.peers.server;

import im.symbolon.lab.Software;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what {@link NeedsServers} names when it is not installed, and says so. */
final class InstalledServers implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<Software> absent =
        AnnotationSupport.findAnnotation(context.getElement(), NeedsServers.class).stream()
            .flatMap(needs -> Stream.of(needs.value()))
            .filter(software -> !software.isInstalled())
            .toList();
    if (absent.isEmpty()) {
      return ConditionEvaluationResult.enabled("all servers are installed");
    }
    String why = reason(context.getDisplayName(), absent);
    System.err.println("\n*** " + why + "\n");
    return ConditionEvaluationResult.disabled(why);
  }

  static String reason(String what, List<Software> absent) {
    return "NOT RUN: "
        + what
        + ", for want of "
        + absent.stream()
            .map(s -> s + " (apt-get install " + String.join(" ", s.packages()) + ")")
            .collect(Collectors.joining(" and "));
  }
}
