package im.symbolon.swing.chat;

import im.symbolon.swing.emoji.EmojiArea;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.Naming;
import java.awt.Point;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.event.CaretEvent;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import javax.swing.text.BadLocationException;

/**
 * Offers members of a group above the place where one of them is being named. What is written goes
 * on to be written there: the keyboard stays where it is.
 */
final class MemberPicker {
  private static final int ROWS = 6;

  private final EmojiArea area;
  private final Parts parts;
  private final Function<String, List<Naming.Choice>> choices;
  private final DefaultListModel<Naming.Choice> offered = new DefaultListModel<>();
  private final JList<Naming.Choice> list = new JList<>(offered);
  private final JScrollPane scroll = new JScrollPane(list);
  private final JPopupMenu popup = new JPopupMenu();
  private Optional<Naming.Begun> begun = Optional.empty();
  private Optional<Naming.Begun> dismissed = Optional.empty();
  private boolean looking;

  /**
   * @param choices who may be meant by that much of a name
   */
  MemberPicker(
      EmojiArea area, AreaKeys keys, Parts parts, Function<String, List<Naming.Choice>> choices) {
    this.area = area;
    this.parts = parts;
    this.choices = choices;
    build();
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_DOWN, 0), popup::isVisible, () -> move(1));
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_UP, 0), popup::isVisible, () -> move(-1));
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), popup::isVisible, this::choose);
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_TAB, 0), popup::isVisible, this::choose);
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), popup::isVisible, this::dismiss);
    area.addCaretListener(this::moved);
    area.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent event) {
            hide();
          }
        });
  }

  private void build() {
    popup.setFocusable(false);
    parts.named(popup, "chat.mention.popup", parts.text("chat.mention"));
    parts.named(list, "chat.mention", parts.text("chat.mention"));
    list.setFocusable(false);
    list.setOpaque(false);
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setCellRenderer(new MemberCell(parts));
    Pointer pointer = new Pointer();
    list.addMouseListener(pointer);
    list.addMouseMotionListener(pointer);
    scroll.setBorder(BorderFactory.createEmptyBorder(2, 4, 2, 4));
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    popup.add(scroll);
    popup.addPopupMenuListener(new Tab());
  }

  /** Chooses while members are offered, whoever closes that. */
  private final class Tab implements PopupMenuListener {
    @Override
    public void popupMenuWillBecomeVisible(PopupMenuEvent event) {
      area.setFocusTraversalKeysEnabled(false);
    }

    @Override
    public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
      area.setFocusTraversalKeysEnabled(true);
    }

    @Override
    public void popupMenuCanceled(PopupMenuEvent event) {
      // it becomes invisible, too
    }
  }

  private final class Pointer extends MouseAdapter {
    @Override
    public void mouseMoved(MouseEvent event) {
      select(list.locationToIndex(event.getPoint()));
    }

    @Override
    public void mouseReleased(MouseEvent event) {
      if (SwingUtilities.isLeftMouseButton(event) && list.contains(event.getPoint())) {
        select(list.locationToIndex(event.getPoint()));
        choose();
      }
    }
  }

  /** Once for all that one key changes, when it is done. */
  private void moved(CaretEvent event) {
    if (!looking) {
      looking = true;
      SwingUtilities.invokeLater(this::look);
    }
  }

  private void look() {
    looking = false;
    Optional<Naming.Begun> now = now();
    boolean again = now.filter(this::isDismissed).isPresent();
    List<Naming.Choice> found =
        now.isPresent() && !again ? choices.apply(now.get().said()) : List.of();
    dismissed = again ? dismissed : Optional.empty();
    if (found.isEmpty()) {
      hide();
    } else if (!now.equals(begun) || !popup.isVisible()) {
      boolean moved = !now.map(Naming.Begun::at).equals(begun.map(Naming.Begun::at));
      begun = now;
      show(found, moved);
    }
  }

  private Optional<Naming.Begun> now() {
    boolean caret = area.getSelectionStart() == area.getSelectionEnd();
    return caret && area.isEditable()
        ? Naming.begun(area.text(), area.getCaretPosition())
        : Optional.empty();
  }

  /** What a person does not want stays away while the same name goes on. */
  private boolean isDismissed(Naming.Begun now) {
    return dismissed
        .filter(was -> was.at() == now.at() && now.said().startsWith(was.said()))
        .isPresent();
  }

  private void show(List<Naming.Choice> found, boolean moved) {
    offered.clear();
    found.forEach(offered::addElement);
    list.setVisibleRowCount(Math.min(ROWS, found.size()));
    select(0);
    if (!moved && popup.isVisible() && popup.getPreferredSize().equals(popup.getSize())) {
      return;
    }
    popup.setVisible(false);
    SwingUtilities.updateComponentTreeUI(popup); // the look may be another one by now
    popup.applyComponentOrientation(parts.orientation());
    popup.pack();
    place().ifPresent(at -> popup.show(area, at.x, at.y));
  }

  /** With its lower edge above the line in which one writes, and its beginning at the name's. */
  private Optional<Point> place() {
    try {
      Rectangle2D at = area.modelToView2D(begun.map(Naming.Begun::at).orElse(0));
      int x = (int) at.getX() - (parts.orientation().isLeftToRight() ? 0 : width());
      int y = (int) at.getY() - popup.getPreferredSize().height - Look.px(18);
      return Optional.of(new Point(x, y));
    } catch (BadLocationException e) {
      return Optional.empty(); // it is gone by now
    }
  }

  private int width() {
    return popup.getPreferredSize().width;
  }

  private void select(int index) {
    if (index < 0 || index >= offered.size()) {
      return;
    }
    list.setSelectedIndex(index);
    list.ensureIndexIsVisible(index);
    area.getAccessibleContext()
        .setAccessibleDescription(
            parts.text(
                "chat.mention.offered", offered.get(index).name(), index + 1, offered.size()));
  }

  private void move(int by) {
    select(Math.floorMod(list.getSelectedIndex() + by, offered.size()));
  }

  private void choose() {
    if (looking) {
      look(); // keys may come faster than what follows from them
    }
    Naming.Choice chosen = list.getSelectedValue();
    Optional<Naming.Begun> name = begun;
    hide();
    if (chosen != null && name.isPresent() && name.equals(now())) {
      int end = area.getCaretPosition();
      String after = area.text().substring(end);
      boolean apart = !after.isEmpty() && Character.isWhitespace(after.charAt(0));
      String written = "@" + chosen.name() + (apart ? "" : " ");
      dismissed = Optional.of(new Naming.Begun(name.get().at(), written.substring(1)));
      area.select(name.get().at(), end);
      area.replaceSelection(written);
    }
  }

  private void dismiss() {
    dismissed = begun;
    hide();
  }

  /** What is there was not written just now: nobody is offered for it. */
  void rest() {
    dismissed = now();
    hide();
  }

  private void hide() {
    begun = Optional.empty();
    popup.setVisible(false);
    area.getAccessibleContext().setAccessibleDescription("");
  }
}
