package im.symbolon.swing.search;

import im.symbolon.messenger.chat.Target;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Watches;
import im.symbolon.views.Found;
import im.symbolon.views.SearchModel;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.event.ActionEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import net.miginfocom.swing.MigLayout;

/** Looks for something in one chat, and goes from one place to the next. Close it when it goes. */
public final class FindBar extends JPanel {
  private final SearchModel model;
  private final Parts parts;
  private final Consumer<Target> show;
  private final Watches watches = new Watches();
  private final JTextField field;
  private final JLabel count;
  private final JButton older;
  private final JButton newer;
  private List<Found> found = List.of();
  private String typed = "";
  private boolean more;
  private int at = -1;

  /**
   * @param show brings a line into sight
   * @param gone takes the bar away
   */
  public FindBar(SearchModel model, Parts parts, Consumer<Target> show, Runnable gone) {
    super(new MigLayout("insets 8 16 8 12, fillx", "[grow]8[]4[][][]"));
    this.model = model;
    this.parts = parts;
    this.show = show;
    this.field = parts.field("find.field");
    this.count = parts.label("find.count", "", "muted", 0.88f, Font.PLAIN);
    this.older = parts.icon(Glyph.UP, "find.older", () -> step(1));
    this.newer = parts.icon(Glyph.DOWN, "find.newer", () -> step(-1));
    setName("find");
    field.putClientProperty("JTextField.placeholderText", parts.text("find.field"));
    field.putClientProperty("JTextField.leadingIcon", Glyph.SEARCH.icon(16, "muted"));
    add(field, "growx");
    add(count);
    add(older);
    add(newer);
    add(parts.icon(Glyph.CLOSE, "find.close", gone));
    field.getDocument().addDocumentListener(new Typed());
    key("ENTER", () -> step(1));
    key("shift ENTER", () -> step(-1));
    key("F3", () -> step(1));
    key("shift F3", () -> step(-1));
    key("UP", () -> step(1));
    key("DOWN", () -> step(-1));
    key("ESCAPE", gone);
    watches.add(model.state().watch(this::show));
  }

  private void key(String key, Runnable action) {
    field.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), key);
    field
        .getActionMap()
        .put(
            key,
            new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent event) {
                action.run();
              }
            });
  }

  private final class Typed implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
      model.typed(field.getText());
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      model.typed(field.getText());
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      model.typed(field.getText());
    }
  }

  private void show(SearchModel.View view) {
    if (view.searching()) {
      return;
    }
    boolean another = !view.typed().equals(typed);
    boolean longer = view.found().size() > found.size();
    typed = view.typed();
    found = view.found();
    more = view.next().isPresent();
    if (another) {
      at = -1;
      step(1);
    } else if (longer && at >= 0) {
      step(1); // it was gone on for
    }
    tell();
  }

  /** The newest is the first. */
  private void step(int by) {
    int next = at + by;
    if (next >= found.size() && more) {
      at = found.size() - 1;
      model.more();
      return;
    }
    if (next >= 0 && next < found.size()) {
      at = next;
      show.accept(found.get(at).line());
    }
    tell();
  }

  private void tell() {
    String text = "";
    if (!typed.isEmpty()) {
      String all = found.size() + (more ? "+" : "");
      text = found.isEmpty() ? parts.text("find.nothing") : parts.text("find.at", at + 1, all);
    }
    count.setText(text);
    count.getAccessibleContext().setAccessibleName(text);
    older.setEnabled(at + 1 < found.size() || more);
    newer.setEnabled(at > 0);
  }

  /** To the field. */
  public void focus() {
    field.requestFocusInWindow();
    field.selectAll();
  }

  public void close() {
    watches.close();
    model.close();
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  @Override
  protected void paintComponent(Graphics g) {
    super.paintComponent(g);
    g.setColor(Look.color("line"));
    g.fillRect(0, getHeight() - 1, getWidth(), 1);
  }
}
