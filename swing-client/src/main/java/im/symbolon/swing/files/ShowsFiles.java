package im.symbolon.swing.files;

import java.awt.Point;
import java.util.Optional;

/** A part that paints files, for who looks for one of them with a robot's eyes. */
public interface ShowsFiles {
  /** Brings the last file of that name into sight; empty when there is none. The place of its sign. */
  Optional<Point> reveal(String name);
}
