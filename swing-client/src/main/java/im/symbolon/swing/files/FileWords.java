package im.symbolon.swing.files;

import im.symbolon.swing.look.Parts;
import im.symbolon.views.FileItem;
import im.symbolon.views.FileState;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** What is said of files: sizes, lengths, and all of it for those who cannot see. */
public final class FileWords {
  private static final long KILO = 1000;

  private final Parts parts;

  public FileWords(Parts parts) {
    this.parts = parts;
  }

  /** As people say it. */
  String size(long bytes) {
    if (bytes < KILO) {
      return parts.text("file.size.bytes", bytes);
    } else if (bytes < KILO * KILO) {
      return parts.text("file.size.kilo", bytes / (double) KILO);
    } else if (bytes < KILO * KILO * KILO) {
      return parts.text("file.size.mega", bytes / (double) (KILO * KILO));
    }
    return parts.text("file.size.giga", bytes / (double) (KILO * KILO * KILO));
  }

  /** Minutes and seconds. */
  static String length(Duration length) {
    long seconds = length.toSeconds();
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** What stands below its name. */
  String about(FileItem item, FileState state) {
    String size = item.size().isPresent() ? size(item.size().getAsLong()) : "";
    return switch (state.stage()) {
      case WAITING -> parts.text("file.waiting");
      case PREPARING -> parts.text("file.preparing");
      case MOVING ->
          state.total() > 0
              ? parts.text("file.moving", size(state.done()), size(state.total()))
              : size(state.done());
      case ABSENT, HERE, FAILED -> size;
    };
  }

  /** What kind of thing it is. */
  public String kind(FileItem item) {
    return parts.texts().text("file.kind", item.kind());
  }

  /** All of it, to be heard. */
  public String spoken(FileItem item, FileState state) {
    StringBuilder out = new StringBuilder(kind(item)).append(' ').append(item.name());
    OptionalLong size = item.size();
    if (size.isPresent()) {
      out.append(", ").append(size(size.getAsLong()));
    }
    item.length().ifPresent(length -> out.append(", ").append(length(length)));
    out.append(", ").append(parts.texts().text("file.stage", state.stage()));
    if (state.stage().isUnderWay() && state.percent() >= 0) {
      out.append(' ').append(state.percent()).append(" %");
    }
    state.problem().ifPresent(why -> out.append(": ").append(parts.texts().of(why)));
    return out.toString();
  }
}
