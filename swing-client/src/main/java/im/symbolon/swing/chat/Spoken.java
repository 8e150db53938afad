package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Target;
import im.symbolon.swing.files.FileParts;
import im.symbolon.swing.files.FileWords;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.When;
import im.symbolon.views.ChatModel;
import im.symbolon.views.FileState;
import im.symbolon.views.Line;
import java.util.List;
import java.util.Optional;

/** Lines of a chat in words. */
final class Spoken {
  private final Parts parts;
  private final When when;
  private final FileParts files;
  private final FileWords words;

  Spoken(Parts parts, When when, FileParts files) {
    this.parts = parts;
    this.when = when;
    this.files = files;
    this.words = new FileWords(parts);
  }

  /** A line with what is around it. */
  private String spoken(Row row) {
    Line line = row.line();
    StringBuilder out = new StringBuilder();
    line.quote().ifPresent(to -> out.append(parts.text("chat.a11y.answer", to.text())).append(' '));
    for (int i = 0; i < line.files().size(); i++) {
      FileState state = files.state(line.file(i));
      out.append(words.spoken(line.files().get(i), state)).append(' ');
    }
    out.append(row.text());
    if (line.namesMe()) {
      out.append(", ").append(parts.text("chat.a11y.named"));
    }
    if (line.fate().edited()) {
      out.append(", ").append(parts.text("chat.edited"));
    }
    line.fate().reactions().forEach(each -> out.append(", ").append(each.emoji()));
    return out.toString();
  }

  /** What stands in the place of its text. */
  String text(Line line) {
    if (line.fate().retracted()) {
      return parts.text("chat.retracted");
    }
    return line.isNote() ? parts.texts().text("note", line.note().get()) : line.text();
  }

  /** The last lines, for those who cannot see them. */
  String last(List<Row> rows, Optional<ChatModel.View> shown) {
    StringBuilder out = new StringBuilder();
    Optional<Target> unread = shown.flatMap(ChatModel.View::unread);
    for (Row each : rows.subList(Math.max(0, rows.size() - 20), rows.size())) {
      if (unread.equals(Optional.of(each.line().target()))) {
        out.append(parts.text("chat.new")).append('\n');
      }
      Line line = each.line();
      String time = when.time(line.time());
      String state =
          line.fate().read() ? parts.text("state.read") : parts.texts().text("state", line.state());
      out.append(
              line.mine()
                  ? parts.text("chat.a11y.mine", time, spoken(each), state)
                  : parts.text(
                      "chat.a11y.theirs", shown.get().nameOf(line.sender()), time, spoken(each)))
          .append('\n');
    }
    return out.toString();
  }
}
