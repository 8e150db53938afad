package im.symbolon.swing.list;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Column;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.search.FoundPane;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.SearchModel;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Point;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import net.miginfocom.swing.MigLayout;

/** The list of chats, with what is searched for in it. */
public final class ChatListPane extends JPanel {
  private final ChatListModel model;
  private final Parts parts;
  private final Consumer<ChatItem> open;
  private final DefaultListModel<ChatItem> shown = new DefaultListModel<>();
  private final JList<ChatItem> list = new Chats();
  private final ItemMenu menu;
  private final JButton archive;
  private final JTextField search;
  private final CardLayout cards = new CardLayout();
  private final JPanel middle = new JPanel(cards);
  private final Notices notices;
  private final Prose done = new Prose("", "muted", 0.95f);
  private final ProblemLine problem;
  private Optional<BareJid> selected = Optional.empty();
  private final Column column = new Column("insets 0, gap 0, fillx, wrap 1");
  private Optional<Finding> finding = Optional.empty();
  private boolean updating;
  private Shelf shelf = Shelf.CHATS;

  /** What the list shows. */
  private enum Shelf {
    CHATS,
    ARCHIVE,
    REQUESTS
  }

  /** Its menu is that of the chat under the pointer, or of the marked one. */
  private final class Chats extends JList<ChatItem> {
    Chats() {
      super(shown);
    }

    @Override
    public JPopupMenu getComponentPopupMenu() {
      Point pointer = getMousePosition();
      Optional<ChatItem> under = pointer == null ? Optional.empty() : at(pointer);
      Optional<ChatItem> item = under.isPresent() ? under : Optional.ofNullable(getSelectedValue());
      return item.map(menu::of).orElse(null);
    }
  }

  /** What is found of messages, and what looks for it. */
  private record Finding(FoundPane pane, SearchModel model) {}

  /** What the buttons of the list begin. */
  public record Begins(
      Runnable chat,
      Runnable group,
      Runnable devices,
      Consumer<ChatItem> block,
      Consumer<ChatItem> export) {}

  public ChatListPane(ChatListModel model, Parts parts, Begins begins, Consumer<ChatItem> open) {
    super(new BorderLayout());
    this.model = model;
    this.parts = parts;
    this.open = open;
    this.menu = new ItemMenu(model, parts, begins.block(), begins.export());
    this.notices = new Notices(model, parts, this::toggleRequests, begins.devices());
    this.archive = parts.quiet("list.archived", this::toggleArchive);
    this.search = parts.field("list.search");
    this.problem = new ProblemLine(parts, model::dismiss);
    search.putClientProperty("JTextField.placeholderText", parts.text("list.search"));
    search.putClientProperty("FlatLaf.style", "arc: 999");
    archive.setVisible(false);
    add(head(begins), BorderLayout.NORTH);
    add(middle(), BorderLayout.CENTER);
    list.setName("chats");
    list.getAccessibleContext().setAccessibleName(parts.text("list.title"));
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setCellRenderer(new ChatCell(parts));
    list.setOpaque(false);
    list.addListSelectionListener(
        event -> {
          ChatItem item = list.getSelectedValue();
          if (!updating && !event.getValueIsAdjusting() && item != null) {
            choose(item);
          }
        });
    list.addMouseListener(new Again());
    model.state().watch(view -> refresh());
  }

  /** The chat that is marked is opened by another click, too: something else may stand there. */
  private final class Again extends MouseAdapter {
    private boolean again;

    @Override
    public void mousePressed(MouseEvent event) {
      again =
          at(event.getPoint())
              .filter(each -> selected.equals(Optional.of(each.chat())))
              .isPresent();
    }

    @Override
    public void mouseClicked(MouseEvent event) {
      if (again && SwingUtilities.isLeftMouseButton(event)) {
        at(event.getPoint()).ifPresent(open);
      }
    }
  }

  private Optional<ChatItem> at(Point point) {
    int index = list.locationToIndex(point);
    boolean hit = index >= 0 && list.getCellBounds(index, index).contains(point);
    return hit ? Optional.of(shown.get(index)) : Optional.empty();
  }

  private JPanel head(Begins begins) {
    JPanel head = new JPanel(new MigLayout("insets 12 14 8 12, fillx, wrap 1", "[grow]", "[]10[]"));
    head.setOpaque(false);
    JPanel row = new JPanel(new MigLayout("insets 0, fillx", "[grow][][]"));
    row.setOpaque(false);
    row.add(parts.title("list.title"));
    row.add(parts.icon(Glyph.GROUP, "list.newgroup", begins.group()));
    row.add(parts.icon(Glyph.PLUS, "list.new", begins.chat()));
    head.add(row, "growx");
    head.add(search, "growx");
    head.add(notices, "growx, wmin 0, hidemode 3");
    head.add(done, "growx, wmin 0, hidemode 3");
    head.add(problem, "growx, hidemode 3, wmin 0");
    done.setName("list.done");
    search.getDocument().addDocumentListener(new Typed());
    return head;
  }

  private JPanel middle() {
    column.add(list, "growx, wmin 0");
    JScrollPane scroll = new JScrollPane(column);
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.getVerticalScrollBar().setUnitIncrement(24);
    middle.setOpaque(false);
    JPanel under = new JPanel(new BorderLayout());
    under.setOpaque(false);
    under.add(scroll, BorderLayout.CENTER);
    under.add(archive, BorderLayout.SOUTH);
    middle.add(under, "list");
    middle.add(empty("list.empty", "list.empty.text"), "empty");
    middle.add(empty("list.none", ""), "none");
    return middle;
  }

  /** What is typed is looked for in messages, too. */
  public void finding(FoundPane pane, SearchModel model) {
    finding = Optional.of(new Finding(pane, model));
    column.add(pane, "growx, wmin 0, hidemode 3");
    key("DOWN", this::enter);
    key("ENTER", this::openFirst);
    key("ESCAPE", () -> search.setText(""));
  }

  private void key(String key, Runnable action) {
    search.getInputMap().put(KeyStroke.getKeyStroke(key), key);
    search
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

  /** From the field into what was found. */
  private void enter() {
    if (!shown.isEmpty()) {
      list.requestFocusInWindow();
      if (list.isSelectionEmpty()) {
        openAt(0);
      }
    } else {
      finding.ifPresent(each -> each.pane().enter());
    }
  }

  private void openFirst() {
    if (search.getText().trim().isEmpty()) {
      return;
    }
    if (!shown.isEmpty()) {
      choose(shown.get(0));
    } else {
      finding.ifPresent(each -> each.pane().openFirst());
    }
  }

  private JPanel empty(String title, String text) {
    JPanel panel =
        new JPanel(new MigLayout("insets 28 20 20 20, fillx, wrap 1", "[grow]", "[]6[]"));
    panel.setOpaque(false);
    panel.add(parts.heading(title));
    if (!text.isEmpty()) {
      panel.add(new Prose(parts.text(text), "muted", 0.95f), "growx, wmin 0");
    }
    return panel;
  }

  @Override
  public Color getBackground() {
    return Look.color("list");
  }

  private final class Typed implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
      typed();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      typed();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      typed();
    }
  }

  private void typed() {
    refresh();
    finding.ifPresent(each -> each.model().typed(search.getText()));
  }

  private void refresh() {
    ChatListModel.View view = model.state().value();
    settle(view);
    String wanted = search.getText().trim().toLowerCase(Locale.ROOT);
    List<ChatItem> found = new ArrayList<>();
    for (ChatItem each : on(view, !wanted.isEmpty())) {
      String named = (each.name() + " " + each.chat()).toLowerCase(Locale.ROOT);
      if (named.contains(wanted)) {
        found.add(each);
      }
    }
    fill(found);
    String all = view.chats().isEmpty() && view.loaded() ? "empty" : "list";
    boolean none = found.isEmpty() && !wanted.isEmpty() && !finding.isPresent();
    String card = none ? "none" : all;
    cards.show(middle, found.isEmpty() ? card : "list");
    notices.show(view, shelf == Shelf.REQUESTS);
    done.setText(view.done().map(parts::text).orElse(""));
    done.setVisible(view.done().isPresent());
    problem.show(view.problem());
  }

  /** What stands where one looks; whoever searches looks everywhere. */
  private List<ChatItem> on(ChatListModel.View view, boolean everywhere) {
    List<ChatItem> found = new ArrayList<>();
    if (everywhere || shelf == Shelf.REQUESTS) {
      view.requests().forEach(each -> found.add(each.item()));
    }
    for (ChatItem each : view.chats()) {
      Shelf its = each.decided().archived() ? Shelf.ARCHIVE : Shelf.CHATS;
      boolean twice = found.stream().anyMatch(other -> other.chat().equals(each.chat()));
      if ((everywhere || its == shelf) && !twice) {
        found.add(each);
      }
    }
    return found;
  }

  /**
   * Whoever looks at what was put away, or who waits, sees the chats when nothing is left of it.
   */
  private void settle(ChatListModel.View view) {
    long count = view.chats().stream().filter(each -> each.decided().archived()).count();
    boolean over =
        (shelf == Shelf.ARCHIVE && count == 0)
            || (shelf == Shelf.REQUESTS && view.requests().isEmpty());
    shelf = over ? Shelf.CHATS : shelf;
    archive.setVisible(count > 0);
    boolean here = shelf == Shelf.ARCHIVE;
    archive.setText(here ? parts.text("common.back") : parts.text("list.archived", count));
    archive.getAccessibleContext().setAccessibleName(archive.getText());
  }

  /** Shows what was put away, or the others again. */
  private void toggleArchive() {
    shelf = shelf == Shelf.ARCHIVE ? Shelf.CHATS : Shelf.ARCHIVE;
    refresh();
  }

  /** Shows who waits, or the others again. */
  private void toggleRequests() {
    shelf = shelf == Shelf.REQUESTS ? Shelf.CHATS : Shelf.REQUESTS;
    refresh();
  }

  private void fill(List<ChatItem> items) {
    updating = true;
    list.setFixedCellHeight(Look.px(ChatCell.HEIGHT));
    for (int i = 0; i < items.size(); i++) {
      if (i >= shown.size()) {
        shown.addElement(items.get(i));
      } else if (!shown.get(i).equals(items.get(i))) {
        shown.set(i, items.get(i));
      }
    }
    while (shown.size() > items.size()) {
      shown.remove(shown.size() - 1);
    }
    reselect();
    updating = false;
  }

  private void reselect() {
    list.clearSelection();
    for (int i = 0; i < shown.size(); i++) {
      if (selected.equals(Optional.of(shown.get(i).chat()))) {
        list.setSelectedIndex(i);
      }
    }
  }

  private void choose(ChatItem item) {
    selected = Optional.of(item.chat());
    model.dismiss();
    open.accept(item);
  }

  /** Marks a chat that was opened in another way. */
  public void select(Optional<BareJid> chat) {
    selected = chat;
    updating = true;
    reselect();
    updating = false;
  }

  /** Opens the chat at that place, counted from 0, if there is one. */
  public void openAt(int place) {
    if (place >= 0 && place < shown.size()) {
      list.setSelectedIndex(place);
      list.ensureIndexIsVisible(place);
    }
  }

  /** Opens the next chat, or the one before. */
  public void step(int by) {
    openAt(list.getSelectedIndex() < 0 ? 0 : list.getSelectedIndex() + by);
  }

  /** To the field that searches. */
  public void search() {
    search.requestFocusInWindow();
    search.selectAll();
  }
}
