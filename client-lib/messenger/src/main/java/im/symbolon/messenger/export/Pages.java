package im.symbolon.messenger.export;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.export.ExportWords.Word;
import im.symbolon.protocol.BareJid;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chat for people: pages of a size that a browser shows at once, oldest lines first. */
final class Pages implements AutoCloseable {
  static final int LINES = 2_000;

  private final Place place;
  private final ExportWords words;
  private final BareJid chat;
  private final String name;
  private Optional<Writer> page = Optional.empty();
  private int pages;
  private int lines;
  private String day = "";

  /**
   * @param name of its pages, without the end
   */
  Pages(Place place, ExportWords words, BareJid chat, String name) {
    this.place = place;
    this.words = words;
    this.chat = chat;
    this.name = name;
  }

  private String file(int number) {
    return name + (number == 1 ? "" : "-" + number) + ".html";
  }

  /**
   * The next line.
   *
   * @param answered what it answers, where that is here and may be shown
   */
  void write(Shown line, Optional<Shown> answered, List<Copied> files) throws IOException {
    if (lines == LINES) {
      end(true);
    }
    Writer out = page.isPresent() ? page.get() : begin();
    lines++;
    day(out, line.original());
    message(out, line, answered, files);
  }

  private Writer begin() throws IOException {
    pages++;
    lines = 0;
    day = "";
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(place.open("chats/" + file(pages)), StandardCharsets.UTF_8));
    page = Optional.of(out);
    Head.write(out, words, words.name(chat), "../");
    out.write("<nav><a href=\"../index.html\">");
    Markup.text(out, words.word(Word.CONTENTS));
    out.write("</a>");
    if (pages > 1) {
      link(out, pages - 1, Word.EARLIER);
    }
    out.write("</nav>\n<h1><bdi>");
    Markup.text(out, words.name(chat));
    out.write("</bdi></h1>\n<p class=\"quiet\"><bdi>");
    Markup.text(out, chat.toString());
    out.write("</bdi></p>\n");
    return out;
  }

  private void link(Writer out, int number, Word word) throws IOException {
    out.write(" <a href=\"" + Markup.link(file(number)) + "\">");
    Markup.text(out, words.word(word));
    out.write("</a>");
  }

  private void end(boolean more) throws IOException {
    Writer out = page.get();
    page = Optional.empty();
    try (out) {
      if (more) {
        out.write("<nav>");
        link(out, pages + 1, Word.LATER);
        out.write("</nav>\n");
      }
      out.write("</main>\n</body>\n</html>\n");
    }
    lines = 0;
  }

  private void day(Writer out, ChatMessage message) throws IOException {
    String now = words.day(message.time());
    if (!now.equals(day)) {
      day = now;
      out.write("<h2>");
      Markup.text(out, now);
      out.write("</h2>\n");
    }
  }

  private void message(Writer out, Shown line, Optional<Shown> answered, List<Copied> files)
      throws IOException {
    ChatMessage message = line.original();
    boolean says = !line.now().text().isEmpty() || !files.isEmpty();
    if (!says && message.note().isPresent()) {
      paragraph(out, "note", words.note(message.note().get()));
      return;
    }
    out.write(message.outgoing() ? "<article class=\"mine\">" : "<article>");
    head(out, line);
    if (line.now().reply().isPresent()) {
      quote(out, answered);
    }
    if (!line.now().text().isEmpty()) {
      paragraph(out, "text", line.now().text());
    }
    for (Copied each : files) {
      file(out, each);
    }
    reactions(out, line.reactions());
    out.write("</article>\n");
  }

  private void head(Writer out, Shown line) throws IOException {
    ChatMessage message = line.original();
    out.write("<header><b><bdi>");
    Markup.text(out, words.name(message.sender()));
    out.write("</bdi></b> <time datetime=\"");
    Markup.text(out, message.time().toString());
    out.write("\">");
    Markup.text(out, words.time(message.time()));
    out.write("</time>");
    if (line.edited()) {
      small(out, words.word(Word.EDITED));
    }
    if (message.state() == DeliveryState.FAILED) {
      small(out, words.word(Word.NOT_SENT));
    } else if (message.state() == DeliveryState.QUEUED) {
      small(out, words.word(Word.WAITING));
    }
    out.write("</header>");
  }

  private static void small(Writer out, String text) throws IOException {
    out.write(" <small>");
    Markup.text(out, text);
    out.write("</small>");
  }

  private void quote(Writer out, Optional<Shown> answered) throws IOException {
    out.write("<blockquote dir=\"auto\">");
    if (answered.isPresent()) {
      out.write("<b><bdi>");
      Markup.text(out, words.name(answered.get().original().sender()));
      out.write("</bdi></b> ");
      Markup.text(out, Excerpt.of(answered.get().now().text()));
    } else {
      Markup.text(out, words.word(Word.ANSWERED));
    }
    out.write("</blockquote>");
  }

  private static void paragraph(Writer out, String kind, String text) throws IOException {
    out.write("<p class=\"" + kind + "\" dir=\"auto\">");
    Markup.text(out, text);
    out.write("</p>\n");
  }

  private void file(Writer out, Copied file) throws IOException {
    out.write("<p class=\"file\">");
    if (file.path().isPresent()) {
      out.write("<a href=\"../" + Markup.link(file.path().get()) + "\">");
    }
    if (file.isPicture()) {
      out.write(
          "<img loading=\"lazy\" src=\"../" + Markup.link(file.path().get()) + "\" alt=\"\"><br>");
    }
    out.write("<bdi>");
    Markup.text(out, file.name());
    out.write("</bdi>");
    if (file.path().isPresent()) {
      out.write("</a>");
    } else {
      small(out, words.word(Word.NOT_HERE));
    }
    out.write("</p>");
  }

  private void reactions(Writer out, Map<String, List<BareJid>> reactions) throws IOException {
    if (reactions.isEmpty()) {
      return;
    }
    out.write("<ul>");
    for (Map.Entry<String, List<BareJid>> each : reactions.entrySet()) {
      out.write("<li>");
      Markup.text(out, each.getKey());
      for (BareJid who : each.getValue()) {
        out.write(" <bdi>");
        Markup.text(out, words.name(who));
        out.write("</bdi>");
      }
      out.write("</li>");
    }
    out.write("</ul>");
  }

  /** Ends the last page; a chat without lines has one, too. */
  @Override
  public void close() throws IOException {
    if (!page.isPresent() && pages == 0) {
      begin();
    }
    if (page.isPresent()) {
      end(false);
    }
  }
}
