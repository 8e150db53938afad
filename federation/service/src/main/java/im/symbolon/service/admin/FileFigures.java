package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import im.symbolon.service.files.FileBook;
import im.symbolon.service.files.FileException;
import im.symbolon.service.files.FileUsage;
import java.util.List;
import java.util.Objects;
import org.xmpp.packet.PacketError.Condition;

/** What files are kept, for the overview. */
public final class FileFigures implements Figures {
  private final FileBook book;

  public FileFigures(FileBook book) {
    this.book = Objects.requireNonNull(book);
  }

  @Override
  public List<Figure> read() throws Refusal {
    try {
      FileUsage usage = book.usage();
      return List.of(
          Figure.of("files", "Files kept", usage.files()),
          Figure.of("file-bytes", "Bytes of them", usage.bytes()));
    } catch (FileException e) {
      throw new Refusal(Condition.resource_constraint, "Try again later.", e);
    }
  }
}
