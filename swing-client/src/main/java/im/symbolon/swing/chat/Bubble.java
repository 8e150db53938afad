package im.symbolon.swing.chat;

import im.symbolon.swing.files.FileParts;
import im.symbolon.swing.look.Look;
import java.awt.Rectangle;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where one line of a chat stands.
 *
 * @param box of the bubble; of a note, of the whole note
 * @param quoted how tall what it answers is, above its text
 * @param files where what it brings stands
 * @param said where its text begins
 */
record Bubble(
    Row row, Above above, Rectangle box, int top, int quoted, List<Rectangle> files, int said) {
  /** How much of the reactions stands below the box. */
  private static final int UNDER = 20;

  /**
   * What is written above it.
   *
   * @param day when it is the first of a day
   * @param unread when it is the first that was not read
   * @param name its sender's; empty when that is not written there
   */
  record Above(Optional<LocalDate> day, boolean unread, String name) {
    boolean named() {
      return !name.isEmpty();
    }
  }

  int bottom() {
    boolean reactions = !row.line().fate().reactions().isEmpty();
    return box.y + box.height + (reactions ? Look.px(UNDER) : 0);
  }

  /** True when the time stands on a picture. */
  boolean isBare() {
    return row.text().isEmpty() && FileParts.endsWithPicture(row.line());
  }

  /** Where its sender is shown: beside the first of what they say at a time; empty elsewhere. */
  Rectangle face() {
    int size = Look.px(Arrangement.FACE);
    return above.named()
        ? new Rectangle(Look.px(Arrangement.SIDE), box.y, size, size)
        : new Rectangle(box.x, box.y, 0, 0);
  }

  /** Where it shows what it answers; empty when that is nothing. */
  Rectangle quote() {
    return new Rectangle(box.x, box.y, box.width, quoted == 0 ? 0 : quoted + Look.px(8));
  }
}
