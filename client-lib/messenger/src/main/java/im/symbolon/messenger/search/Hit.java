package im.symbolon.messenger.search;

import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Span;
import java.util.List;
import java.util.Objects;

/**
 * A line that was found.
 *
 * @param inText where, in what it says now
 * @param files names in which something was found
 */
public record Hit(Shown line, List<Span> inText, List<FileHit> files) {
  public Hit {
    Objects.requireNonNull(line);
    inText = List.copyOf(inText);
    files = List.copyOf(files);
  }

  /** A file's name, and where in it something was found. */
  public record FileHit(String name, List<Span> spans) {
    public FileHit {
      Objects.requireNonNull(name);
      spans = List.copyOf(spans);
    }

    /** Without the name: that does not belong into logs. */
    @Override
    public String toString() {
      return "FileHit";
    }
  }

  /** Where to go on with what is older. */
  public Mark mark() {
    return new Mark(line.original().chat(), line.place());
  }
}
