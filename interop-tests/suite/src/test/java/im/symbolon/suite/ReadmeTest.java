package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.protocol.BareJid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in the README is real. */
class ReadmeTest {
  private static final Path README = Path.of("../../README.md");
  private static final String BY_DNS = "ConnectionConfig.of(BareJid.parse(args[0]), \"laptop\")";

  @TempDir Path directory;

  @Test
  void theTenLinesTalkToARealServer() throws Exception {
    LabPlan plan =
        LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test")
            .withPlugin(PluginOnOpenfireTest.PLUGIN);
    BareJid alice = BareJid.parse("alice@alpha.test");
    BareJid bob = BareJid.parse("bob@beta.test");
    try (FederationLab lab = FederationLab.start(plan);
        Device friend =
            Device.of(lab, bob, "phone", directory, new RememberingRandom()).register().connect()) {
      Device.of(lab, alice, "registers", directory, new RememberingRandom()).register().close();
      compile(program(lab.server("alpha.test"), lab.caFile()));
      Process hello = start(alice, bob);
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> friend.texts().contains("Hello from ten lines") || !hello.isAlive());
        assertThat(friend.texts())
            .as(Files.readString(directory.resolve("hello.log")))
            .containsExactly("Hello from ten lines");
        friend.messenger().send(alice, "Hello back");
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> Files.readString(directory.resolve("hello.log")).contains("Hello back"));
      } finally {
        hello.destroyForcibly().waitFor();
      }
    }
  }

  /** The README's text, with the lab's address and authority in place of DNS. */
  private static String program(RunningOpenfire server, Path authority) throws Exception {
    String readme = Files.readString(README);
    int start = readme.indexOf("```java\n") + "```java\n".length();
    String program = readme.substring(start, readme.indexOf("```", start));
    assertThat(program).contains(BY_DNS);
    String inTheLab =
        "im.symbolon.suite.LabTrust.add(%s, \"%s\", %d, \"%s\")"
            .formatted(BY_DNS, server.address().getHostAddress(), server.c2sPort(), authority);
    return program.replace(BY_DNS, inTheLab);
  }

  private void compile(String program) throws Exception {
    Path source = Files.writeString(directory.resolve("Hello.java"), program);
    StringWriter messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjects(source);
      List<String> options =
          List.of("-cp", classPath(), "-d", directory.toString(), "-Xlint:all", "-proc:none");
      boolean compiled =
          compiler.getTask(new PrintWriter(messages), files, null, options, null, units).call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private Process start(BareJid alice, BareJid bob) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            directory + java.io.File.pathSeparator + classPath(),
            "Hello",
            alice.toString(),
            directory.resolve("hello.db").toString(),
            "a passphrase",
            Device.passwordOf(alice),
            bob.toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("hello.log").toFile())
        .start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
