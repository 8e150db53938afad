package im.symbolon.peers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others are handed says what happened, whatever a peer sent. */
class MatrixReportTest {
  private static final Row GOOD = new Row("openfire", "prosody", "twomemo", "reply");
  private static final Row BAD = new Row("prosody", "openfire", "oldmemo", "reply");
  private static final Row STOCK = new Row("prosody", "openfire-stock", "twomemo", "reply");
  private static final Row ABSENT = new Row("ejabberd", "prosody", "profanity", "reply");
  private static final String HOSTILE =
      "</pre><script>alert(1)</script>\"' onload=x &amp; \u0000\u001b[31m \u202e\ud800 ]]>";

  @TempDir Path directory;

  private static MatrixReport report() {
    Map<Row, Outcome> outcomes = new LinkedHashMap<>();
    outcomes.put(GOOD, Outcome.pass(1.26));
    outcomes.put(BAD, failed(HOSTILE));
    outcomes.put(STOCK, failed("not authorised").expecting(Result.FAIL));
    outcomes.put(ABSENT, Outcome.notRun("Profanity is not installed"));
    return new MatrixReport(outcomes, Map.of("reply", "An answer <arrives>."));
  }

  private static Outcome failed(String what) {
    Stanza sent = new Stanza(Stanza.Way.SENT, "<message>" + what + "</message>");
    Stanza heard = new Stanza(Stanza.Way.RECEIVED, "<iq id='" + what + "'/>");
    return new Outcome(Result.FAIL, Result.PASS, 60, what, List.of(sent), List.of(heard));
  }

  @Test
  void theJsonHasEveryRowWithItsResult() throws Exception {
    report().write(directory);
    assertThat(rows(directory.resolve("interop-matrix.json")))
        .containsExactly(
            Map.of(
                "server", "openfire",
                "peerServer", "prosody",
                "client", "twomemo",
                "scenario", "reply",
                "result", "pass",
                "expected", "pass",
                "seconds", "1.3"),
            Map.of(
                "server", "prosody",
                "peerServer", "openfire",
                "client", "oldmemo",
                "scenario", "reply",
                "result", "fail",
                "expected", "pass",
                "seconds", "60.0",
                "reason", HOSTILE.replace('\ud800', '?')),
            Map.of(
                "server", "prosody",
                "peerServer", "openfire-stock",
                "client", "twomemo",
                "scenario", "reply",
                "result", "fail",
                "expected", "fail",
                "seconds", "60.0",
                "reason", "not authorised"),
            Map.of(
                "server", "ejabberd",
                "peerServer", "prosody",
                "client", "profanity",
                "scenario", "reply",
                "result", "not-run",
                "expected", "pass",
                "seconds", "0.0",
                "reason", "Profanity is not installed"));
  }

  @Test
  void thePageShowsWhatBothSidesSaidAndWhatWasPromised() throws Exception {
    report().write(directory);
    assertThat(Files.readString(directory.resolve("interop-matrix.html")))
        .contains("4 rows, 1 passed, 2 failed (of which 1 have to fail), 1 not run")
        .contains("prosody → openfire", "fail, as expected", "Profanity is not installed")
        .contains("An answer &lt;arrives&gt;.", "Our devices: 1 stanzas")
        .contains("The foreign devices: 1 stanzas");
  }

  /** A peer that knows it is tested must not write into the page of its tester. */
  @Test
  void nothingAPeerSentIsMarkupInThePage() throws Exception {
    report().write(directory);
    String page = Files.readString(directory.resolve("interop-matrix.html"));
    assertThat(page)
        .doesNotContain("<script", "\u0000", "\u001b", "\u202e")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onload=x &amp;amp;")
        .contains("\\u{0}\\u{1b}[31m \\u{202e}\\u{d800}");
    assertThat(tags(page))
        .isSubsetOf(
            "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "br", "pre",
            "table", "tr", "th", "td", "small", "a", "dl", "dt", "dd", "div", "details", "summary");
  }

  @Property
  void escapedTextHoldsNoMarkup(@ForAll String text) {
    assertThat(Html.escape(text)).doesNotContain("<", ">", "\"", "'").doesNotContain("\u0000");
  }

  @Test
  void aLongStanzaIsCutAndThePageSaysSo() {
    MatrixReport report = new MatrixReport(Map.of(BAD, failed("x".repeat(100_000))), Map.of());
    assertThat(new MatrixPage(report).html()).contains("characters more").hasSizeLessThan(150_000);
  }

  @Test
  void theEndOfTheRunNamesWhatFailedAndWhatWasNotRun() {
    String end = new MatrixSummary(report()).text();
    assertThat(end)
        .contains("4 rows: 1 pass, 2 fail (1 as expected), 1 not-run")
        .contains("NOT RUN", ABSENT.toString(), "Profanity is not installed")
        .contains("FAILED", BAD.toString())
        .doesNotContain("\u001b");
  }

  private static List<String> tags(String page) {
    List<String> names = new ArrayList<>();
    Matcher tags = Pattern.compile("<([a-z0-9]+)").matcher(page);
    while (tags.find()) {
      names.add(tags.group(1));
    }
    return names;
  }

  private static List<Map<String, String>> rows(Path file) throws Exception {
    List<Map<String, String>> rows = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      assertThat(json.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> row = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          row.put(name, json.getText());
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
