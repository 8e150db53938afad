package im.symbolon.swing.search;

import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Cell;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.When;
import im.symbolon.views.Excerpt;
import im.symbolon.views.Found;
import im.symbolon.views.Texts;
import java.awt.Component;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextLayout;
import java.text.AttributedCharacterIterator;
import javax.swing.JList;
import javax.swing.ListCellRenderer;

/** Paints one message that was found: whose chat it is in, when it was, and two lines of it. */
final class FoundCell extends Cell implements ListCellRenderer<Found> {
  static final int HEIGHT = 70;

  private static final int MARGIN = 12;
  private static final int AVATAR = 36;
  private static final int LINES = 2;
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  private final Texts texts;
  private final When when;
  private Found found;
  private boolean selected;
  private boolean focused;

  FoundCell(Texts texts) {
    this.texts = texts;
    this.when = new When(texts);
  }

  @Override
  public Component getListCellRendererComponent(
      JList<? extends Found> list, Found value, int index, boolean isSelected, boolean has) {
    found = value;
    selected = isSelected;
    focused = has && list.isFocusOwner();
    getAccessibleContext()
        .setAccessibleName(
            texts.text(
                "search.a11y",
                value.name(),
                who(value),
                when.full(value.time()),
                value.excerpt().text()));
    return this;
  }

  private String who(Found value) {
    return value.mine() ? texts.text("search.you") : value.line().author().local();
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    int pad = Look.px(PAD);
    paintGround(g2, selected, focused);
    int size = Look.px(AVATAR);
    int left = Look.px(MARGIN) + pad;
    Avatar.paint(
        g2,
        found.chat(),
        found.name(),
        found.group(),
        new Avatar.Square(left, (getHeight() - size) / 2, size));
    words(g2, left + size + Look.px(12), getWidth() - Look.px(MARGIN) - pad);
    g2.dispose();
  }

  private void words(Graphics2D g2, int from, int to) {
    int base = Look.px(24);
    String time = when.brief(found.time());
    g2.setFont(Look.font(0.84f, Font.PLAIN));
    g2.setColor(Look.color("muted"));
    int right = to - g2.getFontMetrics().stringWidth(time);
    g2.drawString(time, right, base);
    g2.setFont(Look.font(0.95f, Font.BOLD));
    g2.setColor(Look.color("text"));
    Emoji.system().paint(g2, found.name(), new Point(from, base), right - Look.px(8) - from);
    excerpt(g2, from, to);
  }

  private void excerpt(Graphics2D g2, int from, int to) {
    Font font = Look.font(0.93f, Font.PLAIN);
    g2.setColor(Look.color("muted"));
    Excerpt excerpt = found.excerpt();
    AttributedCharacterIterator words =
        Emoji.system()
            .marked(excerpt.text(), font, excerpt.spans(), Look.color("accent"))
            .getIterator();
    LineBreakMeasurer measurer = new LineBreakMeasurer(words, CONTEXT);
    float base = Look.px(30);
    for (int i = 0; i < LINES && measurer.getPosition() < words.getEndIndex(); i++) {
      TextLayout line = measurer.nextLayout(Math.max(Look.px(40), to - from));
      float x = line.isLeftToRight() ? from : to - line.getVisibleAdvance();
      line.draw(g2, x, base + line.getAscent());
      base += line.getAscent() + line.getDescent() + line.getLeading();
    }
  }
}
