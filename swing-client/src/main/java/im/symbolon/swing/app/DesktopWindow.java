package im.symbolon.swing.app;

import im.symbolon.swing.firstrun.FirstRunPane;
import im.symbolon.swing.firstrun.Token;
import im.symbolon.swing.firstrun.UnlockPane;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.SystemTheme;
import im.symbolon.views.Accounts;
import im.symbolon.views.Backstage;
import im.symbolon.views.Session;
import im.symbolon.views.Settings;
import im.symbolon.views.SettingsModel;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** The one window: first an account, then its chats. On the event thread. */
public final class DesktopWindow {
  private final Accounts accounts;
  private final SettingsModel settings;
  private final Backstage backstage;
  private final Runnable ended;
  private final Parts parts;
  private final JFrame frame;
  private Optional<Session> session = Optional.empty();
  private Runnable closing = () -> {};
  private boolean dark;
  private Settings.Theme theme;

  /**
   * @param ended what is done when the window was closed and all is stored
   */
  public DesktopWindow(
      Accounts accounts, SettingsModel settings, Backstage backstage, Runnable ended) {
    this.accounts = accounts;
    this.settings = settings;
    this.backstage = backstage;
    this.ended = ended;
    this.parts = new Parts(settings.texts());
    this.frame = new JFrame(parts.text("app.name"));
    this.theme = settings.state().value().theme();
    frame.setName("symbolon");
    frame.setLayout(new BorderLayout());
    frame.setMinimumSize(new Dimension(Look.px(720), Look.px(480)));
    frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
    frame.addWindowListener(new Closing());
    Placement.restore(frame, settings.state().value().window());
  }

  private final class Closing extends WindowAdapter {
    @Override
    public void windowClosing(WindowEvent event) {
      close();
    }
  }

  /** Shows it. */
  public void open(boolean darkNow) {
    dark = darkNow;
    frame.setIconImage(icon());
    settings.state().watch(now -> retheme(now.theme()));
    accounts.state().watch(this::show);
    accounts.load();
    windowKeys().forEach(each -> each.install(frame.getRootPane()));
    frame.setVisible(true);
  }

  private static BufferedImage icon() {
    int size = 64;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g2 = image.createGraphics();
    Token.paint(g2, size);
    g2.dispose();
    return image;
  }

  private void show(Accounts.View view) {
    if (session.isPresent() || !view.loaded()) {
      return;
    }
    if (view.opened().isPresent()) {
      session = view.opened();
      main(view.opened().get());
    } else if (frame.getContentPane().getComponentCount() == 0) {
      begin(view.accounts().isEmpty());
    }
  }

  private void begin(boolean nobody) {
    if (nobody) {
      content(new FirstRunPane(accounts.firstRun(), parts, Optional.empty()));
      return;
    }
    UnlockPane pane = new UnlockPane(accounts, parts, this::another);
    content(pane);
    pane.focus();
  }

  private void another() {
    content(new FirstRunPane(accounts.firstRun(), parts, Optional.of(() -> begin(false))));
  }

  private void main(Session opened) {
    MainPane pane = new MainPane(opened, settings, parts, this::windowKeys);
    content(pane);
    closing = pane::closing;
    pane.shortcuts().forEach(each -> each.install(frame.getRootPane()));
    frame.setTitle(parts.text("app.name") + " – " + opened.account());
  }

  private List<Shortcut> windowKeys() {
    return List.of(
        Shortcut.of(
            "control shift L",
            "help.theme",
            () ->
                settings.change(
                    was -> was.with(dark ? Settings.Theme.LIGHT : Settings.Theme.DARK))),
        Shortcut.of("control Q", "help.quit", this::close));
  }

  private void content(JComponent pane) {
    frame.getContentPane().removeAll();
    frame.getContentPane().add(pane, BorderLayout.CENTER);
    frame.getContentPane().revalidate();
    frame.getContentPane().repaint();
  }

  private void retheme(Settings.Theme wanted) {
    if (wanted == theme) {
      return;
    }
    theme = wanted;
    Thread asking =
        new Thread(
            () -> {
              boolean nowDark = SystemTheme.isDark(wanted);
              SwingUtilities.invokeLater(() -> show(nowDark));
            },
            "symbolon-theme");
    asking.setDaemon(true);
    asking.start();
  }

  private void show(boolean nowDark) {
    dark = nowDark;
    Look.show(nowDark);
  }

  /** The window itself, for who has to place or picture it. */
  public JFrame frame() {
    return frame;
  }

  /** Goes from the screen at once, and stores what is under way. */
  public void close() {
    closing.run();
    settings.change(was -> was.withWindow(Placement.of(frame)));
    frame.dispose();
    Thread last =
        new Thread(
            () -> {
              session.ifPresent(Session::close);
              backstage.close();
              ended.run();
            },
            "symbolon-end");
    last.start();
  }

  /** What the look is now. */
  public boolean isDark() {
    return dark;
  }
}
