package im.symbolon.lab.groups;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured, by size of the group.
 *
 * @param portions bytes of a message of ours, by what they are for
 */
record GroupsReport(List<Row> rows, Map<String, Integer> portions) {
  private static final int GOAL_MEMBERS = 100;
  private static final double GOAL = 40;

  GroupsReport {
    rows = List.copyOf(rows);
    portions = Collections.unmodifiableMap(new LinkedHashMap<>(portions));
  }

  /**
   * One group.
   *
   * @param onServers whether its messages went through real servers
   */
  record Row(
      int members, int devices, boolean onServers, GroupMeasure ours, GroupMeasure pairwise) {
    /** How many times smaller the whole message is. */
    double smaller() {
      return (double) pairwise.bytes() / ours.bytes();
    }
  }

  /**
   * Everybody read everything, a message of ours has one size in all groups, and from a hundred
   * members on it is 40 times smaller than pairwise, whole stanza beside whole stanza.
   */
  boolean ok() {
    return rows.stream().allMatch(each -> each.ours().unread() + each.pairwise().unread() == 0)
        && sizes(false) <= 1
        && sizes(true) <= 1
        && rows.stream()
            .filter(each -> each.members() >= GOAL_MEMBERS)
            .allMatch(each -> each.smaller() >= GOAL);
  }

  /** A room on servers has another address, which is in the message: its size is its own. */
  private long sizes(boolean onServers) {
    return rows.stream()
        .filter(each -> each.onServers() == onServers)
        .mapToInt(each -> each.ours().bytes())
        .distinct()
        .count();
  }

  String words() {
    StringBuilder out = new StringBuilder();
    out.append("members devices  way        bytes  sender us  receiver us    all ms\n");
    for (Row each : rows) {
      line(each, each.ours(), out);
      line(each, each.pairwise(), out);
      out.append(
          String.format(
              Locale.ROOT,
              "%16s %.1f times smaller%s%n",
              "",
              each.smaller(),
              each.onServers() ? ", over two servers" : ""));
    }
    out.append("\nA message of ours, bytes by what they are for:\n");
    portions.forEach((what, bytes) -> out.append(String.format("%7d  %s%n", bytes, what)));
    return out.toString();
  }

  private static void line(Row row, GroupMeasure measure, StringBuilder out) {
    out.append(
        String.format(
            Locale.ROOT,
            "%7d %7d  %-8s %7d %10.0f %12.0f %9.1f%s%n",
            row.members(),
            row.devices(),
            measure.way(),
            measure.bytes(),
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
      json.writeObjectFieldStart("ours_by_part");
      for (Map.Entry<String, Integer> each : portions.entrySet()) {
        json.writeNumberField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void write(Row row, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("members", row.members());
    json.writeNumberField("devices", row.devices());
    json.writeBooleanField("on_servers", row.onServers());
    write(row.ours(), json);
    write(row.pairwise(), json);
    json.writeNumberField("times_smaller", rounded(row.smaller()));
    json.writeEndObject();
  }

  private static void write(GroupMeasure measure, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(measure.way());
    json.writeNumberField("bytes", measure.bytes());
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
