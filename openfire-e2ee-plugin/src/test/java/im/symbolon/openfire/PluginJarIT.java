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
  private static final String SDK = "im/symbolon/shaded/software/amazon/";

  private static PluginJar jar;
  private static final References REFERENCES = new References();
  private static final References SDKS_REFERENCES = new References();

  @BeforeAll
  static void read() throws IOException {
    jar = PluginJar.read();
    jar.libraryFiles()
        .forEach(
            (name, bytes) -> {
              if (name.endsWith(".class")) {
                boolean ours = !name.startsWith("im/symbolon/shaded/");
                (ours ? REFERENCES : SDKS_REFERENCES).addAll(bytes);
              }
            });
  }

  @Test
  void holdsOneJarTheDescriptorAndTheScripts() {
    assertThat(jar.files().keySet())
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "database/symbolon_hsqldb.sql",
            "database/symbolon_postgresql.sql",
            "database/upgrade/2/symbolon_hsqldb.sql",
            "database/upgrade/2/symbolon_postgresql.sql",
            "lib/plugin-symbolon.jar",
            "plugin.xml");
  }

  /** Nothing under anybody else's name, nothing of the client: the host's classes come first. */
  @Test
  void itsJarHoldsTheServersOwnCodeAndTheSdkUnderANameOfOurs() {
    assertThat(jar.libraryFiles().keySet())
        .filteredOn(name -> !name.startsWith("META-INF/"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.matches("im/symbolon/(protocol|service|openfire)/.*")
                    || name.startsWith(SDK)
                    || name.startsWith("im/symbolon/shaded/org/reactivestreams/"));
    assertThat(jar.libraryFiles()).containsKey(SDK + "awssdk/services/s3/S3Client.class");
    assertThat(jar.libraryFiles().keySet())
        .noneMatch(name -> name.matches(".*(bouncycastle|ratchet|messenger).*"));
  }

  @Test
  void isJava17() {
    assertThat(jar.libraryFiles().entrySet())
        .filteredOn(entry -> entry.getKey().endsWith(".class"))
        .allMatch(
            entry ->
                entry.getKey().startsWith("im/symbolon/shaded/")
                    ? entry.getValue()[7] <= JAVA_17
                    : entry.getValue()[7] == JAVA_17);
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
            "org/slf4j/");
    assertThat(REFERENCES.types())
        .filteredOn(type -> !isHosts(type))
        .allMatch(type -> known.stream().anyMatch(type::startsWith));
  }

  /** The SDK signs its requests; it has nothing that could open what it stores. */
  @Test
  void theSdkUsesOfOthersOnlyTheJdkAndTheHostsLog() {
    List<String> known =
        List.of(
            "java/",
            "javax/crypto/Mac",
            "javax/crypto/spec/SecretKeySpec",
            "javax/net/",
            "javax/xml/namespace/QName",
            "javax/xml/stream/",
            "im/symbolon/shaded/",
            "org/slf4j/");
    assertThat(SDKS_REFERENCES.types())
        .isNotEmpty()
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
