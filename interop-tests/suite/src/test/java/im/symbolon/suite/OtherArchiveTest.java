package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Where the host has an archive, nobody gets a message from two. */
class OtherArchiveTest {
  /** Openfire looks into the plugin directory every 20 seconds. */
  private static final Duration LOOK = Duration.ofSeconds(60);

  /** As the Monitoring plugin's jar is called. */
  private static final String JAR = "monitoring.jar";

  private static final Path CLASSES =
      PluginOnOpenfireTest.PLUGIN.resolveSibling("test-classes").toAbsolutePath();

  private static final String DESCRIPTION =
      """
      <plugin>
        <class>im.symbolon.openfire.BriefArchive</class>
        <name>Monitoring Service</name>
        <version>1.0.0</version>
        <minServerVersion>4.2.0</minServerVersion>
      </plugin>
      """;

  /** By this its answers are known. */
  private static final String MARK = "an archive of the host";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  /** A plugin with an archive that has nothing: the class of the plugin's own tests. */
  private Path archive() throws Exception {
    Path jar = directory.resolve(JAR);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      put(zip, "plugin.xml", DESCRIPTION.getBytes(StandardCharsets.UTF_8));
      for (String each : List.of("BriefArchive", "BriefArchive$Handler")) {
        String path = "im/symbolon/openfire/" + each + ".class";
        put(zip, "classes/" + path, Files.readAllBytes(CLASSES.resolve(path)));
      }
    }
    return jar;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws Exception {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private LabPlan plan() {
    return LabPlan.of(directory.resolve("servers"), "alpha.test")
        .withPlugin(PluginOnOpenfireTest.PLUGIN);
  }

  private static String delivered(RawClient from, RawClient to, String user, String id)
      throws Exception {
    from.say(Sealed.to(user + "@alpha.test", id));
    Message next = to.plain().next(20);
    while (!id.equals(next.getStanzaId())) {
      next = to.plain().next(20); // an archive's answers are messages, too
    }
    return next.toXML().toString();
  }

  private static void assertOthersAlone(RawClient client) throws Exception {
    ArchivePages.Page page = new ArchivePages(client).ask(null, "");
    assertThat(page.answer().toXml()).contains(MARK);
    assertThat(page.results()).isEmpty();
  }

  @Test
  void wherePluginsOfBothAreLoadedTheHostsAlonePlaysArchive() throws Exception {
    try (FederationLab lab = FederationLab.start(plan().withPlugin(archive()))) {
      RunningOpenfire alpha = lab.server("alpha.test");
      try (RawClient alice = RawClient.register(alpha, "alice", lab.ca().trustManager());
          RawClient bob = RawClient.register(alpha, "bob", lab.ca().trustManager())) {
        assertThat(delivered(alice, bob, "bob", "m1")).contains("m1").doesNotContain("stanza-id");
        assertOthersAlone(bob);
        assertOthersAlone(alice);
      }
      assertThat(alpha.log()).doesNotContain("at im.symbolon.");
    }
  }

  @Test
  void whenTheHostsComesOursKeepsNothingMore() throws Exception {
    Path jar = archive();
    try (FederationLab lab = FederationLab.start(plan())) {
      RunningOpenfire alpha = lab.server("alpha.test");
      try (RawClient alice = RawClient.register(alpha, "alice", lab.ca().trustManager());
          RawClient bob = RawClient.register(alpha, "bob", lab.ca().trustManager())) {
        assertThat(delivered(alice, bob, "bob", "m1")).contains("stanza-id");
        assertThat(new ArchivePages(bob).ask(null, "").messageIds()).isEqualTo(List.of("m1"));
        Files.copy(jar, alpha.home().resolve("plugins").resolve(JAR));
        alpha.awaitPlugin("monitoring", LOOK);
        assertThat(delivered(alice, bob, "bob", "m2")).contains("m2").doesNotContain("stanza-id");
        assertOthersAlone(bob);
      }
      assertThat(alpha.log())
          .contains("The archive of monitoring is here: Symbolon keeps no more messages")
          .doesNotContain("at im.symbolon.");
    }
  }
}
