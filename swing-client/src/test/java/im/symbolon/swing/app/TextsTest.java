package im.symbolon.swing.app;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.views.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All words of the screens stand in the texts, and all texts stand on a screen. */
class TextsTest {
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern SENTENCE = Pattern.compile("[A-Z][a-z]+( [a-z]+)+.*");

  /** Their ends are names of the program's values. */
  private static final Pattern COMPUTED =
      Pattern.compile(
          "(problem|note|noteaction|state|group\\.bond|group\\.role|group\\.unreachable"
              + "|safety\\.standing|notify\\.(level|words)|settings\\.theme|blocked|doubt"
              + "|emoji\\.section|export\\.page|policy\\.standing|seal\\.trust|there|file\\.kind|file\\.stage)\\..*");

  /** Builds packages at the command line, and has no screen. */
  private static final Path INSTALLER = Path.of("im", "symbolon", "swing", "installer");

  private static Set<String> literals(Path sources) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      Path aside = sources.resolve(INSTALLER);
      for (Path each :
          files.filter(f -> f.toString().endsWith(".java") && !f.startsWith(aside)).toList()) {
        Matcher literal = LITERAL.matcher(Files.readString(each).replaceAll("\"\\s*\\+\\s*\"", ""));
        while (literal.find()) {
          found.add(literal.group(1));
        }
      }
    }
    return found;
  }

  private static Set<String> keys() throws IOException {
    Properties texts = new Properties();
    try (InputStream in = Texts.class.getResourceAsStream("texts.properties")) {
      texts.load(in);
    }
    return texts.stringPropertyNames();
  }

  @Test
  void noScreenHasWordsOfItsOwn() throws IOException {
    Set<String> found = literals(Path.of("src/main/java"));
    found.removeIf(each -> !SENTENCE.matcher(each).matches());
    assertThat(found)
        .as("sentences in the code; those of the command line aside")
        .allMatch(
            each ->
                each.startsWith("The desktop client")
                    || each.startsWith("There is no ")
                    || each.startsWith("Symbolon is open")
                    || each.startsWith("Symbolon cannot write"));
  }

  @Test
  void everyTextIsUsed() throws IOException {
    Set<String> used = literals(Path.of("src/main/java"));
    used.addAll(literals(Path.of("../client-lib/views/src/main/java")));
    Set<String> unused = new TreeSet<>(keys());
    unused.removeIf(
        key ->
            COMPUTED.matcher(key).matches()
                || used.contains(key)
                || (key.endsWith(".hint") && used.contains(key.replaceFirst("\\.hint$", ""))));
    assertThat(unused).isEmpty();
  }
}
