package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Look;
import im.symbolon.views.ChatItem;
import im.symbolon.views.Notices;
import im.symbolon.views.Settings;
import im.symbolon.world.World;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JViewport;
import javax.swing.KeyStroke;
import javax.swing.LookAndFeel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.DialogFixture;

/** Every screen in one size, one language and one direction, with all that must hold of each. */
final class Gallery {
  private static final Logger LOG = Logger.getLogger(Gallery.class.getName());

  /** The ring around what has the keyboard may stand over an edge, at 250 %. */
  private static final int EDGE = 5;

  private final Stillness still;
  private final Hand hand;
  private final EventWatch watch;
  private final String name;
  private final int scale;

  private Gallery(Stillness still, Hand hand, EventWatch watch, String name, int scale) {
    this.still = still;
    this.hand = hand;
    this.watch = watch;
    this.name = name;
    this.scale = scale;
  }

  /** Arguments: a scale in percent and a language. Prints a line for each scene. */
  public static void main(String[] args) throws Exception {
    int scale = Integer.parseInt(args[0]);
    FailOnThreadViolationRepaintManager.install();
    EventWatch watch = EventWatch.install();
    Path directory = Files.createTempDirectory("symbolon-gallery");
    Settings settings = Settings.USUAL.withScale(scale).withLanguage(args[1]);
    boolean held = false;
    try {
      Stillness still = Stillness.in(directory, settings);
      Hand hand = Hand.open(still.program(), still.desk(), 0);
      held = new Gallery(still, hand, watch, args[1] + "-" + scale, scale).play();
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "the gallery broke off", e);
      System.out.println("the gallery can begin and end\tfailed\t" + e);
    } finally {
      System.out.println("the end");
      System.out.flush();
      Runtime.getRuntime().halt(held ? 0 : 1);
    }
  }

  /** A part of it. */
  private interface Scene {
    void play() throws Exception;
  }

  private boolean play() {
    return scene("several accounts, and one passphrase for those it fits", this::unlock)
        && scene("what is told of a chat that nobody looks at", this::notices)
        && scene("all screens", this::screens)
        && scene("a copy of all chats is asked for, made, and looked at", this::export)
        && scene("the list of keys is what the keys do", this::keys)
        && scene("from one account to another, by keys and by the rail", this::accounts)
        && scene("a narrow window shows one thing at a time", this::narrow)
        && scene("an account is taken off this computer", this::remove)
        && scene("the event thread never froze", this::events);
  }

  private boolean scene(String which, Scene scene) {
    String told = name + ": " + which;
    try {
      scene.play();
      System.out.println(told + "\tok\t");
      return true;
    } catch (Throwable e) {
      LOG.log(Level.SEVERE, "the gallery broke off", e);
      String why = Objects.toString(e.getMessage(), e.toString()).replaceAll("\\s+", " ");
      System.out.println(told + "\tfailed\t" + why);
      return false;
    } finally {
      System.out.flush();
    }
  }

  /** Keeps a picture, and looks over what is on it. */
  private void look(String screen) throws Exception {
    hand.picture("gallery-" + name + "-" + screen);
    assertThat(hand.unnamed()).as("without a name for those who cannot see: %s", screen).isEmpty();
    cut(hand.window.target(), screen);
  }

  private void cut(Window of, String screen) {
    assertThat(GuiActionRunner.execute(() -> cut(of))).as("cut off: %s", screen).isEmpty();
  }

  /** The same of a window beside it. */
  private void look(Window of, String screen) throws Exception {
    hand.picture(of, "gallery-" + name + "-" + screen);
    cut(of, screen);
  }

  /** Words that have less room than they need, and controls that stand outside of their part. */
  private static List<String> cut(Window of) {
    List<String> found = new ArrayList<>();
    for (Component each : Hand.all(of)) {
      boolean control =
          each instanceof AbstractButton || each instanceof JComboBox || each instanceof JLabel;
      if (control && each.isShowing() && isOurs(each) && isCut(each)) {
        found.add(each.getName() + " " + each.getBounds() + " needs " + each.getPreferredSize());
      }
    }
    return found;
  }

  /** Those of the look have names of another kind. */
  private static boolean isOurs(Component part) {
    return part.getName() != null && Character.isLowerCase(part.getName().charAt(0));
  }

  private static boolean isCut(Component part) {
    boolean button = part instanceof AbstractButton;
    boolean small = button && part.getWidth() < part.getMinimumSize().width - 1;
    Rectangle room = new Rectangle(new Point(), part.getParent().getSize());
    Component view = SwingUtilities.getAncestorOfClass(JViewport.class, part);
    boolean scrolled = view != null;
    int right = scrolled ? SwingUtilities.convertPoint(part, part.getWidth(), 0, view).x : 0;
    return small
        || (scrolled && right > view.getWidth() + EDGE)
        || part.getX() < -EDGE
        || part.getX() + part.getWidth() > room.width + EDGE
        || (!scrolled && part.getY() + part.getHeight() > room.height + EDGE);
  }

  private void unlock() throws Exception {
    Hand.until(() -> hand.isThere("unlock.passphrase"));
    assertThat(GuiActionRunner.execute(() -> Look.px(100)))
        .isBetween(scale - 5, scale + 5); // whole points
    look("unlock");
    hand.type("unlock.passphrase", "mistyped");
    hand.click("unlock.open");
    Hand.until(() -> hand.isThere("problem.text"));
    look("mistyped");
    hand.type("unlock.passphrase", Stillness.BOTH);
    hand.click("unlock.open");
    Hand.until(() -> hand.isThere("main"));
    Hand.until(() -> hand.isThere("rail.account." + Stillness.DANA));
    Hand.until(() -> hand.lists(item -> item.chat().equals(World.BOB)));
  }

  private void notices() throws Exception {
    Hand.until("the badge", () -> still.desk().unread() > 0);
    int unread = still.desk().unread();
    look("chats");
    hand.choose(item -> item.chat().equals(World.BOB));
    Hand.until("fewer unread", () -> still.desk().unread() < unread);
    hand.awaitLine("Platform 2");
    look("chat");
  }

  private void screens() throws Exception {
    hand.click("chat.safety");
    Hand.until(() -> hand.isThere("side"));
    look("safety");
    hand.choose(ChatItem::isGroup);
    hand.awaitLine("At the old bridge");
    hand.type("chat.message", "@");
    Hand.until(() -> hand.found("chat.mention") == 2);
    hand.pressIn("chat.message", KeyEvent.VK_DOWN);
    hand.popupPicture("gallery-" + name + "-mention-popup");
    hand.pressIn("chat.message", KeyEvent.VK_ESCAPE);
    hand.type("chat.message", "");
    hand.click("chat.safety");
    Hand.until(() -> hand.isThere("member.bob@beta.test"));
    look("group");
    hand.click("rail.devices");
    Hand.until(() -> hand.isThere("devices.link.code"));
    look("devices");
    hand.click("rail.settings");
    Hand.until(() -> hand.isThere("settings.language"));
    look("settings");
    hand.press(KeyEvent.VK_A, InputEvent.CTRL_DOWN_MASK | InputEvent.SHIFT_DOWN_MASK);
    Hand.until(() -> hand.isThere("firstrun.create"));
    look("another-account");
    hand.click("firstrun.login");
    Hand.until(() -> hand.isThere("firstrun.address"));
    look("login");
    hand.click("common.back");
    hand.click("common.back");
    Hand.until(() -> hand.isThere("main"));
    SwingUtilities.invokeLater(
        () -> hand.pressNow(KeyEvent.VK_N, InputEvent.CTRL_DOWN_MASK)); // it asks, and waits
    DialogFixture asked = hand.dialog("new");
    hand.picture(asked.target(), "gallery-" + name + "-new");
    Hand.answer(asked, "common.cancel");
  }

  private void export() throws Exception {
    Path folder = Files.createTempDirectory("symbolon-exported");
    hand.click("rail.settings");
    hand.reveal("export.all");
    hand.click("export.all");
    DialogFixture asked = hand.dialog("export");
    look(asked.target(), "export");
    exportTo(asked, Files.createFile(folder.resolve("there")));
    Hand.until("what is wrong", () -> Hand.said(asked.target(), "problem.text").length() > 10);
    look(asked.target(), "export-exists");
    exportTo(asked, folder.resolve("copy"));
    Hand.until("the copy", () -> Files.exists(folder.resolve("copy/index.html")));
    Hand.until("where it is", () -> Hand.said(asked.target(), "export.done").contains("copy"));
    look(asked.target(), "exported");
    GuiActionRunner.execute(() -> escape((JDialog) asked.target()));
    Hand.until("it is closed", () -> !asked.target().isShowing());
    assertThat(folder.resolve("copy/chats/001-bob@beta.test.html")).content().contains("old mill");
  }

  /** Without the keyboard, which a window has only where somebody manages windows. */
  private static void escape(JDialog dialog) {
    dialog
        .getRootPane()
        .getActionForKeyStroke(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0))
        .actionPerformed(new ActionEvent(dialog, ActionEvent.ACTION_PERFORMED, ""));
  }

  private void exportTo(DialogFixture asked, Path where) {
    SwingUtilities.invokeLater(
        () -> Hand.push(asked.target(), "export.choose")); // it asks, and waits
    hand.savesAs("export.where", where);
  }

  private void keys() throws Exception {
    hand.press(KeyEvent.VK_F1, 0);
    Hand.until(() -> hand.isThere("help.quit"));
    look("help");
    Set<String> installed = GuiActionRunner.execute(hand::installedKeys);
    Set<String> listed = GuiActionRunner.execute(hand::listedKeys);
    Set<String> unlisted = new TreeSet<>(installed);
    unlisted.removeAll(listed);
    assertThat(installed).containsAll(listed);
    // Places 2 to 9 stand with the first, the way back with the way there; F1 and the search in all
    // chats have a second key.
    assertThat(unlisted).hasSize(11);
  }

  private void accounts() throws Exception {
    hand.press(KeyEvent.VK_PAGE_DOWN, InputEvent.CTRL_DOWN_MASK);
    Hand.until(() -> shows(Stillness.DANA));
    hand.click("list.requests");
    hand.choose(item -> item.chat().equals(World.BOB));
    hand.awaitLine("Are you there, too?");
    look("second-account");
    hand.press(KeyEvent.VK_PAGE_DOWN, InputEvent.CTRL_DOWN_MASK);
    Hand.until(() -> hand.isThere("unlock.alone"));
    look("locked-account");
    hand.click("common.back");
    Hand.until(() -> shows(Stillness.DANA));
    turn();
    hand.click("rail.account." + Stillness.ALICE);
    Hand.until(() -> shows(Stillness.ALICE));
    Color painted = GuiActionRunner.execute(() -> hand.component("list.search").getBackground());
    assertThat(painted).isEqualTo(UIManager.getColor("TextField.background"));
    turn();
  }

  private void turn() {
    LookAndFeel before = UIManager.getLookAndFeel();
    hand.press(KeyEvent.VK_L, InputEvent.CTRL_DOWN_MASK | InputEvent.SHIFT_DOWN_MASK);
    Hand.until(() -> !before.equals(UIManager.getLookAndFeel()));
  }

  private boolean shows(BareJid account) {
    return GuiActionRunner.execute(
        () -> hand.isThere("main") && hand.title().endsWith(account.toString()));
  }

  private void narrow() throws Exception {
    Dimension wide = GuiActionRunner.execute(() -> hand.window.target().getSize());
    hand.choose(item -> item.chat().equals(World.BOB));
    hand.resize(new Dimension(460 * scale / 100, wide.height));
    Hand.until(() -> hand.isThere("chat.message") && !hand.isThere("chats"));
    look("narrow-chat");
    hand.click("chat.safety");
    Hand.until(() -> hand.isThere("side") && !hand.isThere("chat.message"));
    look("narrow-safety");
    hand.press(KeyEvent.VK_ESCAPE, 0);
    Hand.until(() -> hand.isThere("chat.message"));
    hand.click("common.back");
    Hand.until(() -> hand.isThere("chats") && !hand.isThere("chat.message"));
    look("narrow-list");
    hand.click("rail.settings");
    Hand.until(() -> hand.isThere("settings.language"));
    look("narrow-settings");
    hand.press(KeyEvent.VK_ESCAPE, 0);
    hand.resize(wide);
    Hand.until(() -> hand.isThere("chats") && hand.isThere("chat.message"));
    assertThat(still.program().settings().state().value().notices()).isEqualTo(Notices.USUAL);
  }

  private void remove() throws Exception {
    hand.press(KeyEvent.VK_PAGE_DOWN, InputEvent.CTRL_DOWN_MASK);
    Hand.until(() -> shows(Stillness.DANA));
    hand.click("rail.settings");
    SwingUtilities.invokeLater(() -> hand.pushNow("account.remove"));
    DialogFixture asked = hand.dialog("question");
    hand.picture(asked.target(), "gallery-" + name + "-remove");
    Hand.answer(asked, "common.remove");
    Hand.until(() -> shows(Stillness.ALICE));
    Hand.until(() -> !hand.isThere("rail.account." + Stillness.DANA));
  }

  /** What took long is said, and only a freeze that a person notices is a fault. */
  private void events() throws Exception {
    watch.report(Path.of("target", "events-" + name + ".txt"));
    assertThat(watch.freezes()).isEmpty();
    assertThat(watch.count()).as("events; more of them go round in circles").isLessThan(10_000);
  }
}
