package im.symbolon.suite;

import static im.symbolon.suite.TransportClient.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.Departure.Reason;
import im.symbolon.messenger.xmpp.rooms.RoomAvatar;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Rooms on Openfire 4.2.0 with our plugin, and members from another, as it comes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoomsOnOpenfireTest extends RoomContract {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test", "beta.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN, "alpha.test"));
    lab.server("alpha.test").awaitPlugin("symbolon", Duration.ofSeconds(60));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Override
  protected FederationLab lab() {
    return lab;
  }

  @Override
  protected String home() {
    return "alpha.test";
  }

  @Override
  protected String abroad() {
    return "beta.test";
  }

  /** 4.2.0 does not. */
  @Override
  protected boolean tellsOfSettings() {
    return false;
  }

  /** Members abroad hear nothing of it: they have to ask (XEP-0410). */
  @Test
  void whoIsForgottenByAServerThatLostPowerGoesInAgain() throws Exception {
    try (RoomClient alice = resident("power-a");
        RoomClient bob = foreigner("power-b")) {
      BareJid room = room(alice, "power", bob);
      bob.enter(room);
      lab.server("alpha.test").kill();
      lab.server("alpha.test").restart();
      lab.server("alpha.test").awaitPlugin("symbolon", Duration.ofSeconds(60));
      await().atMost(Duration.ofSeconds(60)).until(() -> bob.joined.size() >= 2);
      assertThat(bob.departures).allMatch(d -> d.reason() == Reason.FELL_OUT);
      await().atMost(Duration.ofSeconds(60)).until(() -> alice.joined.size() >= 2);
      await().atMost(SOON).until(() -> alice.rooms.occupants(room).size() == 2);
      alice.say(room, "power1");
      bob.awaitMessage("power1");
    }
  }

  /** It knows none: whoever asks is told that there is none, and no device waits for ever. */
  @Test
  void picturesOfRoomsAreRefusedAtOnce() throws Exception {
    try (RoomClient alice = resident("pic-a")) {
      BareJid room = room(alice, "pic");
      assertThat(alice.administration().avatar(room)).isEmpty();
      RoomAvatar picture = new RoomAvatar("image/png", new byte[] {1, 2, 3});
      assertThatThrownBy(() -> alice.administration().avatar(room, picture))
          .isInstanceOf(TransportException.class);
    }
  }
}
