package im.symbolon.swing.app;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import java.awt.BorderLayout;
import java.awt.Color;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import net.miginfocom.swing.MigLayout;

/** The chats and what is open of them: beside each other, or one at a time where it is narrow. */
final class Columns extends JPanel {
  private static final int NARROW = 640;
  private static final int LIST = 300;

  private final JComponent list;
  private final JPanel open = new JPanel(new BorderLayout());
  private final JPanel back;
  private final JSplitPane split = new JSplitPane();
  private final boolean leftToRight;
  private int divider = Look.px(LIST);
  private boolean front;
  private boolean leaves;
  private String shown = "";

  /**
   * @param toList is run when a person goes back to the list
   */
  Columns(JComponent list, JComponent content, Parts parts, Runnable toList) {
    super(new BorderLayout());
    this.list = list;
    this.leftToRight = parts.orientation().isLeftToRight();
    this.back = new JPanel(new MigLayout("insets 6 8 0 8, hidemode 3"));
    back.setOpaque(false);
    back.add(parts.icon(leftToRight ? Glyph.BACK : Glyph.FORTH, "common.back", toList));
    open.setOpaque(false);
    open.add(back, BorderLayout.NORTH);
    open.add(content, BorderLayout.CENTER);
    setOpaque(false);
    split.setOpaque(false);
    split.setDividerSize(1);
    split.setContinuousLayout(true);
    split.setBorder(null);
    split.setResizeWeight(leftToRight ? 0 : 1);
  }

  /**
   * Which of them is seen where there is room for one only.
   *
   * @param openFirst what is open, or else the list
   * @param closes whether what is open has a button of its own to leave it
   */
  void front(boolean openFirst, boolean closes) {
    front = openFirst;
    back.setVisible(isNarrow() && !closes);
    leaves = closes;
    arrange();
  }

  /** Whether there is room for one of them only. */
  boolean isNarrow() {
    return getWidth() > 0 && getWidth() < Look.px(NARROW);
  }

  @Override
  public void doLayout() {
    arrange();
    super.doLayout();
  }

  private void arrange() {
    String wanted = !isNarrow() ? "both" : front ? "open" : "list";
    if (wanted.equals(shown)) {
      return;
    }
    if ("both".equals(shown)) {
      divider = split.getDividerLocation();
    }
    shown = wanted;
    removeAll();
    back.setVisible("open".equals(wanted) && !leaves);
    if ("both".equals(wanted)) {
      beside();
    } else {
      add("open".equals(wanted) ? open : list, BorderLayout.CENTER);
    }
    revalidate();
    repaint();
  }

  private void beside() {
    split.setLeftComponent(leftToRight ? list : open);
    split.setRightComponent(leftToRight ? open : list);
    add(split, BorderLayout.CENTER);
    int width = getWidth() > 0 ? getWidth() : Look.px(3 * LIST);
    split.setDividerLocation(leftToRight ? divider : width - Look.px(LIST));
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }
}
