package im.symbolon.messenger.export;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.files.Files;
import im.symbolon.messenger.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes copies of the history that are readable without this program, and not encrypted: whoever
 * offers this must say so first. Thread-safe; what came meanwhile may be in a copy or not.
 */
public final class Export {
  private final Surroundings surroundings;
  private final Optional<Files> files;
  private final UnaryOperator<OutputStream> disk;

  /** Made by the messenger. */
  public Export(Surroundings surroundings, Optional<Files> files) {
    this(surroundings, files, out -> out);
  }

  /**
   * @param disk through which all is written
   */
  Export(Surroundings surroundings, Optional<Files> files, UnaryOperator<OutputStream> disk) {
    this.surroundings = surroundings;
    this.files = files;
    this.disk = disk;
  }

  /**
   * Writes a copy. It is there when this returns, as a whole, and readable by its owner alone where
   * the file system knows owners; otherwise nothing is there, but for what a program that was ended
   * meanwhile left in a folder {@code .symbolon-export-…} beside it.
   *
   * @param target where it is to be: there is nothing of that name, in a folder that is there
   * @throws ExportException for every reason
   */
  public Exported write(ExportOrder order, Path target, ExportWatch watch)
      throws ExportException, StoreException {
    Optional<Files> wanted = order.files() ? files : Optional.empty();
    try (Place place = new Place(target, surroundings.newId(), disk)) {
      try {
        return new Run(surroundings, wanted, order, place, watch).write();
      } catch (IOException e) {
        throw place.judge(e);
      }
    }
  }
}
