package im.symbolon.swing.chat;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** What is answered or edited by what is written below it. */
final class ComposerContext extends JPanel {
  private final JLabel title;
  private final JLabel text;

  ComposerContext(Parts parts, Runnable cancel) {
    super(new MigLayout("insets 4 14 4 4, fillx", "[grow]8[]", "[]0[]"));
    this.title = parts.label("chat.context", "", "accent", 0.88f, Font.BOLD);
    this.text = parts.label("chat.context.text", "", "muted", 0.93f, Font.PLAIN);
    setOpaque(false);
    setVisible(false);
    add(title, "growx, wmin 0");
    add(parts.icon(Glyph.CLOSE, "chat.context.cancel", cancel), "spany 2, wrap");
    add(text, "growx, wmin 0");
  }

  void tell(String what, String line) {
    title.setText(what);
    text.setText(line.replaceAll("\\s+", " "));
    setVisible(true);
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(Look.color("accent"));
    g2.fillRoundRect(0, Look.px(5), Look.px(3), getHeight() - Look.px(10), 3, 3);
    g2.dispose();
  }
}
