package im.symbolon.swing.chat;

import im.symbolon.swing.emoji.EmojiArea;
import im.symbolon.swing.emoji.EmojiPicker;
import im.symbolon.swing.look.Field;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.EmojiModel;
import im.symbolon.views.Naming;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.KeyboardFocusManager;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.TransferHandler;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.undo.UndoManager;
import net.miginfocom.swing.MigLayout;

/** Where one writes: grows with what is written, up to six lines. */
final class Composer extends JPanel {
  private static final int MOST_LINES = 6;

  private final EmojiArea area;
  private final JScrollPane scroll;
  private final JButton button;
  private final JButton smile;
  private final ComposerContext context;
  private final BooleanSupplier enterSends;
  private final Consumer<String> send;
  private final AreaKeys keys;
  private Optional<MemberPicker> members = Optional.empty();
  private Consumer<Boolean> typed = composing -> {};
  private final JButton speak;
  private Runnable attach = () -> {};
  private Runnable record = () -> {};
  private Runnable up = () -> {};
  private Runnable cancelled = () -> {};

  Composer(Parts parts, EmojiModel emoji, BooleanSupplier enterSends, Consumer<String> send) {
    super(new MigLayout("insets 8 10 14 14, fillx, hidemode 3", "[]4[grow]8[]", "[]0[bottom]"));
    this.context = new ComposerContext(parts, this::cancel);
    this.enterSends = enterSends;
    this.send = send;
    this.area = new Area(parts.text("chat.message"));
    parts.named(area, "chat.message", parts.text("chat.message"));
    this.keys = new AreaKeys(area);
    this.scroll =
        new JScrollPane(
            area, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    this.button = parts.icon(Glyph.SEND, "chat.send", this::send);
    button.setIcon(Glyph.SEND.icon(20, "accent"));
    this.smile =
        parts.icon(
            Glyph.SMILE,
            "emoji.choose",
            () -> EmojiPicker.above(smile(), emoji, parts, this::insert));
    JPanel field = new Field(new MigLayout("insets 10 14 10 8, fill", "[grow]4[]", "[center]"));
    field.add(scroll, "growx, wmin 0");
    field.add(smile, "aligny bottom, gapbottom -3");
    this.speak = parts.icon(Glyph.MICROPHONE, "voice.record", () -> record.run());
    add(context, "growx, wmin 0, spanx 3, gapbottom 6, wrap");
    add(parts.icon(Glyph.ATTACH, "file.attach", () -> attach.run()), "gapbottom 3");
    add(field, "growx, wmin 0");
    add(button, "split 2, gapbottom 3");
    add(speak, "gapbottom 3");
    keys();
    setOpaque(false);
    area.getDocument().addDocumentListener(new Typed());
    grow();
  }

  /** Says what belongs there as long as nothing does. */
  private static final class Area extends EmojiArea {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Area(String hint) {
      this.hint = hint;
      setOpaque(false);
      setBorder(null);
      setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
    }

    @Override
    protected void paintComponent(Graphics g) {
      super.paintComponent(g);
      if (getDocument().getLength() == 0) {
        Graphics2D g2 = Look.smooth(g);
        g2.setColor(Look.color("muted"));
        g2.setFont(getFont());
        g2.drawString(hint, getInsets().left, g2.getFontMetrics().getAscent());
        g2.dispose();
      }
    }
  }

  private void keys() {
    int control = InputEvent.CTRL_DOWN_MASK;
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, 0), () -> enter(enterSends.getAsBoolean()));
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, control), this::send);
    keys.bind(
        KeyStroke.getKeyStroke(KeyEvent.VK_ENTER, InputEvent.SHIFT_DOWN_MASK), () -> enter(false));
    keys.bind(
        KeyStroke.getKeyStroke(KeyEvent.VK_UP, 0), () -> area.text().isEmpty(), () -> up.run());
    keys.bind(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), context::isVisible, this::cancel);
    UndoManager undo = new UndoManager();
    area.getDocument()
        .addUndoableEditListener(
            event -> {
              if (!EmojiArea.isLookOnly(event.getEdit())) {
                undo.addEdit(event.getEdit());
              }
            });
    keys.bind(
        KeyStroke.getKeyStroke(KeyEvent.VK_Z, control),
        () -> {
          if (undo.canUndo()) {
            undo.undo();
          }
        });
  }

  /** Nothing is answered or edited any more. */
  private void cancel() {
    context.setVisible(false);
    cancelled.run();
  }

  private JButton smile() {
    return smile;
  }

  /** Writes it where the caret is. */
  private void insert(String text) {
    area.replaceSelection(text);
    area.requestFocusInWindow();
  }

  private void enter(boolean sends) {
    if (sends) {
      send();
    } else {
      area.replaceSelection("\n");
    }
  }

  private void send() {
    String text = area.text().trim();
    if (!text.isEmpty()) {
      area.setText("");
      send.accept(text);
    }
    area.requestFocusInWindow();
  }

  private final class Typed implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
      typed.accept(true);
      grow();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      typed.accept(!area.text().isEmpty());
      grow();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      grow();
    }
  }

  private void grow() {
    int line = area.getFontMetrics(area.getFont()).getHeight();
    int wanted = Math.max(line, area.getPreferredSize().height);
    int tall = Math.min(wanted, MOST_LINES * line);
    scroll.setVerticalScrollBarPolicy(
        wanted > tall
            ? JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED
            : JScrollPane.VERTICAL_SCROLLBAR_NEVER);
    scroll.setPreferredSize(new Dimension(10, tall));
    scroll.setMinimumSize(new Dimension(10, tall));
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    boolean written = !area.text().trim().isEmpty();
    button.setVisible(written);
    speak.setVisible(!written);
    revalidate();
  }

  @Override
  public void doLayout() {
    super.doLayout();
    int before = scroll.getPreferredSize().height;
    grow();
    if (scroll.getPreferredSize().height != before) {
      revalidate();
    }
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  /** Is told with every key whether something is being written. */
  void onTyped(Consumer<Boolean> told) {
    typed = told;
  }

  /**
   * @param onAttach lets a person choose files
   * @param onRecord begins a voice note
   */
  void onFiles(Runnable onAttach, Runnable onRecord) {
    attach = onAttach;
    record = onRecord;
  }

  /**
   * @param choices who may be meant by that much of a name
   */
  void onNames(Parts parts, Function<String, List<Naming.Choice>> choices) {
    members = Optional.of(new MemberPicker(area, keys, parts, choices));
  }

  /** Who takes what is pasted or dropped and is no text. */
  void onPicked(UnaryOperator<TransferHandler> around) {
    area.setTransferHandler(around.apply(area.getTransferHandler()));
  }

  /**
   * @param onUp what the key Up does while nothing is written
   * @param onCancel told when what is written answers or edits nothing any more
   */
  void onKeys(Runnable onUp, Runnable onCancel) {
    up = onUp;
    cancelled = onCancel;
  }

  /** Says what is answered or edited by what is written. */
  void context(String title, String text) {
    context.tell(title, text);
    revalidate();
  }

  void noContext() {
    context.setVisible(false);
    revalidate();
  }

  String draft() {
    return area.text();
  }

  void draft(String text) {
    Consumer<Boolean> told = typed;
    typed = composing -> {}; // nobody typed this now
    area.setText(text);
    typed = told;
    members.ifPresent(MemberPicker::rest);
  }

  void focus() {
    area.requestFocusInWindow();
  }
}
