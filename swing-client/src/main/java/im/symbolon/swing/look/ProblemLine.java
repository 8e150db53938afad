package im.symbolon.swing.look;

import im.symbolon.views.Problem;
import im.symbolon.views.Texts;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** One sentence that says what went wrong and what to do, or nothing at all. */
public final class ProblemLine extends JPanel {
  private final Texts texts;
  private final Prose sentence = new Prose("", "onNote", 0.96f);

  /** One that goes when its model has nothing to say any more. */
  public ProblemLine(Texts texts) {
    super(new MigLayout("insets 10 12 10 12, fillx", "[grow][]"));
    this.texts = texts;
    setName("problem");
    sentence.setName("problem.text");
    add(sentence, "growx, wmin 0");
    setOpaque(false);
    setVisible(false);
    setBorder(BorderFactory.createEmptyBorder());
  }

  /** One that a person can send away, too. */
  public ProblemLine(Parts parts, Runnable dismiss) {
    this(parts.texts());
    add(parts.icon(Glyph.CLOSE, "problem.dismiss", dismiss), "aligny top");
  }

  /** Shows it, or goes. */
  public void show(Optional<Problem> problem) {
    String text = problem.map(texts::of).orElse("");
    sentence.setText(text);
    sentence.getAccessibleContext().setAccessibleName(text);
    setVisible(problem.isPresent());
    revalidate();
  }

  /** What it says now. */
  public String said() {
    return isVisible() ? sentence.getText() : "";
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    g2.setColor(Look.color("note"));
    g2.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(14), Look.px(14));
    g2.dispose();
  }
}
