package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Watches;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;
import net.miginfocom.swing.MigLayout;

/** One chat: who it is with, what was said, and where one writes. Close it when it goes. */
public final class ChatPane extends JPanel {
  private final ChatModel model;
  private final Parts parts;
  private final Does does;
  private final Watches watches = new Watches();
  private final Transcript transcript;
  private final JScrollPane scroll;
  private final Composer composer;
  private final ProblemLine problem;
  private final JLabel name;
  private final JLabel standing;
  private final JButton down;
  private final JPanel closed = new JPanel(new MigLayout("insets 14 16 16 16, fillx", "[grow][]"));
  private final JLabel why;
  private final JButton join;
  private boolean following = true;
  private boolean paging;
  private Optional<ChatModel.View> last = Optional.empty();

  /** What is done elsewhere. */
  public record Does(
      Runnable details,
      Runnable safety,
      Runnable devices,
      Runnable join,
      BooleanSupplier enterSends) {}

  public ChatPane(ChatModel model, Parts parts, Does does) {
    super(new BorderLayout());
    this.model = model;
    this.parts = parts;
    this.does = does;
    this.transcript = new Transcript(parts, model.account());
    parts.named(transcript, "transcript", parts.text("rail.chats"));
    this.scroll = new JScrollPane(transcript);
    this.composer = new Composer(parts, does.enterSends(), this::send);
    this.problem = new ProblemLine(parts.texts());
    this.name = parts.label("chat.name", model.chat().local(), "text", 1.1f, Font.BOLD);
    this.standing = parts.label("chat.standing", "", "muted", 0.88f, Font.PLAIN);
    this.down = parts.icon(Glyph.DOWN, "chat.down", this::toNewest);
    this.why = parts.label("chat.closed", "", "muted", 1f, Font.PLAIN);
    this.join = parts.primary("chat.join", does.join());
    add(header(), BorderLayout.NORTH);
    add(middle(), BorderLayout.CENTER);
    add(foot(), BorderLayout.SOUTH);
    watches.add(model.state().watch(this::show));
  }

  private JPanel header() {
    JPanel header =
        new JPanel(new MigLayout("insets 10 16 10 12, fillx", "[]12[grow]8[]", "[]0[]")) {
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
        };
    header.add(new Picture(), "spany 2");
    header.add(name, "growx, wmin 0");
    header.add(parts.icon(Glyph.SHIELD, "chat.safety", does.details()), "spany 2, wrap");
    header.add(standing, "growx, wmin 0");
    return header;
  }

  /** Whom one talks with. */
  private final class Picture extends JComponent {
    @Override
    public Dimension getPreferredSize() {
      return new Dimension(Look.px(38), Look.px(38));
    }

    @Override
    protected void paintComponent(Graphics g) {
      ChatModel.View view = model.state().value();
      boolean group = view.kind() != ChatItem.Kind.PERSON;
      Avatar.paint(g, model.chat(), view.title(), group, new Avatar.Square(0, 0, Look.px(38)));
    }
  }

  private JComponent middle() {
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.getViewport().setScrollMode(JViewport.SIMPLE_SCROLL_MODE);
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.getViewport().addChangeListener(event -> scrolled());
    transcript.addMouseListener(new Menu());
    return scroll;
  }

  private JPanel foot() {
    JPanel foot =
        new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]0[]"));
    foot.setBackground(null);
    foot.setOpaque(false);
    closed.setOpaque(false);
    closed.add(why, "growx, wmin 0");
    closed.add(join, "hidemode 3");
    foot.add(problem, "growx, wmin 0, gapx 16 16, gapbottom 4");
    down.setVisible(false);
    foot.add(down, "align right, gapright 18");
    foot.add(closed, "growx");
    foot.add(composer, "growx, wmin 0");
    return foot;
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  private void send(String text) {
    following = true;
    model.send(text);
  }

  private void show(ChatModel.View view) {
    name.setText(view.title());
    standing.setText(standing(view));
    boolean person = view.kind() == ChatItem.Kind.PERSON;
    standing.setIcon(
        (person && view.verified() ? Glyph.VERIFIED : Glyph.LOCK)
            .icon(14, person && view.verified() ? "accent" : "muted"));
    composer.setVisible(view.isOpen());
    closed.setVisible(!view.isOpen());
    join.setVisible(view.kind() == ChatItem.Kind.INVITATION);
    why.setText(
        parts.text(view.kind() == ChatItem.Kind.INVITATION ? "chat.invitation" : "chat.former"));
    problem.show(view.problem());
    showLines(view);
    if (isShowing()) {
      model.read(true);
    }
  }

  private String standing(ChatModel.View view) {
    if (view.kind() != ChatItem.Kind.PERSON) {
      return parts.text("chat.encrypted");
    }
    return parts.text("chat.encrypted")
        + " · "
        + parts.text(view.verified() ? "chat.verified" : "chat.unverified");
  }

  /** Keeps what is read where it stands, or follows what comes. */
  private void showLines(ChatModel.View view) {
    if (last.filter(was -> was.lines().equals(view.lines())).isPresent()) {
      last = Optional.of(view);
      return;
    }
    int top = scroll.getViewport().getViewPosition().y;
    Optional<Bubble> anchor = following ? Optional.empty() : transcript.at(top);
    transcript.show(view);
    last = Optional.of(view);
    SwingUtilities.invokeLater(
        () -> {
          scroll.getViewport().validate();
          if (following && !view.newer()) {
            toEnd();
          } else if (anchor.isPresent()) {
            keep(anchor.get(), top);
          }
          paging = false;
        });
  }

  private void keep(Bubble before, int top) {
    Optional<Bubble> now = transcript.of(before.row().line());
    if (now.isPresent()) {
      int moved = now.get().box().y - before.box().y;
      scroll.getViewport().setViewPosition(new Point(0, Math.max(0, top + moved)));
    }
  }

  private void toEnd() {
    int height = transcript.getPreferredSize().height;
    transcript.scrollRectToVisible(new Rectangle(0, Math.max(0, height - 1), 1, 1));
  }

  /** Shows what was said last. */
  private void toNewest() {
    following = true;
    model.newest();
    toEnd();
  }

  private void scrolled() {
    JViewport view = scroll.getViewport();
    if (!last.isPresent() || paging || view.getHeight() == 0) {
      return;
    }
    int top = view.getViewPosition().y;
    int under = transcript.getHeight() - top - view.getHeight();
    following = under < Look.px(60) && !last.get().newer();
    if (top < Look.px(200) && last.get().older() && transcript.getHeight() > view.getHeight()) {
      paging = true;
      model.older();
    } else if (under < Look.px(200) && last.get().newer()) {
      paging = true;
      model.newer();
    }
    down.setVisible(!following);
  }

  private final class Menu extends MouseAdapter {
    @Override
    public void mousePressed(MouseEvent event) {
      show(event);
    }

    @Override
    public void mouseReleased(MouseEvent event) {
      show(event);
    }

    private void show(MouseEvent event) {
      Optional<Line> line = transcript.lineAt(event.getPoint());
      if (event.isPopupTrigger() && line.isPresent()) {
        menu(line.get()).show(transcript, event.getX(), event.getY());
      }
    }
  }

  private JPopupMenu menu(Line line) {
    JPopupMenu menu = new JPopupMenu();
    if (!line.text().isEmpty()) {
      menu.add(item("chat.copy", () -> copy(line.text())));
    }
    line.note()
        .flatMap(Note::action)
        .ifPresent(
            action ->
                menu.add(
                    item(
                        "noteaction." + action.name().toLowerCase(Locale.ROOT).replace("_", ""),
                        () -> help(action))));
    return menu;
  }

  private JMenuItem item(String key, Runnable action) {
    JMenuItem item = new JMenuItem(parts.text(key));
    parts.named(item, key, parts.text(key));
    item.addActionListener(event -> action.run());
    return item;
  }

  private void help(NoteAction action) {
    switch (action) {
      case RENEW_SESSION -> model.help(action);
      case ASK_TO_SEND_AGAIN -> composer.draft(parts.text("noteaction.ask"));
      case COMPARE_SAFETY_NUMBER, DECIDE_ABOUT_DEVICES -> does.safety().run();
    }
  }

  private static void copy(String text) {
    Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(text), null);
  }

  public BareJid chat() {
    return model.chat();
  }

  public String draft() {
    return composer.draft();
  }

  /** What was written here before and not sent. */
  public void draft(String text) {
    composer.draft(text);
  }

  public void focus() {
    composer.focus();
  }

  public void close() {
    watches.close();
    model.close();
  }
}
