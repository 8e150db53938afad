package im.symbolon.service.policy;

import java.util.Objects;

/**
 * Why a stanza must not pass.
 *
 * @param rule which one, for the administrator
 * @param sentence for whoever sent it
 */
public record Violation(String rule, String sentence) {
  public Violation {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(sentence);
  }
}
