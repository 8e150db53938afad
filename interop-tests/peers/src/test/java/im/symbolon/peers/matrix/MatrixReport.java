package im.symbolon.peers.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All rows with what came of them, in their order. */
final class MatrixReport {
  private static final String NAME = "interop-matrix";

  private final Map<Row, Outcome> outcomes;
  private final Map<String, String> promises;

  /**
   * Of these rows.
   *
   * @param promises what each scenario promises, in one sentence
   */
  MatrixReport(Map<Row, Outcome> outcomes, Map<String, String> promises) {
    this.outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    this.promises = Collections.unmodifiableMap(new LinkedHashMap<>(promises));
  }

  Map<Row, Outcome> outcomes() {
    return outcomes;
  }

  Map<String, String> promises() {
    return promises;
  }

  /** How many rows ended like that. */
  long count(Result result) {
    return outcomes.values().stream().filter(each -> each.result() == result).count();
  }

  /** How many failed that have to fail. */
  long expectedFailures() {
    return outcomes.values().stream()
        .filter(each -> each.result() == Result.FAIL && each.isAsExpected())
        .count();
  }

  /** Writes {@code interop-matrix.json} and {@code interop-matrix.html}. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    writeJson(directory.resolve(NAME + ".json"));
    Files.writeString(directory.resolve(NAME + ".html"), new MatrixPage(this).html());
  }

  /** An array of one object for each row. */
  private void writeJson(Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (Map.Entry<Row, Outcome> each : outcomes.entrySet()) {
        write(json, each.getKey(), each.getValue());
      }
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, Row row, Outcome outcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("server", row.server());
    json.writeStringField("peerServer", row.peerServer());
    json.writeStringField("client", row.client());
    json.writeStringField("scenario", row.scenario());
    json.writeStringField("result", outcome.result().word());
    json.writeStringField("expected", outcome.expected().word());
    json.writeNumberField("seconds", Math.round(outcome.seconds() * 10) / 10.0);
    if (!outcome.reason().isEmpty()) {
      json.writeStringField("reason", encodable(outcome.reason()));
    }
    json.writeEndObject();
  }

  /** Half a surrogate pair, which a peer may send as half of an emoji, has no place in UTF-8. */
  private static String encodable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
