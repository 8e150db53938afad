package im.symbolon.messenger.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On a phone another database stands behind {@link SqlDb}: what is compiled must allow that. */
class PortabilityTest {
  private static List<Path> classes() throws Exception {
    Path here = Path.of(SqlDb.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> all = Files.walk(here.resolve("im/symbolon/messenger/store"))) {
      return all.filter(path -> path.toString().endsWith(".class")).toList();
    }
  }

  private static boolean mentions(Path path, String name) throws Exception {
    return new String(Files.readAllBytes(path), ISO_8859_1).contains(name);
  }

  @Test
  void onlyOnePackageKnowsJdbcAndNothingKnowsTheDriver() throws Exception {
    assertThat(classes()).hasSizeGreaterThan(30);
    for (Path path : classes()) {
      boolean jdbc = path.getParent().endsWith("jdbc");
      assertThat(mentions(path, "java/sql") && !jdbc).as(path.toString()).isFalse();
      assertThat(mentions(path, "org/sqlite")).as(path.toString()).isFalse();
    }
    assertThat(classes()).anyMatch(path -> path.getParent().endsWith("jdbc"));
  }
}
