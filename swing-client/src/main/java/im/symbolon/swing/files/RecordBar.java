package im.symbolon.swing.files;

import im.symbolon.swing.look.Field;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.VoiceModel;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.KeyEvent;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import net.miginfocom.swing.MigLayout;

/** What stands where one writes, while one speaks. */
public final class RecordBar extends JPanel {
  private final JLabel time;
  private final Levels levels = new Levels();
  private final JButton send;

  public RecordBar(VoiceModel model, Parts parts) {
    super(new MigLayout("insets 8 16 14 14, fillx", "[]8[grow]8[]", "[44::]"));
    setOpaque(false);
    setVisible(false);
    this.time = parts.label("voice.time", "0:00", "text", 1f, Font.PLAIN);
    parts.named(levels, "voice.levels", parts.text("voice.recording"));
    JPanel field =
        new Field(new MigLayout("insets 10 16 10 16, fillx", "[]8[]8[grow]", "[center]"));
    field.add(new Dot(), "");
    field.add(time, "w 44!");
    field.add(levels, "growx, wmin 0");
    this.send = parts.icon(Glyph.SEND, "voice.send", model::send);
    send.setIcon(Glyph.SEND.icon(20, "accent"));
    add(parts.icon(Glyph.DELETE, "voice.cancel", model::cancel));
    add(field, "growx, wmin 0");
    add(send);
    key(KeyEvent.VK_ESCAPE, model::cancel);
    key(KeyEvent.VK_ENTER, model::send);
  }

  private void key(int code, Runnable action) {
    registerKeyboardAction(
        event -> action.run(), KeyStroke.getKeyStroke(code, 0), WHEN_ANCESTOR_OF_FOCUSED_COMPONENT);
  }

  /** Shows what is recorded now. */
  public void show(VoiceModel.Recorded now) {
    time.setText(FileWords.length(now.length()));
    levels.show(now.levels());
    if (!isVisible()) {
      setVisible(true);
      send.requestFocusInWindow();
    }
  }

  /** Says that somebody listens. */
  private static final class Dot extends JComponent {
    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(12), Look.px(12));
    }

    @Override
    protected void paintComponent(Graphics g) {
      Graphics2D g2 = Look.smooth(g);
      g2.setColor(Look.color("danger"));
      g2.fillOval(Look.px(1), Look.px(1), Look.px(10), Look.px(10));
      g2.dispose();
    }
  }

  /** How loud it was, the last moments at the right. */
  private static final class Levels extends JPanel {
    private List<Integer> shown = List.of();

    Levels() {
      setOpaque(false);
    }

    void show(List<Integer> now) {
      shown = now;
      repaint();
    }

    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(120), Look.px(26));
    }

    @Override
    protected void paintComponent(Graphics g) {
      Graphics2D g2 = Look.smooth(g);
      g2.setColor(Look.color("accent"));
      double step = Look.px(5);
      double wide = Look.px(3);
      for (int i = 0; i < shown.size(); i++) {
        double x = getWidth() - (shown.size() - i) * step;
        double tall = Math.max(wide, getHeight() * shown.get(i) / 100.0);
        g2.fill(new RoundRectangle2D.Double(x, (getHeight() - tall) / 2, wide, tall, wide, wide));
      }
      g2.dispose();
    }
  }
}
