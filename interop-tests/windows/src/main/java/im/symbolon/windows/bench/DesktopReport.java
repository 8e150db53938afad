package im.symbolon.windows.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by their names, and what could not be had. */
final class DesktopReport {
  private static final double SEARCH_MS = 100;

  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();

  void add(String name, double value) {
    figures.put(name, value);
  }

  void missing(String what) {
    missing.add(what);
  }

  /** Everything of ours could be measured, and a search takes less than a tenth of a second. */
  boolean ok() {
    return figures.getOrDefault("search_p99_ms", SEARCH_MS) < SEARCH_MS
        && figures.containsKey("scroll_p99_ms");
  }

  String words() {
    StringBuilder out = new StringBuilder();
    figures.forEach(
        (name, value) -> out.append(String.format(Locale.ROOT, "%-28s %10.1f%n", name, value)));
    ratio(out, "gajim");
    ratio(out, "dino");
    missing.forEach(each -> out.append("not measured: ").append(each).append('\n'));
    return out.toString();
  }

  private void ratio(StringBuilder out, String other) {
    if (figures.containsKey(other + "_window_ms") && figures.containsKey("ours_window_ms")) {
      out.append(
          String.format(
              Locale.ROOT,
              "beside %s: our window takes %.2f times as long, and %.2f times the memory%n",
              other,
              figures.get("ours_window_ms") / figures.get(other + "_window_ms"),
              figures.get("ours_rss_mb") / figures.get(other + "_rss_mb")));
    }
  }

  void writeJson(Path file) throws IOException {
    try (JsonGenerator out =
        new JsonFactory()
            .createGenerator(Files.newOutputStream(file), JsonEncoding.UTF8)
            .useDefaultPrettyPrinter()) {
      out.writeStartObject();
      for (Map.Entry<String, Double> each : figures.entrySet()) {
        out.writeNumberField(each.getKey(), Math.round(each.getValue() * 10) / 10.0);
      }
      out.writeArrayFieldStart("not_measured");
      for (String each : missing) {
        out.writeString(each);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }
}
