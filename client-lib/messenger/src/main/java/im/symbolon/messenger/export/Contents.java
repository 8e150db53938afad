package im.symbolon.messenger.export;

import com.fasterxml.jackson.core.JsonGenerator;
import im.symbolon.messenger.export.ExportWords.Word;
import im.symbolon.protocol.BareJid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which chats there are in a copy. */
final class Contents {
  private static final int VERSION = 1;

  private final List<Entry> entries = new ArrayList<>();

  /** One chat, and how its files are called, without their ends. */
  private record Entry(BareJid chat, String name, long messages) {}

  void add(BareJid chat, String name, long messages) {
    entries.add(new Entry(chat, name, messages));
  }

  /** For people. */
  void page(Place place, ExportWords words, BareJid account, Instant now) throws IOException {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(place.open("index.html"), StandardCharsets.UTF_8))) {
      Head.write(out, words, words.word(Word.TITLE), "");
      out.write("<h1>");
      Markup.text(out, words.word(Word.TITLE));
      out.write("</h1>\n<p class=\"quiet\"><bdi>");
      Markup.text(out, account.toString());
      out.write("</bdi> · ");
      Markup.text(out, words.word(Word.WRITTEN, words.day(now) + ", " + words.time(now)));
      out.write("</p>\n<table>\n");
      for (Entry each : entries) {
        row(out, words, each);
      }
      out.write("</table>\n</main>\n</body>\n</html>\n");
    }
  }

  private static void row(Writer out, ExportWords words, Entry entry) throws IOException {
    out.write("<tr><td><a href=\"" + Markup.link("chats/" + entry.name() + ".html") + "\"><bdi>");
    Markup.text(out, words.name(entry.chat()));
    out.write("</bdi></a><br><span class=\"quiet\"><bdi>");
    Markup.text(out, entry.chat().toString());
    out.write("</bdi></span></td><td>");
    Markup.text(out, words.word(Word.MESSAGES, entry.messages()));
    out.write("</td></tr>\n");
  }

  /** For programs. */
  void json(Place place, BareJid account, Instant now, Tally tally) throws IOException {
    try (JsonGenerator out = Lines.begin(place.open("export.json"))) {
      out.useDefaultPrettyPrinter();
      out.writeStartObject();
      out.writeStringField("format", "symbolon-export");
      out.writeNumberField("version", VERSION);
      out.writeStringField("account", account.toString());
      out.writeStringField("written", now.toString());
      out.writeNumberField("leftOut", tally.leftOut());
      out.writeArrayFieldStart("chats");
      for (Entry each : entries) {
        out.writeStartObject();
        out.writeStringField("chat", each.chat().toString());
        out.writeNumberField("messages", each.messages());
        out.writeStringField("lines", "chats/" + each.name() + ".jsonl");
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }
}
