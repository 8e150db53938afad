package im.symbolon.peers.client;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The foreign clients with each other, without ours: what fails here is not our client's doing, and
 * what passes shows that their drivers are sound.
 */
@NeedsClients({ClientSoftware.PYTHON_OMEMO, ClientSoftware.PROFANITY})
@Timeout(240)
class ForeignPairsTest {
  private static final String STRANGE = "grüße ✓ Ἀθήνη 日本語 😀 <b>&amp; \"quotes\" ]]> ' \\n";
  private static final AtomicInteger PEOPLE = new AtomicInteger();

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

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "omemo2, omemo2",
    "legacy, legacy",
    "both, legacy",
    "legacy, profanity",
    "profanity, profanity"
  })
  void strangersTalkBothWays(String one, String other) throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      ForeignClient a = cast.joins(name(), one);
      ForeignClient b = cast.joins(name(), other);
      List<String> texts = List.of("hello", STRANGE, "two\nlines", "x", big("60 KB ü✓ "));
      for (String text : texts) {
        a.say(b.account(), text);
        awaitLast(b, a, text);
        b.say(a.account(), text);
        awaitLast(a, b, text);
      }
      assertThat(b.texts(a.account())).isEqualTo(texts);
      assertThat(a.texts(b.account())).isEqualTo(texts);
      assertThat(a.failures()).isEmpty();
      assertThat(b.failures()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"omemo2, omemo2", "legacy, legacy", "legacy, profanity", "profanity, legacy"})
  void whatWasSaidToSomebodyOfflineWaits(String speaker, String listener) throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      ForeignClient a = cast.joins(name(), speaker);
      ForeignClient b = cast.joins(name(), listener);
      List<String> texts = new ArrayList<>(List.of("before you left"));
      a.say(b.account(), texts.get(0));
      awaitLast(b, a, texts.get(0));
      long device = b.deviceId();
      b.stop();
      for (int i = 1; i <= 3; i++) {
        texts.add("while you were away " + i);
        a.say(b.account(), texts.get(i));
      }
      b.start();
      awaitLast(b, a, texts.get(3));
      assertThat(b.texts(a.account())).isEqualTo(texts);
      assertThat(b.deviceId()).isEqualTo(device);
    }
  }

  @ParameterizedTest(name = "{0} loses them with {1}")
  @CsvSource({"omemo2, omemo2", "legacy, legacy", "legacy, profanity", "profanity, legacy"})
  void lostSessionsAreBegunAnew(String loser, String other) throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      ForeignClient a = cast.joins(name(), loser);
      ForeignClient b = cast.joins(name(), other);
      a.say(b.account(), "first");
      awaitLast(b, a, "first");
      b.say(a.account(), "answer");
      awaitLast(a, b, "answer");
      a.loseSessions(b.account());
      a.say(b.account(), "after the loss");
      awaitLast(b, a, "after the loss");
      b.say(a.account(), "answer after the loss");
      awaitLast(a, b, "answer after the loss");
    }
  }

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({"omemo2, omemo2", "legacy, legacy", "legacy, profanity", "profanity, legacy"})
  void aSecondCopyIsNoticedAndNotShown(String speaker, String listener) throws Exception {
    try (Cast cast = new Cast(lab, directory)) {
      ForeignClient a = cast.joins(name(), speaker);
      ForeignClient b = cast.joins(name(), listener);
      a.say(b.account(), "first");
      awaitLast(b, a, "first");
      b.say(a.account(), "answer");
      awaitLast(a, b, "answer");
      a.say(b.account(), "once");
      awaitLast(b, a, "once");
      assertThat(b.failures()).isEmpty();
      a.resendLast();
      await().atMost(PATIENCE).until(() -> !b.failures().isEmpty());
      a.say(b.account(), "more");
      awaitLast(b, a, "more");
      assertThat(b.texts(a.account())).containsExactly("first", "once", "more");
      assertThat(stanzasWithTheSameText(a))
          .hasSize(2)
          .containsOnly(stanzasWithTheSameText(a).get(0));
    }
  }

  private static List<String> stanzasWithTheSameText(ForeignClient sender) {
    List<String> texts =
        sender.rawStanzas().stream()
            .filter(s -> s.startsWith("SENT <message") && s.contains("payload"))
            .toList();
    return texts.subList(texts.size() - 3, texts.size() - 1);
  }

  private static void awaitLast(ForeignClient listener, ForeignClient speaker, String text) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              List<String> texts = listener.texts(speaker.account());
              return !texts.isEmpty() && texts.get(texts.size() - 1).equals(text);
            });
  }

  private static String big(String part) {
    return part.repeat(60 * 1024 / part.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        + ".";
  }

  private static String name() {
    return "person" + PEOPLE.incrementAndGet();
  }
}
