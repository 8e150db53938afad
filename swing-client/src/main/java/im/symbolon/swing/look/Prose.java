package im.symbolon.swing.look;

import java.awt.Font;
import javax.swing.JTextArea;
import javax.swing.text.DefaultCaret;

/** A text of several lines that is read and not written. */
public final class Prose extends JTextArea {
  private final String color;
  private final float size;

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
}
