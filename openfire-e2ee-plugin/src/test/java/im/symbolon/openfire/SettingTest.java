package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(symbolon\\.[A-Za-z0-9.]+)` \\| ([^|]*) \\| [^|]+ \\|$", Pattern.MULTILINE);

  /** Surefire runs in the module's folder. */
  @Test
  void theReadmesTableHasEachPropertyWithItsDefault() throws IOException {
    List<String> documented =
        ROW.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(SettingTest::row)
            .toList();
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Setting.values()).map(s -> s.key() + "=" + s.standard()).toList());
  }

  private static String row(MatchResult row) {
    String standard = row.group(2).strip();
    return row.group(1) + "=" + (standard.equals("–") ? "" : standard);
  }
}
