package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.FirstRun;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import javax.accessibility.AccessibleContext;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** Shows the recovery key until it is on paper. */
final class RecoveryPart extends JPanel {
  private final Groups key;
  private final JTextField last;
  private final ProblemLine problem;

  RecoveryPart(FirstRun model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]10[]"));
    this.last = parts.field("firstrun.recovery.prompt");
    this.problem = new ProblemLine(parts.texts());
    this.key = parts.named(new Groups(), "firstrun.key", parts.text("firstrun.restore.key"));
    setOpaque(false);
    add(parts.title("firstrun.recovery.title"), "wmin 0");
    add(new Prose(parts.text("firstrun.recovery.text"), "muted", 0.97f), "growx, wmin 0");
    add(key, "growx");
    add(new Prose(parts.text("firstrun.recovery.prompt")), "growx, wmin 0");
    add(last, "w 160!");
    add(problem, "growx, wmin 0");
    add(parts.primary("firstrun.recovery.confirm", () -> model.confirm(last.getText())), "growx");
    add(parts.quiet("firstrun.recovery.later", model::later), "align center");
    last.addActionListener(event -> model.confirm(last.getText()));
  }

  void show(FirstRun.View view) {
    key.show(view.recoveryKey());
    problem.show(view.problem());
  }

  /** Groups of four characters, in lines of four. */
  static final class Groups extends JComponent {
    private String[] groups = new String[0];

    void show(String text) {
      groups = text.isEmpty() ? new String[0] : text.split("-", -1);
      getAccessibleContext().setAccessibleDescription(text);
      repaint();
    }

    @Override
    public AccessibleContext getAccessibleContext() {
      if (accessibleContext == null) {
        accessibleContext = new AccessibleJComponent() {};
      }
      return accessibleContext;
    }

    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(320), Look.px(92));
    }

    @Override
    protected void paintComponent(Graphics g) {
      Graphics2D g2 = Look.smooth(g);
      g2.setColor(Look.color("list"));
      g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(18), Look.px(18));
      g2.setColor(Look.color("text"));
      g2.setFont(new Font(Font.MONOSPACED, Font.BOLD, Look.px(20)));
      int lines = Math.max(1, (groups.length + 3) / 4);
      for (int i = 0; i < groups.length; i++) {
        int x = getWidth() * (2 * (i % 4) + 1) / 8;
        int y = getHeight() * (2 * (i / 4) + 1) / (2 * lines) + Look.px(7);
        g2.drawString(groups[i], x - g2.getFontMetrics().stringWidth(groups[i]) / 2, y);
      }
      g2.dispose();
    }
  }
}
