package im.symbolon.peers.client;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.people.Device;
import im.symbolon.suite.Scene;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Our client and python-omemo, which speaks OMEMO 2, on one Prosody. */
@NeedsClients(ClientSoftware.PYTHON_OMEMO)
@Timeout(180)
class OwnClientAndPythonTest {
  private static final List<String> TEXTS =
      List.of("hello", "grüße ✓ Ἀθήνη 日本語 😀 <b>&amp; ]]>", "two\nlines", "60 KB ü✓ ".repeat(4700));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = Cast.prosody(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void strangersTalkBothWaysWhoeverBegins() throws Exception {
    try (Scene scene = new Scene(lab, directory);
        Cast cast = new Cast(lab, directory)) {
      Device ours = scene.joins("alice1@" + Cast.DOMAIN, "laptop");
      PythonPeer first = cast.python("bob1", "omemo2");
      PythonPeer second = cast.python("carol1", "omemo2");
      for (String text : TEXTS) {
        ours.messenger().send(first.account(), text);
        second.say(ours.account(), text);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> first.texts(ours.account()).equals(TEXTS) && ours.texts().equals(TEXTS));
      first.say(ours.account(), "answer");
      ours.messenger().send(second.account(), "answer");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  ours.texts().contains("answer")
                      && second.texts(ours.account()).contains("answer"));
      assertThat(first.failures()).isEmpty();
      assertThat(second.failures()).isEmpty();
      assertThat(ours.notes()).isEmpty();
    }
  }

  @Test
  void whatWasSaidToSomebodyOfflineWaits() throws Exception {
    try (Scene scene = new Scene(lab, directory);
        Cast cast = new Cast(lab, directory)) {
      Device ours = scene.joins("alice2@" + Cast.DOMAIN, "laptop");
      PythonPeer theirs = cast.python("bob2", "omemo2");
      theirs.stop();
      ours.messenger().send(theirs.account(), "one");
      ours.messenger().send(theirs.account(), "two");
      theirs.start();
      await()
          .atMost(PATIENCE)
          .until(() -> theirs.texts(ours.account()).equals(List.of("one", "two")));
      ours.stop();
      theirs.say(ours.account(), "three");
      theirs.say(ours.account(), "four");
      ours.start().connect();
      await().atMost(PATIENCE).until(() -> ours.texts().equals(List.of("three", "four")));
    }
  }

  @Test
  void sessionsThatTheyLostOrReplacedAreBegunAnewAndSecondCopiesAreNotShown() throws Exception {
    try (Scene scene = new Scene(lab, directory);
        Cast cast = new Cast(lab, directory)) {
      Device ours = scene.joins("alice3@" + Cast.DOMAIN, "laptop");
      PythonPeer theirs = cast.python("bob3", "omemo2");
      talk(ours, theirs, "at first");
      theirs.loseSessions(ours.account());
      theirs.say(ours.account(), "after the loss");
      await().atMost(PATIENCE).until(() -> ours.texts().contains("after the loss"));
      talk(ours, theirs, "after they lost theirs");
      replaceSessions(theirs, ours);
      talk(ours, theirs, "after they replaced theirs");
      int known = ours.texts().size();
      theirs.resendLast();
      talk(ours, theirs, "after a second copy");
      assertThat(ours.texts()).hasSize(known + 1).doesNotHaveDuplicates();
      assertThat(ours.notes()).isEmpty();
    }
  }

  /**
   * It keeps one session for each device: what we send before we have its new one can never be read
   * by it. That we have it tells our empty message, which answers every new session.
   */
  private static void replaceSessions(PythonPeer theirs, Device ours) throws Exception {
    long before = theirs.emptyMessages(ours.account());
    theirs.replaceSessions(ours.account());
    await().atMost(PATIENCE).until(() -> theirs.emptyMessages(ours.account()) > before);
  }

  private static void talk(Device ours, PythonPeer theirs, String what) throws Exception {
    ours.messenger().send(theirs.account(), what + ", to them");
    await().atMost(PATIENCE).until(() -> theirs.texts(ours.account()).contains(what + ", to them"));
    theirs.say(ours.account(), what + ", to us");
    await().atMost(PATIENCE).until(() -> ours.texts().contains(what + ", to us"));
  }
}
