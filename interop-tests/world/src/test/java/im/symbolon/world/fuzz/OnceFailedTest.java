package im.symbolon.world.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of the fuzz, shrunk, in which messages were once lost, or lines were left in chats. */
class OnceFailedTest {
  private static final Logger LOG = Logger.getLogger("im.symbolon");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "first-message-lost",
        "linked-among-strangers",
        "receipt-before-the-device-was-added",
        "restored-beside-a-sibling",
        "sealed-as-the-device-was-added",
      })
  void everyMessageIsReadableExactlyOnce(String name) throws IOException {
    LOG.setLevel(Level.OFF);
    FuzzResult result = FuzzRun.of(script(name));
    assertThat(result.findings()).isEmpty();
    assertThat(result.expected()).isPositive();
  }

  private static Script script(String name) throws IOException {
    try (InputStream in = OnceFailedTest.class.getResourceAsStream(name + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Script.parse(text.lines().toList());
    }
  }
}
