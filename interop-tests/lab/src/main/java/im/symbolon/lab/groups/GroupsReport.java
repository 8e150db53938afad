package im.symbolon.lab.groups;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was measured, by size of the group. */
record GroupsReport(List<Row> rows) {
  private static final int GOAL_MEMBERS = 100;
  private static final double GOAL = 40;

  GroupsReport {
    rows = List.copyOf(rows);
  }

  /** One size. */
  record Row(int members, int devices, GroupMeasure ours, GroupMeasure pairwise) {
    /** How many times smaller the whole message is. */
    double smaller() {
      return (double) pairwise.bytes() / ours.bytes();
    }

    /** The same without the payload, which both carry. */
    double keysSmaller() {
      return (double) pairwise.keyBytes() / ours.keyBytes();
    }
  }

  /**
   * Everybody read everything, a message of ours has one size in all groups, and from a hundred
   * members on what it adds to the payload is 40 times less than pairwise.
   */
  boolean ok() {
    return rows.stream().allMatch(each -> each.ours().unread() + each.pairwise().unread() == 0)
        && rows.stream().mapToInt(each -> each.ours().bytes()).distinct().count() == 1
        && rows.stream()
            .filter(each -> each.members() >= GOAL_MEMBERS)
            .allMatch(each -> each.keysSmaller() >= GOAL);
  }

  String words() {
    StringBuilder out = new StringBuilder();
    out.append("members devices  way        bytes  of keys  sender us  receiver us    all ms\n");
    for (Row each : rows) {
      line(each, each.ours(), out);
      line(each, each.pairwise(), out);
      out.append(
          String.format(
              Locale.ROOT,
              "%16s %.1f times smaller; without the payload, %.1f times%n",
              "",
              each.smaller(),
              each.keysSmaller()));
    }
    return out.toString();
  }

  private static void line(Row row, GroupMeasure measure, StringBuilder out) {
    out.append(
        String.format(
            Locale.ROOT,
            "%7d %7d  %-8s %7d %8d %10.0f %12.0f %9.1f%s%n",
            row.members(),
            row.devices(),
            measure.way(),
            measure.bytes(),
            measure.keyBytes(),
            measure.senderMicros(),
            measure.receiverMicros(),
            measure.allMillis(),
            measure.unread() == 0 ? "" : "  " + measure.unread() + " not read"));
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
      json.writeBooleanField("ok", ok());
      json.writeArrayFieldStart("sizes");
      for (Row each : rows) {
        write(each, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(Row row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("members", row.members());
    json.writeNumberField("devices", row.devices());
    write(row.ours(), json);
    write(row.pairwise(), json);
    json.writeNumberField("times_smaller", rounded(row.smaller()));
    json.writeNumberField("times_smaller_without_payload", rounded(row.keysSmaller()));
    json.writeEndObject();
  }

  private static void write(GroupMeasure measure, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(measure.way());
    json.writeNumberField("bytes", measure.bytes());
    json.writeNumberField("key_bytes", measure.keyBytes());
    json.writeNumberField("sender_us", rounded(measure.senderMicros()));
    json.writeNumberField("receiver_us", rounded(measure.receiverMicros()));
    json.writeNumberField("all_ms", rounded(measure.allMillis()));
    json.writeNumberField("unread", measure.unread());
    json.writeEndObject();
  }

  private static double rounded(double number) {
    return Math.round(number * 10) / 10.0;
  }
}
