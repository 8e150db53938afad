package im.symbolon.swing.files;

import java.awt.Point;
import java.util.Optional;

/** A part that paints files, for who cannot see where. */
public interface ShowsFiles {
  /** Brings the last file of that name into sight, and says where its sign is. */
  Optional<Point> reveal(String name);
}
