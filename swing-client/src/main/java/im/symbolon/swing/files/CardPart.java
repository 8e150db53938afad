package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.FileItem;
import im.symbolon.views.FileState;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;

/** Any file in a bubble: its name, how large it is, and how far. */
final class CardPart {
  private static final int CARD = 56;

  private final Parts parts;
  private final FileWords words;

  CardPart(Parts parts, FileWords words) {
    this.parts = parts;
    this.words = words;
  }

  void paint(Graphics2D g2, FileParts.Placed placed) {
    Rectangle place = placed.place();
    FileState state = placed.state();
    boolean failed = state.stage() == FileState.Stage.FAILED;
    boolean film = placed.item().kind() == FileItem.Kind.FILM;
    Glyph here = film ? Glyph.FILM : Glyph.FILE;
    Glyph sign =
        state.stage() == FileState.Stage.HERE || state.stage() == FileState.Stage.WAITING
            ? here
            : FileParts.sign(state);
    Ring.paint(
        g2,
        FileParts.disc(place),
        failed ? Ring.Colors.failed() : Ring.Colors.plain(),
        sign,
        state);
    int x = place.x + FileParts.knob() + Look.px(20);
    int across = place.x + place.width - Look.px(8) - x;
    g2.setFont(Look.font(1f, Font.BOLD));
    g2.setColor(Look.color("text"));
    g2.drawString(
        middle(placed.item().name(), g2.getFontMetrics(), across), x, place.y + Look.px(25));
    g2.setFont(Look.font(0.86f, Font.PLAIN));
    g2.setColor(Look.color("muted"));
    g2.drawString(words.about(placed.item(), state), x, place.y + Look.px(43));
    if (failed) {
      sentence(g2, placed);
    }
  }

  /** Why it is not here. */
  void sentence(Graphics2D g2, FileParts.Placed placed) {
    Rectangle place = placed.place();
    String why = placed.state().problem().map(parts.texts()::of).orElse("");
    g2.setColor(Look.color("danger"));
    Rectangle below =
        new Rectangle(
            place.x + Look.px(8),
            place.y + Look.px(CARD),
            place.width - Look.px(16),
            place.height - Look.px(CARD));
    if (!why.isEmpty()) {
      Broken.paint(g2, why, Look.font(0.86f, Font.PLAIN), below, false);
    }
  }

  /** What is cut is the middle: the end says what kind it is. */
  static String middle(String name, FontMetrics metrics, int across) {
    if (metrics.stringWidth(name) <= across) {
      return name;
    }
    int end = Math.min(10, name.length() / 2);
    int begin = name.length() - end;
    while (begin > 1
        && metrics.stringWidth(name.substring(0, begin) + "…" + name.substring(name.length() - end))
            > across) {
      begin--;
    }
    return name.substring(0, begin) + "…" + name.substring(name.length() - end);
  }
}
