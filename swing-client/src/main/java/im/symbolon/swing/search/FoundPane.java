package im.symbolon.swing.search;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.views.Found;
import im.symbolon.views.SearchModel;
import java.awt.Font;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import net.miginfocom.swing.MigLayout;

/** The messages that were found, under the chats that were. A click or Enter goes to one. */
public final class FoundPane extends JPanel {
  private final Parts parts;
  private final Consumer<Found> open;
  private final DefaultListModel<Found> shown = new DefaultListModel<>();
  private final JList<Found> list = new JList<>(shown);
  private final JLabel heading;
  private final JLabel standing;
  private final JButton more;
  private final ProblemLine problem;

  public FoundPane(SearchModel model, Parts parts, Consumer<Found> open) {
    super(new MigLayout("insets 8 0 8 0, fillx, wrap 1, hidemode 3", "[grow]", "[]4[]0[]"));
    this.parts = parts;
    this.open = open;
    this.heading =
        parts.label("search.messages", parts.text("search.messages"), "muted", 0.88f, Font.BOLD);
    this.standing = parts.label("search.standing", "", "muted", 0.93f, Font.PLAIN);
    this.more = parts.quiet("search.more", model::more);
    this.problem = new ProblemLine(parts.texts());
    setOpaque(false);
    arrange();
    add(heading, "gapx 20 12");
    add(problem, "growx, wmin 0, gapx 14 12");
    add(list, "growx, wmin 0");
    add(standing, "growx, wmin 0, gapx 20 12");
    add(more, "growx");
    model.state().watch(this::show);
  }

  private void arrange() {
    list.setName("search.found");
    list.getAccessibleContext().setAccessibleName(parts.text("search.messages"));
    list.setOpaque(false);
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setCellRenderer(new FoundCell(parts.texts()));
    list.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "open");
    list.getActionMap()
        .put(
            "open",
            new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent event) {
                openSelected();
              }
            });
    list.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mouseClicked(MouseEvent event) {
            int at = list.locationToIndex(event.getPoint());
            boolean hit = at >= 0 && list.getCellBounds(at, at).contains(event.getPoint());
            if (hit && SwingUtilities.isLeftMouseButton(event)) {
              open.accept(shown.get(at));
            }
          }
        });
  }

  private void openSelected() {
    if (list.getSelectedValue() != null) {
      open.accept(list.getSelectedValue());
    }
  }

  private void show(SearchModel.View view) {
    list.setFixedCellHeight(Look.px(FoundCell.HEIGHT));
    fill(view.found());
    boolean wanted = !view.typed().isEmpty();
    setVisible(wanted);
    more.setVisible(view.next().isPresent() && !view.searching());
    problem.show(view.problem());
    String text = standing(view);
    standing.setText(text);
    standing.getAccessibleContext().setAccessibleName(text);
    standing.setVisible(!text.isEmpty());
    heading.setVisible(wanted);
    revalidate();
    repaint();
  }

  private String standing(SearchModel.View view) {
    if (view.indexed() < 100) {
      return parts.text("search.indexing", view.indexed());
    }
    if (view.isNothing()) {
      return parts.text("search.nothing");
    }
    return view.searching() && view.found().isEmpty() ? parts.text("search.searching") : "";
  }

  private void fill(List<Found> found) {
    for (int i = 0; i < found.size(); i++) {
      if (i >= shown.size()) {
        shown.addElement(found.get(i));
      } else if (!shown.get(i).equals(found.get(i))) {
        shown.set(i, found.get(i));
      }
    }
    if (shown.size() > found.size()) {
      shown.removeRange(found.size(), shown.size() - 1);
    }
  }

  /** Goes to the newest, if there is one. */
  public void openFirst() {
    if (!shown.isEmpty()) {
      open.accept(shown.get(0));
    }
  }

  /** To the list of messages, if there is any; returns whether there is. */
  public boolean enter() {
    if (shown.isEmpty()) {
      return false;
    }
    if (list.isSelectionEmpty()) {
      list.setSelectedIndex(0);
    }
    return list.requestFocusInWindow();
  }
}
