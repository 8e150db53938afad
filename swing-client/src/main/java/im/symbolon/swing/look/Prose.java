package im.symbolon.swing.look;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.util.function.Supplier;
import javax.swing.JTextArea;
import javax.swing.text.DefaultCaret;

/** A text of several lines that is read and not written. */
public final class Prose extends JTextArea {
  private final String color;
  private final float size;
  private boolean measuring;

  public Prose(String text) {
    this(text, "text", 1f);
  }

  /**
   * @param color by its name in the look
   * @param size a factor of the usual one
   */
  public Prose(String text, String color, float size) {
    super(text);
    this.color = color;
    this.size = size;
    setLineWrap(true);
    setWrapStyleWord(true);
    setEditable(false);
    setFocusable(false);
    setOpaque(false);
    setBorder(null);
    getAccessibleContext().setAccessibleName(text);
    dress();
  }

  @Override
  public void updateUI() {
    super.updateUI();
    dress();
  }

  private void dress() {
    if (getCaret() instanceof DefaultCaret caret) {
      caret.setUpdatePolicy(DefaultCaret.NEVER_UPDATE); // a new text does not scroll to its end
    }
    if (color != null) {
      setOpaque(false);
      setBorder(null);
      setFont(Look.font(size, Font.PLAIN));
      setForeground(Look.color(color));
    }
  }

  /** From right to left, a text that is measured or painted asks to be laid out, for ever. */
  @Override
  public void revalidate() {
    if (!measuring) {
      super.revalidate();
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return measured(super::getPreferredSize);
  }

  @Override
  public Dimension getMinimumSize() {
    return measured(super::getMinimumSize);
  }

  @Override
  public int getBaseline(int width, int height) {
    return measured(() -> super.getBaseline(width, height));
  }

  @Override
  protected void paintComponent(Graphics g) {
    measured(
        () -> {
          super.paintComponent(g);
          return getSize();
        });
  }

  private <T> T measured(Supplier<T> size) {
    boolean before = measuring;
    measuring = true;
    try {
      return size.get();
    } finally {
      measuring = before;
    }
  }
}
