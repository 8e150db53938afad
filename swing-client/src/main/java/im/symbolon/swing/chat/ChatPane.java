package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.messenger.chat.Target;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Watches;
import im.symbolon.swing.search.FindBar;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import im.symbolon.views.SearchModel;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
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
  private final Attachments attachments;
  private final Transcript transcript;
  private final JScrollPane scroll;
  private final Composer composer;
  private final Writing writing;
  private final LineMenu menu;
  private final ProblemLine problem;
  private final ChatHeader header;
  private final JButton down;
  private final Foot closed;
  private boolean following = true;
  private boolean paging;
  private Dimension seen = new Dimension();
  private Optional<ChatModel.View> last = Optional.empty();
  private Optional<ChatModel.Sought> sought = Optional.empty();
  private final JPanel top = new JPanel(new BorderLayout());
  private Optional<FindBar> find = Optional.empty();

  /** What is done elsewhere. */
  public record Does(
      Runnable details,
      Runnable safety,
      Runnable devices,
      Supplier<SearchModel> search,
      Runnable block,
      Consumer<Line> seal,
      Consumer<Links.Link> link,
      Consumer<BareJid> person,
      BooleanSupplier enterSends) {}

  public ChatPane(ChatModel model, ChatListModel list, Parts parts, Does does) {
    super(new BorderLayout());
    this.model = model;
    this.parts = parts;
    this.does = does;
    this.attachments = new Attachments(model, parts, this);
    this.transcript = new Transcript(parts, model.account(), attachments.painted());
    parts.named(transcript, "transcript", parts.text("rail.chats"));
    this.scroll = new JScrollPane(transcript);
    this.composer = new Composer(parts, model.emoji(), does.enterSends(), this::send);
    composer.onTyped(model::typing);
    composer.onNames(parts, model::choices);
    this.writing = new Writing(model, composer, parts);
    this.menu =
        new LineMenu(
            model,
            writing,
            parts,
            new LineMenu.Does(this::help, does.seal(), does.link(), attachments.actions()));
    this.problem = new ProblemLine(parts, model::dismiss);
    this.header = new ChatHeader(model.chat(), parts, does.details());
    this.down = parts.icon(Glyph.DOWN, "chat.down", this::toNewest);
    this.closed = new Foot(list, model, parts, does.block());
    top.setOpaque(false);
    top.add(header, BorderLayout.CENTER);
    add(top, BorderLayout.NORTH);
    add(middle(), BorderLayout.CENTER);
    add(foot(), BorderLayout.SOUTH);
    attachments.take(transcript, watches);
    watches.add(model.state().watch(this::show));
    watches.add(list.state().watch(view -> closed.show(model.state().value(), model)));
  }

  private JComponent middle() {
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.getViewport().setScrollMode(JViewport.SIMPLE_SCROLL_MODE);
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.getViewport().addChangeListener(event -> scrolled());
    transcript.addMouseListener(
        new LineMouse(
            transcript, menu, attachments.actions(), model::show, does.link(), does.person()));
    return scroll;
  }

  private JPanel foot() {
    JPanel foot =
        new JPanel(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]0[]"));
    foot.setBackground(null);
    foot.setOpaque(false);
    foot.add(problem, "growx, wmin 0, gapx 16 16, gapbottom 4");
    down.setVisible(false);
    foot.add(down, "align right, gapright 18");
    foot.add(closed, "growx");
    foot.add(attachments.foot(composer), "growx, wmin 0");
    return foot;
  }

  @Override
  public void paint(Graphics g) {
    super.paint(g);
    attachments.paintOver(g);
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  private void send(String text) {
    following = true;
    writing.send(text);
  }

  private void show(ChatModel.View view) {
    header.show(view);
    attachments.open(view.isOpen());
    closed.show(view, model);
    problem.show(view.problem());
    if (view.sought().equals(sought)) {
      showLines(view);
    } else {
      sought = view.sought();
      showSought(view);
    }
    if (isShowing() && !view.newer()) {
      model.read();
    }
  }

  /** Keeps what is read where it stands, or follows what comes. */
  private void showLines(ChatModel.View view) {
    if (last.filter(was -> was.lines().equals(view.lines())).isPresent()) {
      last = Optional.of(view);
      transcript.files(view);
      return;
    }
    int top = scroll.getViewport().getViewPosition().y;
    Optional<Bubble> anchor = following ? Optional.empty() : transcript.at(top);
    boolean first = !last.filter(ChatModel.View::loaded).isPresent();
    transcript.show(view);
    last = Optional.of(view);
    SwingUtilities.invokeLater(
        () -> {
          scroll.getViewport().validate();
          if (first && view.unread().isPresent()) {
            toUnread(view.unread().get());
          } else if (following && !view.newer()) {
            toEnd();
          } else if (anchor.isPresent()) {
            keep(anchor.get(), top);
          }
          paging = false;
        });
  }

  /** Brings the line that was asked for into the middle, and to attention. */
  private void showSought(ChatModel.View view) {
    following = false;
    paging = true; // what is above and below is as it should be
    transcript.show(view);
    last = Optional.of(view);
    SwingUtilities.invokeLater(
        () -> {
          scroll.getViewport().validate();
          transcript.center(view.sought().get().line());
          paging = false;
          down.setVisible(true);
        });
  }

  /** Goes to that line, wherever in the chat it is. */
  public void show(Target line) {
    model.show(line);
  }

  /** Looks for something in this chat. */
  public void find() {
    if (!find.isPresent()) {
      FindBar bar = new FindBar(does.search().get(), parts, model::show, this::endFind);
      find = Optional.of(bar);
      top.add(bar, BorderLayout.SOUTH);
      top.revalidate();
    }
    find.get().focus();
  }

  private void endFind() {
    find.ifPresent(
        bar -> {
          bar.close();
          top.remove(bar);
          find = Optional.empty();
          revalidate();
          repaint();
          focus();
        });
  }

  /** What was not read begins at the upper edge, if there is that much of it. */
  private void toUnread(Target unread) {
    following = false;
    toEnd();
    transcript.reveal(unread);
  }

  private void keep(Bubble before, int top) {
    Optional<Bubble> now = transcript.of(before.row().line().target());
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
    Dimension size = new Dimension(view.getHeight(), transcript.getHeight());
    boolean resized = !size.equals(seen);
    seen = size;
    if (resized && following) {
      SwingUtilities.invokeLater(this::toEnd); // the same end, in another place
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

  /** Of the last line, for who has no mouse. */
  public void menuOfLast() {
    transcript
        .last()
        .ifPresent(
            bubble -> {
              Rectangle box = bubble.box();
              transcript.reveal(bubble.row().line().target());
              menu.of(bubble.row().line()).show(transcript, box.x, box.y + box.height);
            });
  }

  /** Begins to answer what somebody else said last. */
  public void answerLast() {
    writing.answerLast();
  }

  /** Begins to edit what we said last. */
  public void editLast() {
    writing.editLast();
  }

  private void help(NoteAction action) {
    switch (action) {
      case RENEW_SESSION -> model.help(action);
      case ASK_TO_SEND_AGAIN -> composer.draft(parts.text("noteaction.ask"));
      case COMPARE_SAFETY_NUMBER, DECIDE_ABOUT_DEVICES -> does.safety().run();
    }
  }

  public BareJid chat() {
    return model.chat();
  }

  /** What was written here before and not sent. */
  public void draft(String text) {
    composer.draft(text);
  }

  public void focus() {
    composer.focus();
  }

  public void close() {
    model.draft(writing.draft());
    find.ifPresent(FindBar::close);
    watches.close();
    model.close();
  }
}
