package im.symbolon.swing.chat;

import java.awt.Rectangle;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where one line of a chat stands.
 *
 * @param day what is written above it, when it is the first of a day
 * @param named whether its sender's name stands above it
 * @param box of the bubble; of a note, of the whole note
 * @param below the meta line needs a line of its own
 */
record Bubble(
    Row row, Optional<LocalDate> day, boolean named, Rectangle box, int top, boolean below) {
  int bottom() {
    return box.y + box.height;
  }
}
