package im.symbolon.swing.files;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.text.AttributedString;

/** A sentence, broken into lines. */
final class Broken {
  private static final int LEAST = 40;

  private Broken() {}

  /** Into that place, in the colour that is set; what does not fit is left out. */
  static void paint(Graphics2D g2, String text, Font font, Rectangle place, boolean centred) {
    AttributedString words = new AttributedString(text);
    words.addAttribute(TextAttribute.FONT, font);
    LineBreakMeasurer measurer =
        new LineBreakMeasurer(words.getIterator(), g2.getFontRenderContext());
    float y = place.y;
    while (measurer.getPosition() < text.length() && y < place.y + place.height) {
      TextLayout line = measurer.nextLayout(Math.max(LEAST, place.width));
      float x = centred ? (place.width - line.getVisibleAdvance()) / 2 : 0;
      line.draw(g2, place.x + x, y + line.getAscent());
      y += line.getAscent() + line.getDescent() + line.getLeading();
    }
  }
}
