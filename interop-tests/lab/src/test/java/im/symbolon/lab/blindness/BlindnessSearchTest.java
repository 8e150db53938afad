package im.symbolon.lab.blindness;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlindnessSearchTest {
  private static final String WORDS = "the eagle has landed";

  @TempDir Path directory;

  private BlindnessSearch.Result search(byte[] content) throws Exception {
    Files.write(directory.resolve("server.log"), content);
    return new BlindnessSearch(new Needles().text("words", WORDS)).search(List.of(directory));
  }

  @Test
  void findsTextAsItIs() throws Exception {
    assertThat(search(("x" + WORDS + "y").getBytes(UTF_8)).found("words")).isTrue();
  }

  @Test
  void findsTextInUtf16() throws Exception {
    assertThat(search(WORDS.getBytes(UTF_16BE)).found("words")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
  void findsTextWithinBase64AtEveryAlignment(String before) throws Exception {
    byte[] whole = (before + WORDS + "after").getBytes(UTF_8);
    String encoded = Base64.getEncoder().encodeToString(whole);
    assertThat(search(encoded.getBytes(UTF_8)).found("words")).isTrue();
  }

  @Test
  void findsSecretsInHexadecimal() throws Exception {
    byte[] key = {1, 2, 3, 4, 5, 6, 7, (byte) 0x88, (byte) 0x99};
    Files.writeString(directory.resolve("dump"), "key=010203040506078899;");
    assertThat(
            new BlindnessSearch(new Needles().secret("key", key))
                .search(List.of(directory))
                .found("key"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"code='AEBA-GBAF-AYDQ-QCIK'", "aebagbafaydqqcik", "key=0102030405060708090a"})
  void findsCodesAsPeopleSeeThemAndAsTheSecretBehind(String content) throws Exception {
    Files.writeString(directory.resolve("dump"), content);
    assertThat(
            new BlindnessSearch(new Needles().code("code", "AEBA-GBAF-AYDQ-QCIK"))
                .search(List.of(directory))
                .found("code"))
        .isTrue();
  }

  @Test
  void findsNothingWhereNothingIs() throws Exception {
    BlindnessSearch.Result result = search("the eagle has not landed".getBytes(UTF_8));
    assertThat(result.findings()).isEmpty();
    assertThat(result.files()).isEqualTo(1);
  }

  @Test
  void refusesWhatChanceWouldFind() {
    assertThatThrownBy(() -> new Needles().text("short", "abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
