package im.symbolon.peers.server;

import static im.symbolon.suite.TransportClient.SOON;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import im.symbolon.messenger.xmpp.rooms.Bookmark;
import im.symbolon.protocol.BareJid;
import im.symbolon.suite.RoomClient;
import im.symbolon.suite.RoomContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Rooms on Prosody, and members from Openfire as it comes. */
@NeedsServers(Software.PROSODY)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RoomsOnProsodyTest extends RoomContract {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, MixedLab.STOCK).with(Software.PROSODY, MixedLab.PROSODY));
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
    return MixedLab.PROSODY;
  }

  @Override
  protected String abroad() {
    return MixedLab.STOCK;
  }

  @Override
  protected boolean tellsOfSettings() {
    return true;
  }

  @Test
  void otherDevicesHearOfBookmarks() throws Exception {
    try (RoomClient first = resident("hear-a");
        RoomClient second = RoomClient.login(lab, first.address().toString())) {
      Bookmark tea = Bookmark.of(new BareJid("tea", "rooms.test"), "Tea", first.nick());
      first.bookmarks.publish(tea);
      await().atMost(SOON).until(() -> changes(second).contains(Optional.of("Tea")));
      first.bookmarks.retract(tea.room());
      await().atMost(SOON).until(() -> changes(second).contains(Optional.empty()));
    }
  }

  private static List<Optional<String>> changes(RoomClient client) {
    return client.client.pepEvents.stream()
        .flatMap(event -> client.bookmarks.read(event).stream())
        .map(change -> change.bookmark().flatMap(Bookmark::name))
        .toList();
  }
}
