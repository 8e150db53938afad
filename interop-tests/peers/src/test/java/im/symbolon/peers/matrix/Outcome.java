package im.symbolon.peers.matrix;

import java.util.List;
import java.util.Objects;

/**
 * What came of a row.
 *
 * @param expected what has to come of it
 * @param seconds how long it took
 * @param reason why it failed or was not run, and what was expected; empty when it passed
 * @param ours the stanzas of our devices; kept of failed rows alone
 * @param theirs the stanzas of the foreign devices; kept of failed rows alone
 */
record Outcome(
    Result result,
    Result expected,
    double seconds,
    String reason,
    List<Stanza> ours,
    List<Stanza> theirs) {

  Outcome {
    Objects.requireNonNull(result);
    Objects.requireNonNull(expected);
    Objects.requireNonNull(reason);
    ours = List.copyOf(ours);
    theirs = List.copyOf(theirs);
  }

  static Outcome pass(double seconds) {
    return new Outcome(Result.PASS, Result.PASS, seconds, "", List.of(), List.of());
  }

  static Outcome notRun(String why) {
    return new Outcome(Result.NOT_RUN, Result.PASS, 0, why, List.of(), List.of());
  }

  /** The same where something else has to happen. */
  Outcome expecting(Result other) {
    return new Outcome(result, other, seconds, reason, ours, theirs);
  }

  /** The same with another reason. */
  Outcome because(String other) {
    return new Outcome(result, expected, seconds, other, ours, theirs);
  }

  /** True when it came as it has to. */
  boolean isAsExpected() {
    return result == expected;
  }
}
