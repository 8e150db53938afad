package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.swing.look.QrPicture;
import im.symbolon.views.ChatItem;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.DialogFixture;

/** Two people on two domains, from their first start on. A scene that fails ends the play. */
final class Play implements AutoCloseable {
  static final Path PLUGIN = Path.of("..", "..", "openfire-e2ee-plugin", "target", "symbolon.jar");
  private static final String PASSPHRASE = "a long passphrase";
  private static final Color FACE = new Color(20, 40, 250);

  private static final Logger LOG = Logger.getLogger(Play.class.getName());

  private final Path directory;
  private final FederationLab lab;
  private final OffTheEventThread platform = new OffTheEventThread(this::machine);
  private Hand alice;
  private Hand bob;
  private Hand tablet;

  private Play(Path directory, FederationLab lab) {
    this.directory = directory;
    this.lab = lab;
  }

  private InetAddress machine(String domain) throws IOException {
    try {
      return lab.host(domain).address();
    } catch (IllegalArgumentException e) {
      throw new IOException("no server of the lab", e);
    }
  }

  /** Prints a line for each scene. */
  public static void main(String[] args) throws Exception {
    FailOnThreadViolationRepaintManager.install();
    Path directory = Files.createTempDirectory("symbolon-windows");
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    boolean held = false;
    try (FederationLab lab = FederationLab.start(plan.withPlugin(PLUGIN));
        Play play = new Play(directory, lab)) {
      held = play.play();
    } catch (Exception e) {
      LOG.log(Level.SEVERE, "the play broke off", e);
      System.out.println("the play can begin and end\tfailed\t" + e);
    } finally {
      delete(directory);
      System.out.println("the end");
      System.out.flush();
      Runtime.getRuntime().halt(held ? 0 : 1);
    }
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted((a, b) -> b.compareTo(a)).forEach(each -> each.toFile().delete());
    }
  }

  /** A part of the play. */
  private interface Scene {
    void play() throws Exception;
  }

  private boolean play() {
    return scene("a mistake on the first screen is said in a sentence", this::mistakes)
        && scene("first run: two people make accounts on two servers", this::firstRun)
        && scene("two people talk, and see that it arrived", this::talk)
        && scene("they answer, react, edit and take back", this::acts)
        && scene("what was said is found, in all chats and in one", this::search)
        && scene("an emoji is found by its name, written and thought", this::emoji)
        && scene("what a link holds, and how a message was encrypted", this::links)
        && scene("a picture is attached and pasted, and seen", () -> files().pictures())
        && scene("a large file is stopped, and goes on", () -> files().large())
        && scene("a file that was tampered with is refused", () -> files().tampered())
        && scene("a voice message is recorded, sent and heard", () -> files().voice())
        && scene("they verify each other by the safety number", this::verify)
        && scene("a group is made and joined", this::group)
        && scene("a member is named, and sees it; who writes is seen, too", this::mention)
        && scene("a picture goes to the group", () -> files().group())
        && scene("what was not read is marked; chats are pinned and put away", this::unread)
        && scene("a second device is linked by a typed code", this::link)
        && scene("offline, and back", this::offline)
        && scene("what was there is there after a restart", this::restart)
        && scene("the own code is read from a picture", this::profile)
        && scene("who is blocked reaches nobody", this::block)
        && scene("every screen can be reached by keys", this::keys)
        && scene("everything has a name for those who cannot see it", this::names)
        && scene(
            "nothing was read or written on the event thread",
            () -> assertThat(platform.caught()).isEmpty());
  }

  private boolean scene(String name, Scene scene) {
    try {
      scene.play();
      System.out.println(name + "\tok\t");
      return true;
    } catch (Throwable e) {
      LOG.log(Level.SEVERE, "the play broke off", e);
      String why = Objects.toString(e.getMessage(), e.toString()).replaceAll("\\s+", " ");
      System.out.println(name + "\tfailed\t" + why);
      picture("failed");
      return false;
    } finally {
      System.out.flush();
    }
  }

  private void picture(String name) {
    Hand[] all = {alice, bob, tablet};
    for (int i = 0; i < all.length; i++) {
      try {
        if (all[i] != null) {
          all[i].picture(name + "-" + i);
        }
      } catch (Exception e) {
        LOG.log(Level.WARNING, "no picture", e);
      }
    }
  }

  private void mistakes() throws Exception {
    alice = Hand.open(directory.resolve("alice"), platform, 10);
    Hand.until(() -> alice.isThere("firstrun.create"));
    alice.picture("01-welcome");
    alice.click("firstrun.create");
    fill(alice, "alice at alpha", PASSPHRASE);
    alice.click("firstrun.go");
    Hand.until(() -> alice.isThere("problem.text"));
    assertThat(alice.area("problem.text")).contains("not an address");
    alice.picture("02-form");
  }

  private void fill(Hand who, String address, String passphrase) {
    who.type("firstrun.address", address);
    who.type("firstrun.password", "secret of " + address);
    who.type("firstrun.passphrase", passphrase);
    who.type("firstrun.again", passphrase);
    if (!who.isThere("firstrun.machine")) {
      who.click("firstrun.server");
    }
    int at = address.indexOf('@');
    if (at > 0) {
      RunningOpenfire server = lab.server(address.substring(at + 1));
      String host = server.address().getHostAddress();
      who.type("firstrun.machine", host + ":" + server.c2sPort());
      who.type("firstrun.authority", lab.caFile().toString());
    }
  }

  private void firstRun() throws Exception {
    fill(alice, "alice@alpha.test", PASSPHRASE);
    alice.click("firstrun.go");
    Hand.until(() -> alice.isThere("firstrun.recovery.confirm"));
    alice.picture("03-recovery-key");
    confirmKey(alice);
    Hand.until(() -> alice.isThere("main"));
    alice.picture("04-no-chats");
    bob = Hand.open(directory.resolve("bob"), platform, 1200);
    bob.click("firstrun.create");
    fill(bob, "bob@beta.test", PASSPHRASE);
    bob.click("firstrun.go");
    confirmKey(bob);
    Hand.until(() -> bob.isThere("main"));
  }

  private static void confirmKey(Hand who) {
    Hand.until(() -> who.isThere("firstrun.recovery.confirm"));
    String key = who.described("firstrun.key");
    who.type("firstrun.recovery.prompt", key.substring(key.lastIndexOf('-') + 1));
    who.click("firstrun.recovery.confirm");
  }

  private void talk() throws Exception {
    alice.click("list.new");
    DialogFixture asked = alice.dialog("new");
    Hand.type(asked.target(), "new.address", "bob@beta.test");
    alice.picture(asked.target(), "05-new-chat");
    Hand.answer(asked, "new.start");
    alice.say("Hello Bob, are you there?");
    Hand.until(() -> bob.isThere("list.requests"));
    bob.click("list.requests");
    bob.choose(item -> item.chat().local().equals("alice"));
    bob.awaitLine("Hello Bob, are you there?");
    assertThat(bob.isThere("chat.message")).isFalse();
    bob.picture("06-request");
    bob.click("chat.request.accept");
    Hand.until(() -> bob.isThere("chat.message"));
    bob.say("I am! This window is nice and calm.");
    bob.say("السلام عليكم، كيف حالك؟");
    alice.awaitLine("This window is nice and calm.");
    alice.say(
        "Good. A longer one, then, so that one sees how lines are broken: it goes on for a while,"
            + " across more than one line, and ends here.");
    alice.say("And one more\nwith two lines.");
    bob.awaitLine("with two lines.");
    Hand.until(() -> alice.described("transcript").contains("two lines., read"));
    alice.picture("06-chat");
    bob.picture("07-chat-other-side");
  }

  private void acts() throws Exception {
    bob.press(KeyEvent.VK_R, InputEvent.CTRL_DOWN_MASK);
    Hand.until(() -> bob.isThere("chat.context"));
    bob.type("chat.message", "They fit in well.");
    bob.picture("08-answering");
    bob.click("chat.send");
    alice.awaitLine("Answers “And one more with two lines.”: They fit in well.");
    alice.press(KeyEvent.VK_M, InputEvent.CTRL_DOWN_MASK);
    alice.menu("chat.react 👍");
    bob.awaitLine("They fit in well., 👍");
    alice.press(KeyEvent.VK_E, InputEvent.CTRL_DOWN_MASK);
    Hand.until(() -> alice.isThere("chat.context"));
    alice.type("chat.message", "And one more\nwith three\nlines.");
    alice.click("chat.send");
    bob.awaitLine("three\nlines., edited");
    alice.say("This was not meant for you.");
    bob.awaitLine("not meant for you");
    alice.press(KeyEvent.VK_M, InputEvent.CTRL_DOWN_MASK);
    alice.menu("chat.retract");
    bob.awaitLine("This message was taken back.");
    assertThat(bob.described("transcript")).doesNotContain("not meant for you");
    bob.say("🙂 No harm done 👍🏽");
    bob.say("👨‍👩‍👧🇩🇪");
    alice.awaitLine("👨‍👩‍👧🇩🇪");
    alice.picture("08-acts");
    bob.picture("08-acts-other-side");
  }

  private void emoji() throws Exception {
    alice.click("emoji.choose");
    Hand.until(() -> alice.first("emoji.list").contains("grinning face"));
    alice.popupPicture("08-emoji");
    alice.type("emoji.search", "rocket");
    Hand.until(() -> alice.first("emoji.list").equals("rocket"));
    alice.popupPicture("08-emoji-found");
    alice.clickFirst("emoji.list");
    Hand.until(() -> alice.area("chat.message").equals("🚀"));
    alice.type("chat.message", alice.area("chat.message") + " to the moon 👍🏽 and back");
    alice.picture("08-emoji-written");
    alice.click("chat.send");
    bob.awaitLine("🚀 to the moon 👍🏽 and back");
    bob.press(KeyEvent.VK_M, InputEvent.CTRL_DOWN_MASK);
    bob.menu("chat.react.other");
    bob.type("emoji.search", "unicorn");
    Hand.until(() -> bob.first("emoji.list").equals("unicorn"));
    bob.clickFirst("emoji.list");
    alice.awaitLine("🦄");
    bob.picture("08-emoji-thought");
  }

  private void links() throws Exception {
    bob.say("It is on https://de.example.org/wiki/A_(B), and xmpp:carol@beta.test too.");
    alice.say("Do not open https://gооgle.com/ though.");
    bob.awaitLine("though.");
    bob.press(KeyEvent.VK_M, InputEvent.CTRL_DOWN_MASK);
    bob.menu("chat.openlink");
    DialogFixture asked = bob.dialog("link");
    bob.picture(asked.target(), "08-link");
    Hand.answer(asked, "common.cancel");
    bob.picture("08-links");
    bob.press(KeyEvent.VK_M, InputEvent.CTRL_DOWN_MASK);
    bob.menu("chat.seal");
    Hand.until(() -> bob.isThere("seal.version"));
    bob.picture("08-seal");
    bob.press(KeyEvent.VK_ESCAPE, 0);
    alice.press(KeyEvent.VK_M, InputEvent.CTRL_DOWN_MASK);
    alice.menu("chat.seal");
    Hand.until(() -> alice.isThere("seal.readers.value"));
    alice.picture("08-seal-own");
    alice.press(KeyEvent.VK_ESCAPE, 0);
  }

  private void profile() throws Exception {
    bob.click("rail.account.bob@beta.test");
    Hand.until(() -> bob.isThere("profile.code"));
    Hand.until(() -> bob.described("profile.code").startsWith("xmpp:bob@beta.test?"));
    bob.picture("20-profile");
    BufferedImage picture =
        ImageIO.read(Path.of("target", "screens", "20-profile-dark.png").toFile());
    assertThat(QrPicture.in(picture)).contains(bob.described("profile.code"));
    bob.type("profile.nick", "Bob the Builder");
    bob.click("common.save");
    bob.click("profile.picture.choose");
    bob.choosesFile(face());
    DialogFixture square = bob.dialog("picture");
    bob.picture(square.target(), "20-picture");
    Hand.answer(square, "profile.picture.show");
    Hand.until(() -> bob.isThere("profile.picture.remove"));
    bob.picture("20-profile-picture");
    bob.press(KeyEvent.VK_ESCAPE, 0);
    Hand.until(() -> alice.lists(item -> item.name().equals("Bob the Builder")));
    Hand.until("alice sees the picture", () -> alice.shows(FACE));
    alice.picture("20-seen");
  }

  /** A picture that is wider than high, of one colour that nothing else has. */
  private Path face() throws Exception {
    BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    g2.setColor(FACE);
    g2.fillRect(0, 0, 900, 600);
    g2.setColor(Color.YELLOW);
    g2.fillOval(350, 150, 200, 200);
    g2.dispose();
    Path file = directory.resolve("face.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private void block() throws Exception {
    bob.menu(item -> item.chat().local().equals("alice"), "list.block");
    DialogFixture asked = bob.dialog("block");
    bob.picture(asked.target(), "21-block");
    Hand.answer(asked, "block.go");
    Hand.until(() -> bob.isThere("list.done"));
    Hand.until(() -> bob.lists(item -> item.kind() == ChatItem.Kind.BLOCKED));
    bob.choose(item -> item.chat().local().equals("alice"));
    Hand.until(() -> bob.isThere("chat.unblock"));
    bob.picture("21-blocked");
    alice.say("Can you hear me?");
    bob.click("chat.unblock");
    Hand.until(() -> bob.isThere("chat.message"));
    alice.say("And now?");
    bob.awaitLine("And now?");
    assertThat(bob.described("transcript")).doesNotContain("Can you hear me?");
  }

  private FileScenes files() {
    return new FileScenes(alice, bob, platform, directory);
  }

  private void search() throws Exception {
    alice.type("list.search", "calm wind");
    Hand.until(() -> alice.found("search.found") == 1);
    alice.picture("08-search");
    alice.window.list("search.found").clickItem(0);
    alice.type("list.search", "three");
    Hand.until(() -> alice.found("search.found") == 1);
    alice.type("list.search", "meant for");
    Hand.until(() -> alice.isThere("search.standing"));
    Hand.until(() -> alice.text("search.standing").contains("No message"));
    alice.picture("08-search-nothing");
    alice.type("list.search", "");
    Hand.until(() -> !alice.isThere("search.standing"));
    alice.press(KeyEvent.VK_F, InputEvent.CTRL_DOWN_MASK);
    alice.type("find.field", "lines");
    Hand.until(() -> alice.text("find.count").equals("1 of 2"));
    alice.click("find.older");
    Hand.until(() -> alice.text("find.count").equals("2 of 2"));
    alice.picture("08-find");
    alice.click("find.close");
    Hand.until(() -> !alice.isThere("find.field"));
  }

  private void unread() throws Exception {
    alice.choose(item -> item.chat().local().equals("bob"));
    alice.say("Bring a coat.");
    alice.say("And an umbrella.");
    Hand.until(() -> bob.lists(item -> item.unread() == 2));
    bob.picture("11-unread");
    bob.choose(item -> item.chat().local().equals("alice"));
    bob.awaitLine("New messages");
    bob.picture("11-separator");
    alice.menu(item -> item.chat().local().equals("bob"), "list.pin");
    Hand.until(() -> alice.lists(item -> item.decided().pinned()));
    alice.menu(ChatItem::isGroup, "list.mute.always");
    Hand.until(() -> alice.lists(item -> item.isMuted(Instant.now())));
    alice.picture("11-pinned");
    bob.menu(ChatItem::isGroup, "list.archive");
    Hand.until(() -> !bob.lists(ChatItem::isGroup));
    bob.picture("11-archive");
    bob.click("list.archived");
    bob.menu(ChatItem::isGroup, "list.unarchive");
    Hand.until(() -> bob.lists(item -> !item.isGroup()) && bob.lists(ChatItem::isGroup));
  }

  private void verify() throws Exception {
    alice.click("chat.safety");
    bob.click("chat.safety");
    Hand.until(() -> alice.isThere("safety.number") && bob.isThere("safety.number"));
    assertThat(alice.described("safety.number"))
        .hasSize(71)
        .isEqualTo(bob.described("safety.number"));
    alice.picture("08-safety");
    Hand.until(() -> alice.area("policy.standing").contains("beta.test says, signed:"));
    alice.reveal("safety.block");
    alice.picture("08-policy");
    alice.click("safety.same");
    Hand.until(() -> alice.text("chat.standing").contains("Verified"));
    Hand.until(() -> bob.text("chat.standing").contains("Not verified yet"));
    alice.picture("09-verified");
    alice.press(KeyEvent.VK_ESCAPE, 0);
    bob.press(KeyEvent.VK_ESCAPE, 0);
  }

  private void group() throws Exception {
    alice.click("list.newgroup");
    DialogFixture asked = alice.dialog("newgroup");
    Hand.type(asked.target(), "newgroup.name", "Walk on Sunday");
    Hand.type(asked.target(), "newgroup.members", "bob@beta.test");
    alice.picture(asked.target(), "10-new-group");
    Hand.answer(asked, "newgroup.create");
    bob.choose(item -> item.name().equals("Walk on Sunday"));
    Hand.until(() -> bob.isThere("chat.join") || bob.isThere("chat.message"));
    if (bob.isThere("chat.join")) {
      bob.click("chat.join");
    }
    alice.choose(item -> item.name().equals("Walk on Sunday"));
    alice.say("Where do we meet?");
    bob.awaitLine("Where do we meet?");
    bob.say("At the old bridge, at ten.");
    alice.awaitLine("At the old bridge, at ten.");
    alice.click("chat.safety");
    Hand.until(() -> alice.isThere("member.bob@beta.test"));
    alice.picture("11-group");
    alice.press(KeyEvent.VK_ESCAPE, 0);
  }

  private void mention() throws Exception {
    alice.type("chat.message", "Bring the map, @");
    Hand.until(() -> alice.found("chat.mention") == 1);
    assertThat(alice.described("chat.message")).startsWith("bob, 1 of 1");
    alice.popupPicture("11-mention");
    alice.pressIn("chat.message", KeyEvent.VK_ESCAPE);
    assertThat(alice.isThere("chat.mention")).isFalse();
    alice.type("chat.message", "Bring the map, @b");
    assertThat(alice.isThere("chat.mention")).as("not wanted for this one").isFalse();
    alice.type("chat.message", "Bring the map, ");
    alice.type("chat.message", "Bring the map, @bo");
    Hand.until(() -> alice.found("chat.mention") == 1);
    alice.pressIn("chat.message", KeyEvent.VK_TAB);
    Hand.until(() -> alice.area("chat.message").equals("Bring the map, @bob "));
    assertThat(alice.isThere("chat.mention")).isFalse();
    alice.click("chat.send");
    bob.awaitLine("Bring the map, @bob, names you");
    bob.picture("11-mentioned");
    bob.type("chat.message", "@al");
    Hand.until(() -> bob.found("chat.mention") == 1);
    bob.clickFirst("chat.mention");
    Hand.until(() -> bob.area("chat.message").equals("@alice "));
    Hand.until(() -> alice.text("chat.standing").contains("bob is writing"));
    alice.picture("11-writing");
    bob.type("chat.message", bob.area("chat.message") + "I have it.");
    bob.click("chat.send");
    alice.awaitLine("@alice I have it., names you");
    Hand.until(() -> !alice.text("chat.standing").contains("is writing"));
  }

  private void link() throws Exception {
    tablet = Hand.open(directory.resolve("tablet"), platform, 1250);
    tablet.click("firstrun.login");
    fill(tablet, "alice@alpha.test", PASSPHRASE);
    tablet.click("firstrun.go");
    Hand.until(() -> tablet.isThere("firstrun.code"));
    Hand.until(() -> tablet.described("firstrun.code").contains("-"));
    tablet.picture("12-link-code");
    alice.click("rail.devices");
    find(tablet.described("firstrun.code"));
    alice.picture("13-link-offer");
    alice.click("devices.approve");
    Hand.until(() -> tablet.isThere("main"));
    tablet.choose(item -> item.chat().local().equals("bob"));
    tablet.awaitLine("Bring a coat.");
    Hand.until(() -> tablet.lists(item -> item.name().equals("Walk on Sunday")));
    tablet.picture("14-linked");
    alice.picture("15-devices");
    alice.press(KeyEvent.VK_ESCAPE, 0);
    tablet.close();
  }

  /** Types the code again while the offer is under way. */
  private void find(String code) {
    ask(code);
    Hand.until(
        () -> {
          if (alice.isThere("problem.text")) {
            ask(code);
          }
          return alice.isThere("devices.approve");
        });
  }

  private void ask(String code) {
    alice.type("devices.link.code", code);
    alice.click("devices.link.find");
  }

  private void offline() throws Exception {
    lab.server("alpha.test").kill();
    Hand.until(() -> alice.isThere("banner"));
    alice.choose(item -> item.chat().local().equals("bob"));
    alice.say("Written while my server was away.");
    alice.picture("16-offline");
    lab.server("alpha.test").restart();
    bob.choose(item -> item.chat().local().equals("alice"));
    bob.awaitLine("Written while my server was away.");
    Hand.until(() -> !alice.isThere("banner"));
  }

  private void restart() throws Exception {
    alice.close();
    alice = Hand.open(directory.resolve("alice"), platform, 10);
    alice.type("unlock.passphrase", "not my passphrase");
    alice.click("unlock.open");
    Hand.until(() -> alice.isThere("problem.text"));
    assertThat(alice.area("problem.text")).contains("does not open");
    alice.picture("17-unlock");
    alice.type("unlock.passphrase", PASSPHRASE);
    alice.click("unlock.open");
    Hand.until(() -> alice.isThere("main"));
    alice.choose(item -> item.chat().local().equals("bob"));
    alice.awaitLine("Written while my server was away.");
    assertThat(alice.lists(ChatItem::isGroup)).isTrue();
    bob.say("Welcome back.");
    alice.awaitLine("Welcome back.");
  }

  private void keys() throws Exception {
    alice.press(KeyEvent.VK_COMMA, InputEvent.CTRL_DOWN_MASK);
    Hand.until(() -> alice.isThere("settings.language"));
    alice.picture("18-settings");
    alice.press(KeyEvent.VK_F1, 0);
    Hand.until(() -> alice.isThere("help.quit"));
    alice.picture("19-help");
    alice.press(KeyEvent.VK_D, InputEvent.CTRL_DOWN_MASK);
    Hand.until(() -> alice.isThere("devices.link.code"));
    alice.press(KeyEvent.VK_ESCAPE, 0);
    Hand.until(() -> alice.isThere("chat.message"));
  }

  private void names() {
    assertThat(alice.unnamed()).isEmpty();
    assertThat(bob.unnamed()).isEmpty();
    alice.click("rail.settings");
    assertThat(alice.unnamed()).isEmpty();
    alice.click("rail.devices");
    assertThat(alice.unnamed()).isEmpty();
    GuiActionRunner.execute(() -> alice.window.target().toFront());
  }

  @Override
  public void close() {
    for (Hand each : new Hand[] {alice, bob}) {
      if (each != null) {
        each.close();
      }
    }
  }
}
