package im.symbolon.peers.matrix;

import static im.symbolon.peers.matrix.Html.escape;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The matrix as one page that needs nothing else: what was asked, how each row ended, and for each
 * that did not pass why, with what both sides sent and received.
 */
final class MatrixPage {
  /** A long text is the same letter again and again; its beginning is enough. */
  private static final int SHOWN_OF_STANZA = 6_000;

  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;margin:2em;max-width:110em}
      table{border-collapse:collapse;margin:1em 0}th,td{border:1px solid #bbb;padding:.25em .5em}
      th{background:#f2f2f2;text-align:left;font-weight:600}td{text-align:center}
      .pass{background:#d9f2d9}.fail{background:#f9c9c9}.not-run{background:#ececec;color:#555}
      .expected{background:#fdf0c4}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
      .stanza{border-left:3px solid #999;padding:.2em .6em;margin:.3em 0;background:#fafafa}
      .SENT{border-color:#36c}.RECEIVED{border-color:#393}dt{font-weight:600}
      """;

  private final MatrixReport report;
  private final StringBuilder out = new StringBuilder();

  MatrixPage(MatrixReport report) {
    this.report = report;
  }

  /** The page. */
  String html() {
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<title>Symbolon interop matrix</title><style>\n").append(STYLE);
    out.append("</style></head><body>\n<h1>Interop matrix</h1>\n");
    summary();
    clients().forEach(this::table);
    scenarios();
    details();
    return out.append("</body></html>\n").toString();
  }

  private void summary() {
    out.append("<p>Symbolon's client on one server, a foreign client on another: ")
        .append(report.outcomes().size())
        .append(" rows, ")
        .append(report.count(Result.PASS))
        .append(" passed, ")
        .append(report.count(Result.FAIL))
        .append(" failed (of which ")
        .append(report.expectedFailures())
        .append(" have to fail), ")
        .append(report.count(Result.NOT_RUN))
        .append(" not run.</p>\n");
  }

  private Set<String> clients() {
    Set<String> found = new LinkedHashSet<>();
    report.outcomes().keySet().forEach(row -> found.add(row.client()));
    return found;
  }

  private void table(String client) {
    Set<List<String>> places = new LinkedHashSet<>();
    Set<String> scenarios = new LinkedHashSet<>();
    for (Row row : report.outcomes().keySet()) {
      if (row.client().equals(client)) {
        places.add(List.of(row.server(), row.peerServer()));
        scenarios.add(row.scenario());
      }
    }
    out.append("<h2>").append(escape(client)).append("</h2>\n<table><tr><th>we on → peer on</th>");
    for (List<String> place : places) {
      out.append("<th>").append(escape(place.get(0) + " → " + place.get(1))).append("</th>");
    }
    out.append("</tr>\n");
    for (String scenario : scenarios) {
      out.append("<tr><th title=\"")
          .append(escape(report.promises().getOrDefault(scenario, "")))
          .append("\">")
          .append(escape(scenario))
          .append("</th>");
      for (List<String> place : places) {
        cell(new Row(place.get(0), place.get(1), client, scenario));
      }
      out.append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private void cell(Row row) {
    Outcome outcome = report.outcomes().get(row);
    if (outcome == null) {
      out.append("<td>–</td>");
      return;
    }
    out.append("<td class=\"").append(style(outcome)).append("\">");
    if (outcome.result() == Result.PASS) {
      out.append("pass <small>").append(seconds(outcome)).append("</small>");
    } else {
      String what =
          outcome.result().word() + (style(outcome).equals("expected") ? ", as expected" : "");
      out.append("<a href=\"#").append(anchor(row)).append("\">").append(what).append("</a>");
    }
    out.append("</td>");
  }

  private static String style(Outcome outcome) {
    boolean expected = outcome.result() == Result.FAIL && outcome.isAsExpected();
    return expected ? "expected" : outcome.result().word();
  }

  private static String seconds(Outcome outcome) {
    return String.format(Locale.ROOT, "%.1f s", outcome.seconds());
  }

  private String anchor(Row row) {
    return "row" + List.copyOf(report.outcomes().keySet()).indexOf(row);
  }

  private void scenarios() {
    out.append("<h2>What each scenario promises</h2>\n<dl>");
    report
        .promises()
        .forEach(
            (name, promise) ->
                out.append("<dt>")
                    .append(escape(name))
                    .append("</dt><dd>")
                    .append(escape(promise))
                    .append("</dd>\n"));
    out.append("</dl>\n");
  }

  private void details() {
    for (Map.Entry<Row, Outcome> each : report.outcomes().entrySet()) {
      if (each.getValue().result() != Result.PASS) {
        detail(each.getKey(), each.getValue());
      }
    }
  }

  private void detail(Row row, Outcome outcome) {
    out.append("<h3 id=\"").append(anchor(row)).append("\">").append(escape(row.toString()));
    out.append("</h3>\n<p>Promised: ")
        .append(escape(report.promises().getOrDefault(row.scenario(), "")))
        .append("<br>Expected to ")
        .append(outcome.expected().word())
        .append("; ")
        .append(outcome.result().word())
        .append(" after ")
        .append(seconds(outcome))
        .append(".</p>\n<pre>")
        .append(escape(outcome.reason()))
        .append("</pre>\n");
    if (outcome.result() == Result.FAIL) {
      tape("Our devices", outcome.ours());
      tape("The foreign devices", outcome.theirs());
    }
  }

  private void tape(String whose, List<Stanza> stanzas) {
    out.append("<details><summary>").append(whose).append(": ").append(stanzas.size());
    out.append(" stanzas</summary>\n");
    for (Stanza each : stanzas) {
      String cut = each.xml();
      if (cut.length() > SHOWN_OF_STANZA) {
        int more = cut.length() - SHOWN_OF_STANZA;
        cut = cut.substring(0, SHOWN_OF_STANZA) + " … and " + more + " characters more";
      }
      out.append("<div class=\"stanza ").append(each.way()).append("\"><small>");
      out.append(each.way()).append("</small><pre>");
      out.append(escape(cut)).append("</pre></div>\n");
    }
    out.append("</details>\n");
  }
}
