package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, URLs, types and ranges as hostile people write them. */
class FileValuesTest {
  private static String name(String text) {
    return FileName.of(text).orElseThrow().encoded();
  }

  @Test
  void keepsNamesAndEndingsAsTheyAre() {
    assertThat(name("très cool.jpg")).isEqualTo("tr%C3%A8s%20cool.jpg");
    assertThat(name("猫.tar.gz")).isEqualTo("%E7%8C%AB.tar.gz");
    assertThat(name("a-b_c~d.e")).isEqualTo("a-b_c~d.e");
    assertThat(name("100%&?#+;=.txt")).isEqualTo("100%25%26%3F%23%2B%3B%3D.txt");
    assertThat(name("😀.png")).isEqualTo("%F0%9F%98%80.png");
  }

  @Test
  void takesTheSenseOutOfHostileNames() {
    assertThat(name(".")).isEqualTo("_");
    assertThat(name("..")).isEqualTo("_");
    assertThat(name("../../etc/passwd")).isEqualTo(".._.._etc_passwd");
    assertThat(name("C:\\boot.ini")).isEqualTo("C__boot.ini");
    assertThat(name("%2e%2e%2f")).isEqualTo("%252e%252e%252f");
    assertThat(name("a\r\nSet-Cookie: x")).isEqualTo("a__Set-Cookie_%20x");
    assertThat(name("a\u0000b\u001b[31m")).isEqualTo("a_b_%5B31m");
    assertThat(name("annexe\u202Egpj.exe")).isEqualTo("annexe_gpj.exe");
    assertThat(name("a\u200Bb\u2028c\uFEFF")).isEqualTo("a_b_c_");
    assertThat(name("a\uD800b")).isEqualTo("a_b");
  }

  @Test
  void refusesNamesThatAreNoneOrNeverEnd() {
    assertThat(FileName.of("")).isEmpty();
    assertThat(FileName.of("a".repeat(255))).isPresent();
    assertThat(FileName.of("a".repeat(256))).isEmpty();
    assertThat(FileName.of("é".repeat(128))).isEmpty();
  }

  @Property
  void everyNameMakesAUrlThatIsFoundAgain(@ForAll String text) {
    Optional<FileName> name = FileName.of(text);
    if (name.isPresent()) {
      FileUrl url = FileUrl.fresh(new SecureRandom(), name.get());
      URI uri = URI.create("https://files.test:7445" + url.path());
      assertThat(uri.normalize()).isEqualTo(uri);
      assertThat(FileUrl.parse(uri.getRawPath()).orElseThrow().hash()).isEqualTo(url.hash());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/..",
        "/a/b",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a/b",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a/..",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/%2e%2e%2fa",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a%",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/é",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a\n",
        "/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/a",
        "/..aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1/a",
        "x/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a"
      })
  void whatIsNoUrlOfThisServiceIsNone(String path) {
    assertThat(FileUrl.parse(path)).isEmpty();
  }

  @Test
  void aUrlAndASecretDoNotPrint() {
    FileUrl url = FileUrl.fresh(new SecureRandom(), new FileName("a"));
    assertThat(url).hasToString("FileUrl");
    assertThat(new Slot(FileId.fresh(new SecureRandom()), url).toString())
        .doesNotContain(url.path());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-99, 0, 100",
    "bytes=0-100, 0, 100",
    "bytes=10-, 10, 90",
    "bytes=99-99, 99, 1",
    "bytes=-1, 99, 1",
    "bytes=-100, 0, 100",
    "bytes=-1000, 0, 100",
    "bytes=50-99999999999999999999999, 50, 50",
    "bytes=-99999999999999999999999, 0, 100",
    "bytes=100-, 0, 0",
    "bytes=100-200, 0, 0",
    "bytes=99999999999999999999999-, 0, 0",
  })
  void readsRanges(String header, long first, long length) {
    ByteRange range = ByteRange.parse(header, 100).orElseThrow();
    assertThat(range.length()).isEqualTo(length);
    assertThat(length == 0 || range.first() == first).isTrue();
    assertThat(range.isSatisfiable()).isEqualTo(length > 0);
  }

  @Test
  void theLastNoBytesAreNotSatisfiable() {
    assertThat(ByteRange.parse("bytes=-0", 100).orElseThrow().isSatisfiable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,5-6",
        "bytes=a-b",
        "bytes=0x1-2",
        "lines=1-2",
        "bytes = 0-1",
        "bytes=--1",
        "bytes=+1-2",
        "bytes=1-2-3",
        "0-1",
        "bytes=１-２"
      })
  void nonsenseIsNoRange(String header) {
    assertThat(ByteRange.parse(header, 100)).isEmpty();
  }

  @Test
  void readsMediaTypes() {
    assertThat(MediaType.of("Image/JPEG; q=1")).contains(new MediaType("image/jpeg"));
    for (String each : new String[] {"", "a", "a/", "/a", "a/b/c", "a b/c", "a/b\r\nX: y", "a/é"}) {
      assertThat(MediaType.of(each)).as(each).isEmpty();
    }
    assertThat(MediaType.of("a/" + "b".repeat(300))).isEmpty();
  }

  @Test
  void limitsThatAllowNothingAreNone() {
    assertThatThrownBy(() -> new FileQuota(10, 9, 1, 10, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileQuota(0, 9, 1, 10, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileTimes(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileId("../../../../../../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
