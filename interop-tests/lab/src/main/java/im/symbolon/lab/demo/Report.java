package im.symbolon.lab.demo;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a demo.
 *
 * @param messages sent, both directions together
 * @param delivered of those, how many the other person's first device showed with the right text
 * @param confirmed of those, how many were confirmed to the sender by an encrypted receipt
 * @param copies how many the second device should have shown
 * @param copiesShown how many it showed
 * @param duplicates messages shown more than once anywhere
 * @param unreadable lines in place of a message, in all chats on all devices
 * @param latencies ms from {@code send} to the other person's screen, ascending
 * @param bootMillis until both servers accepted connections
 * @param totalMillis from start to the end of the search
 * @param guest what came of the step with a foreign client
 * @param carol what came of Carol's devices
 * @param room what came of the group
 * @param search what was found on the servers
 */
public record Report(
    int messages,
    int delivered,
    int confirmed,
    int copies,
    int copiesShown,
    int duplicates,
    int unreadable,
    List<Double> latencies,
    long bootMillis,
    long totalMillis,
    Guest guest,
    Carol carol,
    Room room,
    Search search) {

  /**
   * The step with a foreign client.
   *
   * @param present false when it is not installed; then the step was not taken
   * @param expected how often somebody should have read something
   * @param shown how often somebody did
   */
  public record Guest(boolean present, int expected, int shown) {}

  /**
   * Carol, who linked a device, lost another, and restored it.
   *
   * @param verified she and Bob verified each other by their safety number
   * @param calm after the loss both were still verified, neither was shown a warning, and Bob's
   *     phone knew that the lost one was removed
   * @param expected how often one of her devices, or Bob, should have shown something
   * @param shown how often one did
   */
  public record Carol(boolean verified, boolean calm, int expected, int shown) {
    boolean ok() {
      return verified && calm && shown == expected;
    }
  }

  /**
   * A group of both domains, out of which somebody was removed.
   *
   * @param expected how often a device of a member should have shown something
   * @param shown how often one did
   * @param shut whoever was removed knows it, and shows nothing that was said afterwards
   */
  public record Room(int expected, int shown, boolean shut) {
    boolean ok() {
      return shut && shown == expected;
    }
  }

  /**
   * What a search of the servers' files found.
   *
   * @param files how many were searched
   * @param bytes how many were searched
   * @param needles how many texts and keys were looked for
   * @param plaintextFound a text that somebody wrote was there
   * @param privateKeyFound a private key was there
   * @param controlFound the control was there, as it must be
   */
  public record Search(
      int files,
      long bytes,
      int needles,
      boolean plaintextFound,
      boolean privateKeyFound,
      boolean controlFound) {}

  public Report {
    latencies = List.copyOf(latencies);
  }

  /** True only if all of it held. */
  public boolean ok() {
    return messages > 0
        && delivered == messages
        && confirmed == messages
        && copiesShown == copies
        && duplicates == 0
        && unreadable == 0
        && guest.shown() == guest.expected()
        && carol.ok()
        && room.ok()
        && search.controlFound()
        && !search.plaintextFound()
        && !search.privateKeyFound();
  }

  /** The latency that this share of the messages did not exceed, in ms. */
  double latency(double share) {
    if (latencies.isEmpty()) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * latencies.size()) - 1;
    return latencies.get(Math.max(0, index));
  }

  /** Writes all of it as one JSON object. */
  public void writeJson(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeBooleanField("ok", ok());
      json.writeNumberField("messages", messages);
      json.writeNumberField("delivered", delivered);
      json.writeNumberField("confirmed", confirmed);
      json.writeNumberField("duplicates", duplicates);
      json.writeNumberField("unreadable", unreadable);
      json.writeObjectFieldStart("second_device");
      json.writeNumberField("expected", copies);
      json.writeNumberField("shown", copiesShown);
      json.writeEndObject();
      json.writeObjectFieldStart("profanity");
      json.writeBooleanField("installed", guest.present());
      json.writeNumberField("expected", guest.expected());
      json.writeNumberField("shown", guest.shown());
      json.writeEndObject();
      json.writeObjectFieldStart("carol");
      json.writeBooleanField("verified", carol.verified());
      json.writeBooleanField("no_alarm", carol.calm());
      json.writeNumberField("expected", carol.expected());
      json.writeNumberField("shown", carol.shown());
      json.writeEndObject();
      json.writeObjectFieldStart("group");
      json.writeNumberField("expected", room.expected());
      json.writeNumberField("shown", room.shown());
      json.writeBooleanField("removed_shut_out", room.shut());
      json.writeEndObject();
      json.writeObjectFieldStart("latency_ms");
      json.writeNumberField("p50", rounded(latency(0.5)));
      json.writeNumberField("p95", rounded(latency(0.95)));
      json.writeNumberField("max", rounded(latency(1)));
      json.writeEndObject();
      json.writeNumberField("boot_ms", bootMillis);
      json.writeNumberField("total_ms", totalMillis);
      json.writeBooleanField("plaintext_found", search.plaintextFound());
      json.writeBooleanField("private_key_found", search.privateKeyFound());
      json.writeBooleanField("control_found", search.controlFound());
      json.writeNumberField("searched_files", search.files());
      json.writeNumberField("searched_bytes", search.bytes());
      json.writeNumberField("searched_for", search.needles());
      json.writeEndObject();
    }
  }

  private static double rounded(double ms) {
    return Double.isNaN(ms) ? 0 : Math.round(ms * 10) / 10.0;
  }
}
