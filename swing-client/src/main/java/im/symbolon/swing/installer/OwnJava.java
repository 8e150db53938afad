package im.symbolon.swing.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Java with what the program needs, and nothing else. */
final class OwnJava {
  /**
   * What jdeps finds in the program and its libraries, and then what is only asked for by name: TLS
   * with elliptic curves, servers by SRV, who one is on the bus of the desktop, dates of other
   * languages than English, and screen readers.
   */
  static final List<String> MODULES =
      List.of(
          "java.desktop",
          "java.logging",
          "java.naming",
          "java.sql",
          "jdk.unsupported",
          "jdk.crypto.ec",
          "jdk.naming.dns",
          "jdk.security.auth",
          "jdk.localedata",
          "jdk.accessibility");

  private OwnJava() {}

  /**
   * Makes one in that folder, which is not there yet, with its own classes prepared for a quick
   * start.
   */
  static void make(Machine machine, Path folder) throws IOException, PackagingException {
    Machine.run(
        List.of(
            machine.tool("jlink").toString(),
            "--add-modules",
            String.join(",", MODULES),
            "--include-locales",
            "en,de",
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()));
    Machine.run(List.of(new Machine("", folder).tool("java").toString(), "-Xshare:dump"));
  }
}
