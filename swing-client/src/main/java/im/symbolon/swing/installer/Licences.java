package im.symbolon.swing.installer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Under which terms all that is in a package may be passed on: what this project knows of its
 * libraries, and what these say themselves.
 */
final class Licences {
  private static final Pattern OWN_WORDS =
      Pattern.compile("(?i)(.*/)?(licen[cs]e|notice|copying)(\\.(txt|md|zentus))?");

  private final List<Notice> notices;

  /**
   * What is known of some libraries.
   *
   * @param jars how their files' names begin
   */
  private record Notice(List<String> jars, String text) {
    boolean isOf(Path jar) {
      String name = jar.getFileName().toString();
      return jars.stream().anyMatch(name::startsWith);
    }
  }

  private Licences(List<Notice> notices) {
    this.notices = notices;
  }

  /** As this program brings them. */
  static Licences known() throws IOException {
    try (InputStream in = Licences.class.getResourceAsStream("licences.txt")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A line {@code = jar-, jar-} before each text. */
  static Licences parse(String file) {
    List<Notice> found = new ArrayList<>();
    for (String each : file.split("(?m)^= ", -1)) {
      int end = each.indexOf('\n');
      if (end > 0) {
        found.add(
            new Notice(
                List.of(each.substring(0, end).trim().split(", ")), each.substring(end).trim()));
      }
    }
    return new Licences(Collections.unmodifiableList(found));
  }

  /**
   * Writes all of them into a folder.
   *
   * @throws PackagingException when nothing is known of a jar: it would be passed on without leave
   */
  void write(List<Path> jars, Path own, Path folder) throws IOException, PackagingException {
    Files.createDirectories(folder);
    Files.copy(own, folder.resolve("LICENSE"));
    StringBuilder all = new StringBuilder();
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      all.append(name).append("\n\n").append(of(jar)).append("\n\n----\n\n");
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        copy(zip, folder.resolve(name.substring(0, name.length() - ".jar".length())));
      }
    }
    Files.writeString(folder.resolve("THIRD-PARTY.txt"), all);
  }

  private String of(Path jar) throws PackagingException {
    Optional<Notice> notice = notices.stream().filter(each -> each.isOf(jar)).findFirst();
    return notice
        .orElseThrow(
            () ->
                new PackagingException(
                    "Nothing is known of the licence of "
                        + jar.getFileName()
                        + ": write it into licences.txt of im.symbolon.swing.installer."))
        .text();
  }

  private static void copy(ZipFile zip, Path folder) throws IOException {
    int number = 0;
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry each = entries.nextElement();
      if (!each.isDirectory() && OWN_WORDS.matcher(each.getName()).matches()) {
        Files.createDirectories(folder);
        String name = each.getName().substring(each.getName().lastIndexOf('/') + 1);
        try (InputStream in = zip.getInputStream(each)) {
          Files.copy(in, folder.resolve(++number + "-" + name.toUpperCase(Locale.ROOT)));
        }
      }
    }
  }
}
