package im.symbolon.lab.fuzz;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import im.symbolon.world.fuzz.FuzzResult;
import im.symbolon.world.fuzz.FuzzResult.Finding;
import im.symbolon.world.fuzz.FuzzResult.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What came of a campaign, as one JSON object:
 *
 * <ul>
 *   <li>{@code ok}: nothing was lost, duplicated or unreadable
 *   <li>{@code seeds}, {@code events}: how many runs, and how many events all of them had
 *   <li>{@code written}: how many messages people wrote
 *   <li>{@code expected}: how often one of them had to be shown by a device, in the end
 *   <li>{@code gone}: how many were lost with the last device that had them, as when one is put
 *       back from an old copy before anything left; these are expected nowhere
 *   <li>{@code lost}, {@code duplicated}, {@code unreadable}: how often a device did not show one,
 *       showed it again, or shows a line where one should stand
 *   <li>{@code runs}: the same for each seed, with {@code digest}, which the same seed and number
 *       of events always have, and at most 100 {@code findings} in words: {@code promise}, {@code
 *       device}, {@code what}
 * </ul>
 *
 * @param results by seed
 */
record FuzzReport(List<FuzzResult> results) {
  private static final int MOST_FINDINGS = 100;

  FuzzReport {
    results = List.copyOf(results);
  }

  boolean ok() {
    return results.stream().allMatch(FuzzResult::ok);
  }

  long count(Promise promise) {
    return results.stream().mapToLong(each -> each.count(promise)).sum();
  }

  /** Writes it; folders are made. */
  void writeJson(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeBooleanField("ok", ok());
      json.writeNumberField("seeds", results.size());
      json.writeNumberField("events", results.stream().mapToLong(FuzzResult::events).sum());
      json.writeNumberField("written", results.stream().mapToLong(FuzzResult::written).sum());
      json.writeNumberField("expected", results.stream().mapToLong(FuzzResult::expected).sum());
      json.writeNumberField("gone", results.stream().mapToLong(FuzzResult::gone).sum());
      for (Promise each : Promise.values()) {
        json.writeNumberField(name(each), count(each));
      }
      json.writeArrayFieldStart("runs");
      for (FuzzResult each : results) {
        write(json, each);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, FuzzResult result) throws IOException {
    json.writeStartObject();
    json.writeNumberField("seed", result.seed());
    json.writeNumberField("events", result.events());
    json.writeNumberField("written", result.written());
    json.writeNumberField("expected", result.expected());
    json.writeNumberField("gone", result.gone());
    for (Promise each : Promise.values()) {
      json.writeNumberField(name(each), result.count(each));
    }
    json.writeStringField("digest", result.digest());
    json.writeArrayFieldStart("findings");
    for (Finding each : result.findings().stream().limit(MOST_FINDINGS).toList()) {
      json.writeStartObject();
      json.writeStringField("promise", name(each.promise()));
      json.writeStringField("device", each.device());
      json.writeStringField("what", each.what());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String name(Promise promise) {
    return promise.name().toLowerCase(Locale.ROOT);
  }
}
