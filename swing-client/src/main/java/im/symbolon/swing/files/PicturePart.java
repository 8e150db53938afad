package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.FileState;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** A picture in a bubble: what stands for it first, then itself. */
final class PicturePart {
  private static final int ROUND = 14;

  private final Parts parts;
  private final Pictures pictures;
  private final FileWords words;

  PicturePart(Parts parts, Pictures pictures, FileWords words) {
    this.parts = parts;
    this.pictures = pictures;
    this.words = words;
  }

  void paint(Graphics2D onto, FileParts.Placed placed) {
    Rectangle place = placed.place();
    boolean here = placed.state().stage() == FileState.Stage.HERE;
    Graphics2D g2 = (Graphics2D) onto.create();
    g2.setColor(Look.color("line"));
    g2.fill(rounded(place));
    double dense = g2.getTransform().getScaleX();
    Dimension box =
        new Dimension((int) Math.ceil(place.width * dense), (int) Math.ceil(place.height * dense));
    Optional<BufferedImage> whole = here ? pictures.picture(placed.key(), box) : Optional.empty();
    if (whole.isPresent()) {
      draw(g2, whole.get(), place);
    } else {
      pictures.small(placed.item()).ifPresent(small -> draw(g2, small, place));
    }
    if (here && pictures.isBroken(placed.key())) {
      sentence(g2, place, parts.text("file.broken"));
    } else if (!here) {
      knob(g2, placed);
    }
    g2.dispose();
  }

  private static Shape rounded(Rectangle place) {
    return new RoundRectangle2D.Double(
        place.x, place.y, place.width, place.height, Look.px(ROUND), Look.px(ROUND));
  }

  /** All of its place is covered. As paint, for a clip has rough edges. */
  private static void draw(Graphics2D g2, BufferedImage image, Rectangle place) {
    g2.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    double scale =
        Math.max(
            (double) place.width / image.getWidth(), (double) place.height / image.getHeight());
    double across = image.getWidth() * scale;
    double tall = image.getHeight() * scale;
    Rectangle2D whole =
        new Rectangle2D.Double(
            place.x + (place.width - across) / 2,
            place.y + (place.height - tall) / 2,
            across,
            tall);
    g2.setPaint(new TexturePaint(image, whole));
    g2.fill(rounded(place));
  }

  private void knob(Graphics2D g2, FileParts.Placed placed) {
    Rectangle place = placed.place();
    FileState state = placed.state();
    if (state.problem().isPresent()) {
      sentence(g2, place, parts.texts().of(state.problem().get()));
      return;
    }
    int size = FileParts.knob();
    Rectangle disc =
        new Rectangle(
            place.x + (place.width - size) / 2, place.y + (place.height - size) / 2, size, size);
    Glyph sign = state.stage() == FileState.Stage.WAITING ? Glyph.SEND : FileParts.sign(state);
    Ring.paint(g2, disc, Ring.Colors.ON_PICTURE, sign, state);
    String about = words.about(placed.item(), state);
    if (!about.isEmpty()) {
      pill(g2, about, place);
    }
  }

  private static void pill(Graphics2D g2, String text, Rectangle place) {
    g2.setFont(Look.font(0.79f, Font.PLAIN));
    int across = g2.getFontMetrics().stringWidth(text) + Look.px(16);
    int tall = Look.px(20);
    int x = place.x + Look.px(8);
    int y = place.y + Look.px(8);
    g2.setColor(Ring.Colors.ON_PICTURE.ground());
    g2.fillRoundRect(x, y, across, tall, tall, tall);
    g2.setColor(Color.WHITE);
    g2.drawString(text, x + Look.px(8), y + Look.px(14));
  }

  private static void sentence(Graphics2D g2, Rectangle place, String text) {
    g2.setColor(new Color(0, 0, 0, 150));
    g2.fill(rounded(place));
    g2.setColor(Color.WHITE);
    Font font = Look.font(0.88f, Font.PLAIN);
    int sign = Look.px(24);
    Glyph.WARNING.paint(
        g2, place.x + (place.width - sign) / 2.0, place.y + Look.px(12), sign, Color.WHITE);
    Rectangle below =
        new Rectangle(
            place.x + Look.px(12),
            place.y + Look.px(42),
            place.width - Look.px(24),
            place.height - Look.px(46));
    Broken.paint(g2, text, font, below, true);
  }
}
