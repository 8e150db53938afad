package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server gets to load, and everything in it that reaches out of it. */
class PluginJarIT {
  private static final int JAVA_17 = 61;

  private static PluginJar jar;
  private static final References REFERENCES = new References();

  @BeforeAll
  static void read() throws IOException {
    jar = PluginJar.read();
    jar.libraryFiles()
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".class")) {
                REFERENCES.addAll(bytes);
              }
            });
  }

  @Test
  void holdsOurThreeJarsTheDescriptorAndTheScripts() {
    assertThat(jar.files().keySet())
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "database/symbolon_hsqldb.sql",
            "database/symbolon_postgresql.sql",
            "database/upgrade/2/symbolon_hsqldb.sql",
            "database/upgrade/2/symbolon_postgresql.sql",
            "lib/plugin-symbolon.jar",
            "lib/symbolon-protocol.jar",
            "lib/symbolon-service.jar",
            "plugin.xml");
  }

  /** No library of anybody else, nothing of the client: the host's class loader comes first. */
  @Test
  void itsJarsHoldNothingButTheServersOwnCode() {
    assertThat(jar.libraryFiles().keySet())
        .filteredOn(name -> !name.startsWith("META-INF/"))
        .isNotEmpty()
        .allMatch(name -> name.matches("im/symbolon/(protocol|service|openfire)/.*"));
    assertThat(jar.libraryFiles().keySet())
        .noneMatch(name -> name.matches(".*(bouncycastle|ratchet|messenger).*"));
  }

  @Test
  void isJava17() {
    assertThat(jar.libraryFiles().entrySet())
        .filteredOn(entry -> entry.getKey().endsWith(".class"))
        .allMatch(entry -> entry.getValue()[7] == JAVA_17);
  }

  @Test
  void namesTheClassThatIsThere() {
    String descriptor = text("plugin.xml");
    assertThat(descriptor)
        .contains("<class>" + SymbolonPlugin.class.getName() + "</class>")
        .contains("<databaseKey>symbolon</databaseKey>");
    assertThat(jar.libraryFiles()).containsKey("im/symbolon/openfire/SymbolonPlugin.class");
  }

  @Test
  void installsAllTablesAndSaysSo() throws IOException {
    for (Schema schema : Schema.values()) {
      String script = text("database/symbolon_" + schema.name().toLowerCase(Locale.ROOT) + ".sql");
      for (int version = 1; version <= Schema.VERSION; version++) {
        assertThat(script).contains(schema.script(version));
      }
      assertThat(script)
          .contains("INSERT INTO ofVersion (name, version) VALUES ('symbolon', " + Schema.VERSION);
    }
    assertThat(text("plugin.xml"))
        .contains("<databaseVersion>" + Schema.VERSION + "</databaseVersion>");
  }

  @Test
  void upgradesFromEachOlderVersion() throws IOException {
    for (Schema schema : Schema.values()) {
      for (int version = 2; version <= Schema.VERSION; version++) {
        String name = "symbolon_" + schema.name().toLowerCase(Locale.ROOT) + ".sql";
        assertThat(text("database/upgrade/" + version + "/" + name))
            .contains(schema.script(version))
            .contains("UPDATE ofVersion SET version = " + version + " WHERE name = 'symbolon';");
      }
    }
  }

  /** OPENFIRE-FACTS §2.2: one binary for 4.2 to 5.1, so only what is the same in all of them. */
  @Test
  void usesOfOpenfireExactlyWhatTheListAllows() throws IOException {
    Set<String> used = new TreeSet<>();
    REFERENCES.types().stream().filter(PluginJarIT::isHosts).forEach(used::add);
    REFERENCES.members().stream().filter(PluginJarIT::isHosts).forEach(used::add);
    assertThat(used).containsExactlyElementsOf(new TreeSet<>(allowed()));
  }

  @Test
  void usesOfOthersOnlyWhatEveryHostBrings() {
    List<String> known =
        List.of(
            "java/",
            "javax/net/ssl/",
            "com/sun/net/httpserver/",
            "im/symbolon/",
            "org/xmpp/",
            "org/dom4j/",
            "org/slf4j/",
            "software/amazon/awssdk/");
    assertThat(REFERENCES.types())
        .filteredOn(type -> !isHosts(type))
        .allMatch(type -> known.stream().anyMatch(type::startsWith));
  }

  private static boolean isHosts(String reference) {
    return reference.startsWith("org/jivesoftware/");
  }

  private static List<String> allowed() throws IOException {
    try (InputStream in = PluginJarIT.class.getResourceAsStream("openfire-allowed-api.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.toList());
    }
  }

  private static String text(String file) {
    return new String(jar.files().get(file), StandardCharsets.UTF_8);
  }
}
