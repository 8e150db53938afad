package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.desk.Badge;
import im.symbolon.swing.desk.Desk;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.Accounts;
import im.symbolon.views.Notice;
import im.symbolon.views.NotifyModel;
import im.symbolon.views.Session;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.WindowConstants;

/** The one window: first an account, then its chats. On the event thread. */
public final class DesktopWindow {
  /** What a pane was painted with when it was seen last. */
  private static final String LAST_LOOK = "symbolon.look";

  private final Program program;
  private final Runnable ended;
  private final Parts parts;
  private final JFrame frame;
  private final OpenAccounts open;
  private final NotifyModel notices;
  private final InstalledKeys keys;
  private final Placement placement;
  private final WindowLook look;
  private final Outside outside;
  private boolean looking = true;
  private Optional<String> wantedLink = Optional.empty();
  private boolean closed;

  /**
   * @param ended what is done when the window was closed and all is stored
   */
  public DesktopWindow(Program program, Runnable ended) {
    this.program = program;
    this.ended = ended;
    this.parts = new Parts(program.settings().texts(), program.settings().locale());
    this.frame = new JFrame(parts.text("app.name"));
    this.keys = new InstalledKeys(frame.getRootPane());
    this.notices = new NotifyModel(program.settings(), program.desk(), Clock.systemUTC());
    this.open = new OpenAccounts(program, parts, new Goes());
    this.outside = new Outside(program, parts, this::content, this::backInside);
    this.look = new WindowLook(program);
    frame.setName("symbolon");
    frame.setLayout(new BorderLayout());
    frame.setMinimumSize(new Dimension(Look.px(380), Look.px(480)));
    frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
    frame.addWindowListener(new Closing());
    this.placement = Placement.restore(frame, program.settings().state().value().window());
  }

  private final class Closing extends WindowAdapter {
    @Override
    public void windowClosing(WindowEvent event) {
      leave();
    }
  }

  /** Where one can go from an account. */
  private final class Goes implements OpenAccounts.Goes {
    @Override
    public void account(BareJid account) {
      goTo(account);
    }

    @Override
    public void another() {
      outside.add();
    }

    @Override
    public void unread(int count) {
      badge(count);
    }

    @Override
    public List<Shortcut> windowKeys() {
      return DesktopWindow.this.windowKeys();
    }
  }

  /** Shows it. */
  public void open(boolean darkNow) {
    badge(0);
    frame.applyComponentOrientation(parts.orientation());
    look.begin(darkNow);
    program.accounts().state().watch(this::show);
    program.accounts().load();
    keys.install(windowKeys());
    program.desk().begin(words(), new Ears());
    program.desk().watch(frame, this::looks);
    frame.setVisible(true);
  }

  private Desk.Words words() {
    return new Desk.Words(parts.text("app.name"), parts.text("tray.open"), parts.text("tray.quit"));
  }

  /** What the desktop tells, on any thread of its own. */
  private final class Ears implements Desk.Ears {
    @Override
    public void chosen(Notice.Of of) {
      SwingUtilities.invokeLater(() -> show(of.account(), of.chat()));
    }

    @Override
    public void locked(boolean now) {
      program.backstage().aside(() -> notices.locked(now));
      SwingUtilities.invokeLater(() -> looks(!now && frame.isFocused()));
    }

    @Override
    public void wanted() {
      SwingUtilities.invokeLater(DesktopWindow.this::toFront);
    }

    @Override
    public void quit() {
      SwingUtilities.invokeLater(DesktopWindow.this::close);
    }
  }

  private void looks(boolean now) {
    looking = now;
    open.attend(now);
    if (now) {
      look.lookAgain();
    }
  }

  /** Brings the window to the front, from wherever it is. */
  public void toFront() {
    if (closed) {
      return;
    }
    frame.setVisible(true);
    frame.setExtendedState(frame.getExtendedState() & ~Frame.ICONIFIED);
    frame.toFront();
    frame.requestFocus();
  }

  /** Shows that chat of that account, if it is open, in front of everything else. */
  public void show(BareJid account, BareJid chat) {
    toFront();
    program
        .accounts()
        .state()
        .value()
        .session(account)
        .ifPresent(
            session -> {
              show(session);
              open.pane(session).open(chat);
            });
  }

  /**
   * A second start asked for this window.
   *
   * @param link with somebody's address, to begin a chat with as soon as an account is open; empty
   *     for none
   */
  public void called(String link) {
    toFront();
    wantedLink = Optional.of(link).filter(each -> !each.isEmpty());
    open.current().ifPresent(this::followLink);
  }

  /** The person is asked: a link may have been anybody's. */
  private void followLink(Session session) {
    Optional<String> link = wantedLink;
    wantedLink = Optional.empty();
    link.ifPresent(each -> open.pane(session).newChat(each));
  }

  private void badge(int unread) {
    frame.setIconImages(Badge.icons(unread));
    program.desk().badge(unread);
    title(unread);
  }

  private void title(int unread) {
    String name =
        open.current()
            .map(session -> parts.text("app.name") + " – " + session.account())
            .orElse(parts.text("app.name"));
    frame.setTitle(unread > 0 ? "(" + unread + ") " + name : name);
  }

  private void show(Accounts.View view) {
    if (!view.loaded() || closed) {
      return;
    }
    view.sessions().forEach(notices::listen);
    boolean before = open.current().isPresent();
    List<Session> fresh = open.update(view);
    open.gone().forEach(notices::forget);
    if (!fresh.isEmpty() && outside.isWaiting()) {
      show(fresh.get(0)); // the others came along with it
    } else if (before && !open.current().isPresent()) {
      afterwards(view);
    } else if (frame.getContentPane().getComponentCount() == 0) {
      outside.begin(view);
    }
  }

  private void afterwards(Accounts.View view) {
    if (view.sessions().isEmpty()) {
      outside.begin(view);
    } else {
      show(view.sessions().get(0));
    }
  }

  private void backInside() {
    Optional<Session> current = open.current();
    if (current.isPresent()) {
      show(current.get());
    } else {
      outside.begin(program.accounts().state().value());
    }
  }

  private void goTo(BareJid account) {
    Accounts.View view = program.accounts().state().value();
    Optional<Session> session = view.session(account);
    if (session.isPresent()) {
      show(session.get());
      return;
    }
    view.locked().stream()
        .filter(each -> each.account().equals(account))
        .findFirst()
        .ifPresent(outside::unlock);
  }

  private void show(Session session) {
    outside.left();
    MainPane pane = open.show(session);
    open.attend(looking);
    content(pane);
    keys.install(pane.shortcuts());
    String account = session.account().toString();
    program.settings().change(was -> was.withAccount(account));
    title(open.unread());
    SwingUtilities.invokeLater(() -> followLink(session));
  }

  private List<Shortcut> windowKeys() {
    return List.of(
        Shortcut.of("control PAGE_DOWN", "help.account", () -> open.next(1).ifPresent(this::goTo)),
        Shortcut.of("control PAGE_UP", "", () -> open.next(-1).ifPresent(this::goTo)),
        Shortcut.of("control shift A", "help.addaccount", outside::add),
        Shortcut.of("control shift L", "help.theme", look::turn),
        Shortcut.of("control W", "help.closewindow", this::leave),
        Shortcut.of("control Q", "help.quit", this::close));
  }

  private void content(JComponent pane) {
    keys.install(windowKeys());
    for (Component each : frame.getContentPane().getComponents()) {
      ((JComponent) each).putClientProperty(LAST_LOOK, UIManager.getLookAndFeel());
    }
    frame.getContentPane().removeAll();
    Object last = pane.getClientProperty(LAST_LOOK);
    if (last != null && last != UIManager.getLookAndFeel()) {
      SwingUtilities.updateComponentTreeUI(pane); // it became another one while it was not seen
    }
    frame.getContentPane().add(pane, BorderLayout.CENTER);
    pane.applyComponentOrientation(parts.orientation());
    frame.getContentPane().revalidate();
    frame.getContentPane().repaint();
  }

  /** The window itself, for who has to place or picture it. */
  public JFrame frame() {
    return frame;
  }

  /** As a person closes a window: the program goes on without it, or ends, as they chose. */
  private void leave() {
    if (!program.settings().state().value().keepsRunning()) {
      close();
    } else if (program.desk().hasTray()) {
      frame.setVisible(false);
    } else {
      frame.setExtendedState(frame.getExtendedState() | Frame.ICONIFIED);
    }
  }

  /** Runs it when what is to be seen now was painted, and can be used. */
  public void whenPainted(Runnable task) {
    SwingUtilities.invokeLater(
        () -> {
          frame.validate();
          JComponent all = frame.getRootPane();
          all.paintImmediately(0, 0, all.getWidth(), all.getHeight());
          SwingUtilities.invokeLater(task);
        });
  }

  /** Goes from the screen at once, and stores what is under way. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    look.close();
    open.closing();
    String place = placement.text();
    program.settings().change(was -> was.withWindow(place));
    frame.dispose();
    Thread last =
        new Thread(
            () -> {
              program.desk().close();
              program.backstage().close();
              program.accounts().close();
              ended.run();
            },
            "symbolon-end");
    last.start();
  }

  /** What the look is now. */
  public boolean isDark() {
    return look.isDark();
  }
}
