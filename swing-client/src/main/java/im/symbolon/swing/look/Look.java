package im.symbolon.swing.look;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.fonts.inter.FlatInterFont;
import com.formdev.flatlaf.util.FontUtils;
import com.formdev.flatlaf.util.UIScale;
import im.symbolon.views.Settings;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.Map;
import javax.swing.UIManager;

/** How everything looks: colours by name, one typeface, light and dark. On the event thread. */
public final class Look {
  private static final float TEXT_SIZE = 14f;

  private Look() {}

  /** Before there is any window. */
  public static void prepare(int scale) {
    FlatInterFont.install();
    FlatLaf.registerCustomDefaultsSource("im.symbolon.swing.look");
    if (scale > Settings.LEAST_SCALE) {
      System.setProperty("flatlaf.uiScale", scale + "%");
    }
  }

  /** Shows all windows that way. */
  public static void show(boolean dark) {
    int size = UIScale.scale(Math.round(TEXT_SIZE));
    UIManager.put("defaultFont", FontUtils.getCompositeFont("Inter", Font.PLAIN, size));
    if (dark) {
      FlatDarkLaf.setup();
    } else {
      FlatLightLaf.setup();
    }
    FlatLaf.updateUI();
  }

  /** A colour of this program's, by its name in the look's files. */
  public static Color color(String name) {
    Color found = UIManager.getColor("Symbolon." + name);
    return found == null ? Color.GRAY : found;
  }

  /** The typeface in another size, as a factor of the usual one. */
  public static Font font(float factor, int style) {
    Font usual = UIManager.getFont("defaultFont");
    Font base = usual == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 14) : usual;
    float size = base.getSize2D() * factor;
    return FontUtils.getCompositeFont(base.getFamily(), style, Math.round(size)).deriveFont(size);
  }

  public static Font font() {
    return font(1f, Font.PLAIN);
  }

  /** A length in the window's scale. */
  public static int px(int length) {
    Font usual = UIManager.getFont("defaultFont");
    return usual == null ? length : Math.round(length * usual.getSize2D() / TEXT_SIZE);
  }

  /** To paint with smooth edges and letters; dispose it. */
  public static Graphics2D smooth(Graphics g) {
    Graphics2D g2 = (Graphics2D) g.create();
    g2.addRenderingHints(
        Map.of(
            RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
            RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE,
            RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON));
    return g2;
  }
}
