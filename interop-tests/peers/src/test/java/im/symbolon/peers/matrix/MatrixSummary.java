package im.symbolon.peers.matrix;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the console shows at the end of a run: a table, and by name what did not pass. */
final class MatrixSummary {
  private final MatrixReport report;
  private final StringBuilder out = new StringBuilder("\n");

  MatrixSummary(MatrixReport report) {
    this.report = report;
  }

  /** Several lines. */
  String text() {
    Map<String, Map<Result, Integer>> places = new LinkedHashMap<>();
    report
        .outcomes()
        .forEach(
            (row, outcome) ->
                places
                    .computeIfAbsent(place(row), p -> new LinkedHashMap<>())
                    .merge(outcome.result(), 1, Integer::sum));
    line("INTEROP MATRIX", "pass", "fail", "not-run");
    places.forEach(
        (place, counts) ->
            line(
                place,
                counts.getOrDefault(Result.PASS, 0),
                counts.getOrDefault(Result.FAIL, 0),
                counts.getOrDefault(Result.NOT_RUN, 0)));
    out.append(report.outcomes().size())
        .append(" rows: ")
        .append(report.count(Result.PASS))
        .append(" pass, ")
        .append(report.count(Result.FAIL))
        .append(" fail (")
        .append(report.expectedFailures())
        .append(" as expected), ")
        .append(report.count(Result.NOT_RUN))
        .append(" not-run\n");
    block("FAILED", Result.FAIL);
    block("NOT RUN", Result.NOT_RUN);
    return out.toString();
  }

  private static String place(Row row) {
    return row.client() + ": " + row.server() + " -> " + row.peerServer();
  }

  private void line(Object... cells) {
    out.append(String.format(Locale.ROOT, "%-42s %8s %8s %8s%n", cells));
  }

  /** An expected failure that came is not among them; one that did not come is. */
  private void block(String title, Result result) {
    StringBuilder lines = new StringBuilder();
    report
        .outcomes()
        .forEach(
            (row, outcome) -> {
              if (outcome.result() == result && !outcome.isAsExpected()) {
                lines.append("*** ").append(row).append(" – ").append(first(outcome)).append('\n');
              }
            });
    if (lines.length() > 0) {
      out.append("\n*** ").append(title).append(" ***\n").append(lines);
    }
  }

  private static String first(Outcome outcome) {
    String reason = outcome.reason().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return reason.length() > 200 ? reason.substring(0, 200) + " …" : reason;
  }
}
