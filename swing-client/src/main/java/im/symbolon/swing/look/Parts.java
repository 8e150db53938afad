package im.symbolon.swing.look;

import im.symbolon.views.Texts;
import java.awt.ComponentOrientation;
import java.awt.Font;
import java.util.Locale;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPasswordField;
import javax.swing.JTextField;
import javax.swing.text.JTextComponent;

/**
 * Makes the parts of screens. Each is called in the program by the key of its text, and has a name
 * for those who cannot see it.
 */
public final class Parts {
  private static final String PRIMARY =
      "background: $Button.default.background; foreground: #fff; borderWidth: 0;"
          + "focusedBackground: $Button.default.background;"
          + "hoverBackground: darken($Button.default.background,4%);"
          + "pressedBackground: darken($Button.default.background,8%)";

  private final Texts texts;
  private final ComponentOrientation orientation;
  private final Pictures pictures;

  public Parts(Texts texts) {
    this(texts, texts.locale());
  }

  /**
   * @param locale the person's, which gives the direction: what people write is in their language,
   *     whichever the texts are in
   */
  public Parts(Texts texts, Locale locale) {
    this(texts, ComponentOrientation.getOrientation(locale), Pictures.NONE);
  }

  private Parts(Texts texts, ComponentOrientation orientation, Pictures pictures) {
    this.texts = texts;
    this.orientation = orientation;
    this.pictures = pictures;
  }

  /** The same for whom people look like that. */
  public Parts seeing(Pictures people) {
    return new Parts(texts, orientation, people);
  }

  /** How people are painted. */
  public Pictures pictures() {
    return pictures;
  }

  public Texts texts() {
    return texts;
  }

  /** In which direction the person's language is written. */
  public ComponentOrientation orientation() {
    return orientation;
  }

  public String text(String key, Object... args) {
    return texts.text(key, args);
  }

  public JButton button(String key, Runnable action) {
    JButton button = new JButton(text(key));
    button.setFocusPainted(true);
    return acting(button, key, action);
  }

  /** The one button of a screen that goes on; Enter presses it, too. */
  public JButton primary(String key, Runnable action) {
    JButton button = button(key, action);
    button.putClientProperty("FlatLaf.style", PRIMARY);
    return button;
  }

  /** One that is there, and does not ask for attention. */
  public JButton quiet(String key, Runnable action) {
    JButton button = button(key, action);
    button.putClientProperty("JButton.buttonType", "borderless");
    return button;
  }

  /** One with an icon alone. */
  public JButton icon(Glyph glyph, String key, Runnable action) {
    JButton button = new JButton(glyph.icon(20, "muted"));
    button.putClientProperty("JButton.buttonType", "toolBarButton");
    button.setToolTipText(text(key));
    return acting(button, key, action);
  }

  private JButton acting(JButton button, String key, Runnable action) {
    named(button, key, text(key));
    button.addActionListener(event -> action.run());
    return button;
  }

  public JCheckBox check(String key, boolean on) {
    JCheckBox box = new JCheckBox(text(key), on);
    box.setOpaque(false);
    return named(box, key, text(key));
  }

  public JLabel title(String key, Object... args) {
    return label(key, text(key, args), "text", 1.5f, Font.BOLD);
  }

  public JLabel heading(String key, Object... args) {
    return label(key, text(key, args), "text", 1.05f, Font.BOLD);
  }

  public JLabel label(String key, Object... args) {
    return label(key + ".label", text(key, args), "muted", 0.93f, Font.PLAIN);
  }

  /** A label with any text. */
  public JLabel label(String name, String text, String color, float size, int style) {
    JLabel label =
        new JLabel(text) {
          @Override
          public void updateUI() {
            super.updateUI();
            setFont(Look.font(size, style));
            setForeground(Look.color(color));
          }
        };
    label.putClientProperty("html.disable", true);
    return named(label, name, text);
  }

  public JTextField field(String key) {
    return hinted(new JTextField(), key);
  }

  public JPasswordField password(String key) {
    JPasswordField field = hinted(new JPasswordField(), key);
    field.putClientProperty("JPasswordField.cutCopyAllowed", false);
    field.putClientProperty("FlatLaf.style", "showRevealButton: true");
    return field;
  }

  private <T extends JTextComponent> T hinted(T field, String key) {
    named(field, key, text(key));
    try {
      field.putClientProperty("JTextField.placeholderText", text(key + ".hint"));
    } catch (IllegalArgumentException e) {
      return field; // not every field needs one
    }
    return field;
  }

  /** Calls a part by its name, and for those who cannot see it by its text. */
  public <T extends JComponent> T named(T part, String name, String spoken) {
    part.setName(name);
    part.getAccessibleContext().setAccessibleName(spoken);
    if (part instanceof AbstractButton || part instanceof JLabel) {
      part.putClientProperty("html.disable", true); // names of people are no markup
    }
    return part;
  }
}
