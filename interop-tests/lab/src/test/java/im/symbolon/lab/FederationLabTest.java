package im.symbolon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lab says when a server cannot be had, and that nothing is left behind then. */
class FederationLabTest {
  @TempDir Path directory;

  @Test
  void serversJarsAreNotOnOurOwnClassPath() {
    assertThatThrownBy(() -> Class.forName("org.jivesoftware.openfire.XMPPServer"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void pluginsAreLoadedWhenTheLabStartsAndAfterARestart() throws Exception {
    // A class that every server has, in a jar of our own: it does nothing without a web page.
    Path jar = plugin("second", "org.jivesoftware.openfire.container.AdminConsolePlugin");
    LabPlan plan = LabPlan.of(directory.resolve("lab"), "alpha.test").withPlugin(jar);
    try (FederationLab lab = FederationLab.start(plan)) {
      RunningOpenfire alpha = lab.server("alpha.test");
      assertThat(alpha.log()).contains("Successfully loaded plugin 'second'");
      alpha.restart();
      assertThat(alpha.log()).contains("Successfully loaded plugin 'second'");
      assertThat(alpha.isAlive()).isTrue();
      alpha.stop();
      assertThat(alpha.isAlive()).isFalse();
    }
  }

  @Test
  void pluginThatDoesNotLoadIsSaidWithTheLog() throws Exception {
    Path jar = plugin("broken", "no.such.Plugin");
    LabPlan plan = LabPlan.of(directory.resolve("lab"), "alpha.test").withPlugin(jar);
    assertThatThrownBy(() -> FederationLab.start(plan))
        .isInstanceOfSatisfying(
            LabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PLUGIN_FAILED))
        .hasMessageContainingAll("alpha.test", "'broken'", "all.log", "no.such.Plugin");
    assertThat(directory.resolve("lab/alpha.test/embedded-db")).isDirectory();
  }

  @Test
  void serverThatCannotBootIsSaidWithTheLog() throws Exception {
    Path lab = directory.resolve("lab");
    // A file where the server wants a directory.
    Files.createDirectories(lab.resolve("alpha.test"));
    Files.writeString(lab.resolve("alpha.test/embedded-db"), "in the way");
    assertThatThrownBy(() -> FederationLab.start(LabPlan.of(lab, "alpha.test")))
        .isInstanceOfSatisfying(
            LabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BOOT_FAILED))
        .hasMessageContainingAll("alpha.test", "all.log");
  }

  @Test
  void directoryThatCannotBeWrittenIsSaid() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThatThrownBy(() -> FederationLab.start(LabPlan.of(file, "alpha.test")))
        .isInstanceOfSatisfying(
            LabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SETUP_FAILED))
        .hasMessageContaining(file.toString());
  }

  @Test
  void cancelledStartLeavesNoServerBehind() throws Exception {
    Path lab = directory.resolve("lab");
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread starter =
        new Thread(
            () ->
                end.set(
                    catchThrowable(
                        () -> FederationLab.start(LabPlan.of(lab, "alpha.test", "beta.test")))));
    starter.start();
    await().until(() -> servers(lab) > 0);
    starter.interrupt();
    starter.join();
    assertThat(end.get()).isInstanceOf(LabException.class).hasMessageContaining("cancelled");
    assertThat(servers(lab)).isZero();
  }

  /** How many servers run with a home below a directory. */
  private static long servers(Path directory) {
    return ProcessHandle.current()
        .children()
        .filter(
            child -> child.info().commandLine().orElse("").contains("openfireHome=" + directory))
        .count();
  }

  @Test
  void javaThatIsTooOldOrIncompleteIsSaid() {
    assertThatThrownBy(() -> OpenfireRuntime.javaOf(directory, 11))
        .isInstanceOfSatisfying(
            LabException.class, e -> assertThat(e.reason()).isEqualTo(Reason.JAVA_UNSUITABLE))
        .hasMessageContainingAll("Java 17", "Java 11");
    assertThatThrownBy(() -> OpenfireRuntime.javaOf(directory, 17))
        .isInstanceOf(LabException.class)
        .hasMessageContaining("bin/java");
  }

  private Path plugin(String name, String className) throws IOException {
    Path jar = directory.resolve(name + ".jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("plugin.xml"));
      zip.write(
          "<plugin><class>%s</class><name>%s</name><version>1</version></plugin>"
              .formatted(className, name)
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return jar;
  }
}
