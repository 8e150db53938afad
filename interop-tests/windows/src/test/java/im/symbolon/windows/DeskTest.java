package im.symbolon.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.desk.Desk;
import im.symbolon.swing.desk.NotificationsDBus;
import im.symbolon.swing.desk.ScreenSaverDBus;
import im.symbolon.swing.desk.SystemDesk;
import im.symbolon.views.Notice;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notices and the lock of the screen, over a real bus. */
class DeskTest {
  private static final String MISSING =
      "*** NOTICES NOT TESTED: there is no dbus-daemon on this machine; interop-tests/peers/install"
          + " installs it. ***";
  private static final String PATH = "/org/freedesktop/Notifications";
  private static final Notice.Of OF =
      new Notice.Of(new BareJid("alice", "alpha.test"), new BareJid("bob", "beta.test"));

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private Process daemon;
  private DBusConnection service;
  private SystemDesk desk;

  /** What a desktop has to show notices. */
  private final class Service implements NotificationsDBus {
    private final AtomicInteger last = new AtomicInteger();

    @Override
    public UInt32 show(
        String app,
        UInt32 replaces,
        String icon,
        String summary,
        String body,
        List<String> actions,
        Map<String, Variant<?>> hints,
        int timeout) {
      int id = replaces.intValue() == 0 ? last.incrementAndGet() : replaces.intValue();
      told.add(
          id + " " + app + ": " + summary + " | " + body + " " + hints.get("urgency").getValue());
      return new UInt32(id);
    }

    @Override
    public void close(UInt32 id) {
      told.add("closed " + id);
    }

    @Override
    public List<String> capabilities() {
      return List.of("body", "body-markup", "actions");
    }

    @Override
    public String getObjectPath() {
      return PATH;
    }
  }

  private final class Ears implements Desk.Ears {
    @Override
    public void chosen(Notice.Of of) {
      heard.add(of);
    }

    @Override
    public void locked(boolean now) {
      heard.add(now);
    }

    @Override
    public void wanted() {}

    @Override
    public void quit() {}
  }

  @BeforeEach
  void begin() throws Exception {
    if (Screen.find("dbus-daemon").isEmpty()) {
      if (Boolean.getBoolean("windows.required")) {
        fail(MISSING);
      }
      abort(MISSING);
    }
    daemon =
        new ProcessBuilder("dbus-daemon", "--session", "--nofork", "--print-address")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String address =
        new BufferedReader(
                new InputStreamReader(daemon.getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    service = DBusConnectionBuilder.forAddress(address).withShared(false).build();
    service.requestBusName("org.freedesktop.Notifications");
    service.exportObject(PATH, new Service());
    desk = new SystemDesk(Optional.of(address));
    desk.begin(new Desk.Words("Symbolon", "Open", "Quit"), new Ears());
  }

  @AfterEach
  void end() {
    if (desk != null) {
      desk.close();
    }
    if (service != null) {
      service.disconnect();
    }
    if (daemon != null) {
      daemon.destroy();
    }
  }

  private String next() throws InterruptedException {
    return told.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void aNoticeReplacesTheLastOneOfItsChatAndIsTakenBack() throws Exception {
    desk.tell(new Notice(OF, "bob", "hello", false));
    desk.tell(new Notice(OF, "bob (2)", "again", false));
    desk.tell(new Notice(OF, "Symbolon", "2 new messages", true));
    desk.withdraw(OF);
    desk.withdraw(OF);
    desk.tell(new Notice(OF, "bob", "later", false));
    assertThat(next()).isEqualTo("1 Symbolon: bob | hello 1");
    assertThat(next()).isEqualTo("1 Symbolon: bob (2) | again 1");
    assertThat(next()).as("quiet").isEqualTo("1 Symbolon: Symbolon | 2 new messages 0");
    assertThat(next()).isEqualTo("closed 1");
    assertThat(next()).isEqualTo("2 Symbolon: bob | later 1");
  }

  @Test
  void whatPeopleWriteIsNoMarkup() throws Exception {
    desk.tell(new Notice(OF, "<b>bob</b>", "<a href='x'>a & b</a>", false));
    assertThat(next())
        .isEqualTo("1 Symbolon: <b>bob</b> | &lt;a href='x'&gt;a &amp; b&lt;/a&gt; 1");
  }

  @Test
  void aClickOpensTheChatOfTheNoticeAndNoOther() throws Exception {
    desk.tell(new Notice(OF, "bob", "hello", false));
    assertThat(next()).startsWith("1 ");
    service.sendMessage(new NotificationsDBus.ActionInvoked(PATH, new UInt32(7), "default"));
    service.sendMessage(new NotificationsDBus.ActionInvoked(PATH, new UInt32(1), "default"));
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(OF);
    assertThat(heard).isEmpty();
  }

  @Test
  void theLockOfTheScreenIsHeard() throws Exception {
    desk.tell(new Notice(OF, "bob", "hello", false));
    assertThat(next()).as("it listens now").startsWith("1 ");
    service.sendMessage(new ScreenSaverDBus.ActiveChanged("/org/freedesktop/ScreenSaver", true));
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(true);
    service.sendMessage(new ScreenSaverDBus.ActiveChanged("/org/freedesktop/ScreenSaver", false));
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(false);
  }

  @Test
  void whatIsShownGoesWithTheProgram() throws Exception {
    desk.tell(new Notice(OF, "bob", "hello", false));
    assertThat(next()).startsWith("1 ");
    desk.close();
    assertThat(next()).isEqualTo("closed 1");
  }
}
