package im.symbolon.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Issue 7: "names with path parts or control characters", "bidi tricks in names". */
class FileNameTest {
  @ParameterizedTest
  @CsvSource({
    "photo.jpg,photo.jpg",
    "très cool.jpg,très cool.jpg",
    "../../etc/passwd,passwd",
    "C:\\Users\\me\\a.txt,a.txt",
    "a/b/,b",
    "...hidden,hidden",
    "'  end. ',end",
    "'',file",
    "'/',file",
    "'..',file",
    "'a:b|c?.txt',abc.txt",
    "CON,_CON",
    "con.txt,_con.txt",
    "LPT1,_LPT1",
    "COM¹.log,_COM¹.log",
    "console.txt,console.txt",
  })
  void isOnePartOfAPath(String told, String name) {
    assertThat(FileName.clean(told).value()).isEqualTo(name);
  }

  @Test
  void nothingHidesOrTurnsTheExtension() {
    assertThat(FileName.clean("photo\u202Egpj.exe").value()).isEqualTo("photogpj.exe");
    assertThat(FileName.clean("a\u0000b\nc\r\u200B\uFEFF\u2028.txt").value()).isEqualTo("abc.txt");
    assertThat(FileName.clean("a\u3164\u2800\u00a0b").value()).isEqualTo("ab");
    assertThat(FileName.clean("\ud800x").value()).isEqualTo("x");
  }

  @Test
  void aLongNameKeepsItsExtension() {
    String name = FileName.clean("\uD83D\uDE00".repeat(300) + ".jpeg").value();
    assertThat(name).endsWith("\uD83D\uDE00.jpeg");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(190, FileName.MAX_BYTES);
    assertThat(FileName.clean("x".repeat(1_000_000)).value()).hasSize(FileName.MAX_BYTES);
  }

  @Test
  void noOtherNameCanBeMade() {
    assertThatThrownBy(() -> new FileName("a/b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileName("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 2000)
  void anyTextGivesANameThatStaysInItsFolder(@ForAll("nasty") String told) {
    String name = FileName.clean(told).value();
    assertThat(FileName.clean(name).value()).isEqualTo(name);
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, FileName.MAX_BYTES);
    assertThat(name).doesNotContain("/", "\\", "\0").isNotIn(".", "..");
    Path folder = Path.of("/folder");
    assertThat(folder.resolve(name).normalize().getParent()).isEqualTo(folder);
    assertThat(name.chars().noneMatch(c -> c >= 0x202A && c <= 0x202E)).isTrue();
  }

  @Provide
  Arbitrary<String> nasty() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(300),
        Arbitraries.strings().withChars("./\\: \u202e\u0000con1").ofMaxLength(30));
  }
}
