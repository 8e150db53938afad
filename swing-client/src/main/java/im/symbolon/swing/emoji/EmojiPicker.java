package im.symbolon.swing.emoji;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.EmojiBook;
import im.symbolon.views.EmojiBook.Entry;
import im.symbolon.views.EmojiBook.Section;
import im.symbolon.views.EmojiModel;
import im.symbolon.views.Watch;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.ButtonGroup;
import javax.swing.DefaultListModel;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.ListCellRenderer;
import javax.swing.ListSelectionModel;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import net.miginfocom.swing.MigLayout;

/**
 * Where one emoji is chosen: by section, by what it is called, or of those chosen lately. The keys
 * move within it, Enter chooses. On the event thread.
 */
public final class EmojiPicker {
  private static final int CELL = 38;
  private static final int COLUMNS = 9;
  private static final int MOST = 200;

  private final EmojiModel model;
  private final Parts parts;
  private final Consumer<String> chosen;
  private final JPopupMenu popup = new JPopupMenu();
  private final DefaultListModel<Entry> entries = new DefaultListModel<>();
  private final JList<Entry> list = new JList<>(entries);
  private final JTextField search;
  private final Map<Section, JToggleButton> tabs = new EnumMap<>(Section.class);
  private final JToggleButton recent;
  private Optional<Section> shown = Optional.empty();

  private EmojiPicker(EmojiModel model, Parts parts, Consumer<String> chosen) {
    this.model = model;
    this.parts = parts;
    this.chosen = chosen;
    this.search = parts.field("emoji.search");
    this.recent = tab("🕘", "emoji.recent", () -> section(Optional.empty()));
  }

  /**
   * Shows one above that component.
   *
   * @param chosen told what was chosen; the picker is gone by then
   */
  public static void above(
      JComponent invoker, EmojiModel model, Parts parts, Consumer<String> chosen) {
    EmojiPicker picker = new EmojiPicker(model, parts, chosen);
    picker.show(invoker, Optional.empty());
  }

  /** The same beside a place in it. */
  public static void at(
      JComponent invoker, Rectangle place, EmojiModel model, Parts parts, Consumer<String> chosen) {
    EmojiPicker picker = new EmojiPicker(model, parts, chosen);
    picker.show(invoker, Optional.of(place));
  }

  private void show(JComponent invoker, Optional<Rectangle> place) {
    popup.add(panel());
    parts.named(popup, "emoji.picker", parts.text("emoji.title"));
    Watch watch = model.state().watch(view -> loaded());
    popup.addPopupMenuListener(new Closing(watch));
    model.open(parts.texts().locale());
    Dimension size = popup.getPreferredSize();
    if (place.isPresent()) {
      popup.show(invoker, place.get().x, place.get().y);
    } else {
      popup.show(invoker, invoker.getWidth() - size.width, -size.height - Look.px(6));
    }
    search.requestFocusInWindow();
  }

  private JPanel panel() {
    JPanel panel = new JPanel(new MigLayout("insets 10, wrap 1", "[grow]", "[]6[]6[]"));
    panel.setOpaque(false);
    JPanel row = new JPanel(new MigLayout("insets 0, gap 0", "", ""));
    row.setOpaque(false);
    ButtonGroup group = new ButtonGroup();
    group.add(recent);
    row.add(recent);
    for (Section each : Section.values()) {
      JToggleButton tab =
          tab(first(each), "emoji.section." + lower(each), () -> section(Optional.of(each)));
      tabs.put(each, tab);
      group.add(tab);
      row.add(tab);
    }
    panel.add(search, "growx");
    panel.add(row, "growx");
    panel.add(grid(), "growx");
    search.getDocument().addDocumentListener(new Typed());
    key(search, KeyEvent.VK_ENTER, this::chooseSelected);
    key(search, KeyEvent.VK_DOWN, this::intoList);
    return panel;
  }

  private static String lower(Section section) {
    return section.name().toLowerCase(Locale.ROOT);
  }

  /** What a section is known by. */
  private static String first(Section section) {
    return switch (section) {
      case SMILEYS -> "😀";
      case PEOPLE -> "👋";
      case NATURE -> "🐻";
      case FOOD -> "🍔";
      case TRAVEL -> "🚗";
      case ACTIVITIES -> "⚽";
      case OBJECTS -> "💡";
      case SYMBOLS -> "❤️";
      case FLAGS -> "🏁";
    };
  }

  private JToggleButton tab(String emoji, String key, Runnable action) {
    JToggleButton tab = new JToggleButton(new EmojiIcon(emoji, 20));
    tab.putClientProperty("JButton.buttonType", "toolBarButton");
    tab.setToolTipText(parts.text(key));
    parts.named(tab, key, parts.text(key));
    tab.addActionListener(event -> action.run());
    return tab;
  }

  private JScrollPane grid() {
    list.setLayoutOrientation(JList.HORIZONTAL_WRAP);
    list.setVisibleRowCount(-1);
    list.setFixedCellWidth(Look.px(CELL));
    list.setFixedCellHeight(Look.px(CELL));
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setCellRenderer(new Cell());
    list.setOpaque(false);
    parts.named(list, "emoji.list", parts.text("emoji.title"));
    list.addMouseListener(new Mouse());
    list.addMouseMotionListener(new Mouse());
    key(list, KeyEvent.VK_ENTER, this::chooseSelected);
    key(list, KeyEvent.VK_CONTEXT_MENU, this::tonesOfSelected);
    JScrollPane scroll = new JScrollPane(list);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.getVerticalScrollBar().setUnitIncrement(Look.px(CELL));
    int bar = scroll.getVerticalScrollBar().getPreferredSize().width;
    scroll.setPreferredSize(new Dimension(Look.px(CELL) * COLUMNS + bar + 2, Look.px(CELL) * 6));
    return scroll;
  }

  private static void key(JComponent where, int code, Runnable action) {
    KeyStroke key = KeyStroke.getKeyStroke(code, 0);
    where.getInputMap().put(key, key);
    where
        .getActionMap()
        .put(
            key,
            new AbstractAction() {
              private static final long serialVersionUID = 1L;

              @Override
              public void actionPerformed(ActionEvent event) {
                action.run();
              }
            });
  }

  private void loaded() {
    boolean any = !model.state().value().recent().isEmpty();
    if (search.getText().isEmpty()) {
      section(any ? shown : Optional.of(shown.orElse(Section.SMILEYS)));
    } else {
      found();
    }
  }

  private void section(Optional<Section> which) {
    shown = which;
    which.map(tabs::get).orElse(recent).setSelected(true);
    if (!search.getText().isEmpty()) {
      search.setText(""); // comes here again
      return;
    }
    show(model.state().value().book().map(book -> of(book, which)).orElse(List.of()));
  }

  private List<Entry> of(EmojiBook book, Optional<Section> which) {
    return which
        .map(book::of)
        .orElseGet(
            () ->
                model.state().value().recent().stream()
                    .map(each -> new Entry(each, each, List.of()))
                    .toList());
  }

  private void found() {
    String words = search.getText();
    show(model.state().value().book().map(book -> book.search(words, MOST)).orElse(List.of()));
  }

  private void show(List<Entry> which) {
    entries.clear();
    entries.addAll(which.stream().filter(each -> isShown(each.emoji())).toList());
    if (!entries.isEmpty()) {
      list.setSelectedIndex(0);
      list.ensureIndexIsVisible(0);
    }
  }

  /** What the computer has no picture of would be an empty box. */
  private boolean isShown(String emoji) {
    return Emoji.system().hasPictures()
        ? Emoji.system().isOne(emoji)
        : list.getFont().canDisplayUpTo(emoji) < 0;
  }

  private void intoList() {
    list.requestFocusInWindow();
  }

  private void chooseSelected() {
    Entry selected = list.getSelectedValue();
    if (selected != null) {
      choose(selected.emoji());
    }
  }

  private void choose(String emoji) {
    popup.setVisible(false);
    model.chose(emoji);
    chosen.accept(emoji);
  }

  private void tonesOfSelected() {
    Entry selected = list.getSelectedValue();
    if (selected != null && !selected.tones().isEmpty()) {
      tones(selected, list.getCellBounds(list.getSelectedIndex(), list.getSelectedIndex()));
    }
  }

  /** The same in the colours of skin. */
  private void tones(Entry entry, Rectangle cell) {
    JPopupMenu menu = new JPopupMenu();
    JPanel row = new JPanel(new MigLayout("insets 4, gap 0", "", ""));
    List<String> all = new ArrayList<>(List.of(entry.emoji()));
    all.addAll(entry.tones());
    for (String each : all) {
      JToggleButton one = tab(each, "emoji.tones", () -> choose(each));
      one.getAccessibleContext().setAccessibleName(entry.name() + " " + each);
      one.addActionListener(event -> menu.setVisible(false));
      row.add(one);
    }
    menu.add(row);
    menu.show(list, cell.x, cell.y - menu.getPreferredSize().height);
  }

  private final class Typed implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
      changed();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      changed();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      changed();
    }

    private void changed() {
      if (search.getText().isEmpty()) {
        section(shown);
      } else {
        found();
      }
    }
  }

  private final class Mouse extends MouseAdapter {
    @Override
    public void mouseMoved(MouseEvent event) {
      int index = index(event);
      if (index >= 0) {
        list.setSelectedIndex(index);
        list.setToolTipText(entries.get(index).name());
      }
    }

    @Override
    public void mousePressed(MouseEvent event) {
      tones(event);
    }

    @Override
    public void mouseReleased(MouseEvent event) {
      tones(event);
    }

    @Override
    public void mouseClicked(MouseEvent event) {
      int index = index(event);
      if (index >= 0 && event.getButton() == MouseEvent.BUTTON1) {
        choose(entries.get(index).emoji());
      }
    }

    private void tones(MouseEvent event) {
      int index = index(event);
      if (event.isPopupTrigger() && index >= 0 && !entries.get(index).tones().isEmpty()) {
        EmojiPicker.this.tones(entries.get(index), list.getCellBounds(index, index));
      }
    }

    private int index(MouseEvent event) {
      int index = list.locationToIndex(event.getPoint());
      boolean within = index >= 0 && list.getCellBounds(index, index).contains(event.getPoint());
      return within ? index : -1;
    }
  }

  /** One of them, in the middle of its place. */
  private static final class Cell extends JPanel implements ListCellRenderer<Entry> {
    private static final long serialVersionUID = 1L;

    private transient Entry entry;
    private boolean selected;

    Cell() {
      setOpaque(false);
    }

    @Override
    public Component getListCellRendererComponent(
        JList<? extends Entry> list, Entry value, int index, boolean isSelected, boolean focus) {
      entry = value;
      selected = isSelected;
      setToolTipText(value.name());
      getAccessibleContext().setAccessibleName(value.name());
      return this;
    }

    @Override
    protected void paintComponent(Graphics g) {
      Graphics2D g2 = Look.smooth(g);
      if (selected) {
        g2.setColor(Look.color("selection"));
        g2.fillRoundRect(1, 1, getWidth() - 2, getHeight() - 2, Look.px(10), Look.px(10));
      }
      int size = Look.px(26);
      Rectangle box = new Rectangle((getWidth() - size) / 2, (getHeight() - size) / 2, size, size);
      if (Emoji.system().hasPictures()) {
        Emoji.system().paintOne(g2, entry.emoji(), box);
      } else {
        g2.setColor(Look.color("text"));
        g2.setFont(Look.font(1.4f, Font.PLAIN));
        g2.drawString(entry.emoji(), box.x, box.y + Math.round(size * 0.85f));
      }
      g2.dispose();
    }
  }

  private static final class Closing implements PopupMenuListener {
    private final Watch watch;

    Closing(Watch watch) {
      this.watch = watch;
    }

    @Override
    public void popupMenuWillBecomeVisible(PopupMenuEvent event) {
      // it is filled already
    }

    @Override
    public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
      watch.close();
    }

    @Override
    public void popupMenuCanceled(PopupMenuEvent event) {
      watch.close();
    }
  }
}
