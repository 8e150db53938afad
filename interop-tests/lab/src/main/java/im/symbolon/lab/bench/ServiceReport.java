package im.symbolon.lab.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What was measured.
 *
 * @param claims of keys that are used once
 * @param fetches of whole bundles from PEP, on the same server
 * @param load of many clients
 * @param cpu time that the measured part of the load took
 * @param heapMegabytes what the larger server held after a collection, with all clients connected
 */
record ServiceReport(
    Pace claims, Pace fetches, Crowd.Outcome load, CpuTimes cpu, double heapMegabytes) {
  private static final double MOST_DELIVERY_MILLIS = 1000;

  /** Nothing lost, nothing doubled, and 99 of 100 within a second. */
  boolean ok() {
    return load.delivered() > 0
        && load.lost() == 0
        && load.doubled() == 0
        && load.p99Millis() < MOST_DELIVERY_MILLIS;
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%.0f claims/s (99 of 100 within %.1f ms); %.0f whole bundles/s by PEP: %.1f times as many"
            + " claims.%n%d messages delivered, %d lost%s, %d doubled; 99 of 100 within %.0f ms (before"
            + " the servers were warm: %.0f ms); %.0f MB of live heap.%nCPU of all that was measured: servers %.1f s, clients %.1f s, PostgreSQL"
            + " %.1f s: %.2f ms for each.",
        claims.perSecond(),
        claims.p99Millis(),
        fetches.perSecond(),
        claims.perSecond() / fetches.perSecond(),
        load.delivered(),
        load.lost(),
        load.bounced() > 0 ? " (" + load.bounced() + " of them sent back)" : "",
        load.doubled(),
        load.p99Millis(),
        load.earlyP99Millis(),
        heapMegabytes,
        cpu.servers(),
        cpu.clients(),
        cpu.database(),
        cpu.millisPerMessage(load.delivered()));
  }

  /** Writes it as one JSON object; folders are made. */
  void writeJson(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("claims_per_s", rounded(claims.perSecond()));
      json.writeNumberField("claim_p99_ms", rounded(claims.p99Millis()));
      json.writeNumberField("pep_fetch_per_s", rounded(fetches.perSecond()));
      json.writeNumberField("delivered", load.delivered());
      json.writeNumberField("lost", load.lost());
      json.writeNumberField("delivery_p99_ms", rounded(load.p99Millis()));
      json.writeNumberField("delivery_p99_ms_cold", rounded(load.earlyP99Millis()));
      json.writeNumberField("heap_mb", rounded(heapMegabytes));
      json.writeNumberField("cpu_ms_per_message", rounded(cpu.millisPerMessage(load.delivered())));
      json.writeEndObject();
    }
  }

  private static double rounded(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
