package im.symbolon.windows;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.app.Program;
import im.symbolon.views.Accounts;
import im.symbolon.views.Backstage;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.DesktopPlatform;
import im.symbolon.views.Media;
import im.symbolon.views.Platform;
import im.symbolon.views.Session;
import im.symbolon.views.Settings;
import im.symbolon.views.SettingsModel;
import im.symbolon.world.Phone;
import im.symbolon.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.SwingUtilities;

/**
 * Accounts with real conversations on servers that are in memory and in virtual time: all has been
 * said when a window opens on them, and time moves on with what is done there. Each is opened by
 * the passphrase that is its name, and {@link #BOTH} opens alice's and dana's.
 */
final class Stillness implements Platform {
  static final String BOTH = "both of them";
  static final BareJid ALICE = World.ALICE;
  static final BareJid DANA = new BareJid("dana", "delta.test");
  private static final BareJid EVE = new BareJid("eve", "epsilon.test");

  private final World world = new World(7);
  private final Map<BareJid, Phone> phones = new HashMap<>();
  private final TestDesk desk = new TestDesk();
  private final Program program;

  private Stillness(Path directory, Settings settings) throws IOException {
    for (BareJid each : List.of(ALICE, World.BOB, World.CAROL, DANA)) {
      phones.put(each, world.phone(each, "laptop"));
    }
    for (BareJid each : List.of(ALICE, DANA, EVE)) {
      Path folder = Files.createDirectories(directory.resolve("accounts").resolve(each.toString()));
      Files.writeString(folder.resolve("account.properties"), "account=" + each + "\n");
    }
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Executor moving = task -> thread.execute(() -> move(task));
    Backstage backstage = new Backstage(SwingUtilities::invokeLater, moving, moving);
    SettingsModel model = SettingsModel.load(directory, backstage);
    model.change(was -> settings);
    program = new Program(new Accounts(directory, this, backstage), model, backstage, desk);
  }

  /** In that folder, with those settings, and all that was said. */
  static Stillness in(Path directory, Settings settings) throws IOException {
    Stillness made = new Stillness(directory, settings);
    made.world.pass(60);
    made.talk();
    return made;
  }

  /** What a window does goes its way, before anything else is done. */
  private void move(Runnable task) {
    task.run();
    world.pass(2);
  }

  private void talk() {
    Phone alice = phones.get(ALICE);
    Phone bob = phones.get(World.BOB);
    say(bob, ALICE, "Hello Alice! Did you see the programme for Sunday?");
    say(alice, World.BOB, "Yes. The long walk, I think; and then the old mill.");
    say(bob, ALICE, "שלום, ניפגש בתחנה? Platform 2, at 9:30.");
    say(alice, World.BOB, "السلام عليكم، كيف حالك اليوم؟ أراك يوم الأحد في العاشرة.");
    say(
        bob,
        ALICE,
        "A longer one, then, so that one sees how lines are broken in a narrow window: it goes on"
            + " for a while, across more than one line, and ends here.");
    say(phones.get(World.CAROL), ALICE, "مرحبا يا أليس");
    say(phones.get(World.BOB), DANA, "Are you there, too?");
    List<BareJid> rooms = new ArrayList<>();
    ChatListModel chats = direct(alice).chats();
    chats.createGroup("Walk on Sunday", List.of(World.BOB, World.CAROL), rooms::add);
    world.pass(60);
    direct(bob).chats().join(rooms.get(0));
    world.pass(60);
    direct(bob).chat(rooms.get(0)).send("At the old bridge, at ten.");
    world.pass(60);
    direct(bob).chat(rooms.get(0)).send("@alice, do you have the map? @carol is late.");
    world.pass(60);
  }

  private void say(Phone from, BareJid to, String text) {
    from.send(to, text);
    world.pass(30);
  }

  private static Session direct(Phone phone) {
    return new Session(phone.messenger, new Backstage(Runnable::run, Runnable::run, Runnable::run));
  }

  Program program() {
    return program;
  }

  TestDesk desk() {
    return desk;
  }

  @Override
  public RowStore store(Path file, char[] passphrase) throws StoreException {
    String account = file.getParent().getFileName().toString();
    String typed = new String(passphrase);
    boolean both = typed.equals(BOTH) && !account.equals(EVE.toString());
    if (!both && !typed.equals(account)) {
      throw new StoreException(StoreException.Reason.WRONG_KEY, "not the passphrase");
    }
    return new MemoryRowStore();
  }

  @Override
  public FileSurroundings files(ConnectionConfig config, Path store) {
    return new DesktopPlatform(Media.NONE).files(config, store);
  }

  @Override
  public Media media() {
    return Media.NONE;
  }

  @Override
  public Messenger messenger(ConnectionConfig config, RowStore store) {
    return phones.get(config.account()).messenger;
  }
}
