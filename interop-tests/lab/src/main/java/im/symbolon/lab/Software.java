package im.symbolon.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The servers that a lab can run, and whether this machine has them. */
public enum Software {
  /** Comes with the build; nothing has to be installed. */
  OPENFIRE("", ""),
  /** Prosody 0.12, with the resolver library that lets it find the lab's other servers. */
  PROSODY("prosody lua-unbound", "prosody lua/5.4/lunbound.so"),
  /** ejabberd 23, with the library that lets it find the lab's other servers. */
  EJABBERD("ejabberd libnss-wrapper", "ejabberdctl erl libnss_wrapper.so");

  private static final List<Path> PLACES =
      Stream.of("/usr", "/usr/bin", "/usr/sbin", "/usr/lib/" + architecture(), "/usr/lib")
          .map(Path::of)
          .toList();

  private final String packages;
  private final String files;

  Software(String packages, String files) {
    this.packages = packages;
    this.files = files;
  }

  /** The Debian packages that bring it; empty when it needs none. */
  public List<String> packages() {
    return words(packages);
  }

  /** Whether everything that it needs is on this machine. */
  public boolean isInstalled() {
    return missing().isEmpty();
  }

  /** The programs and libraries that are not on this machine. */
  public List<String> missing() {
    return missing(files);
  }

  /**
   * What is not on this machine of these programs and libraries.
   *
   * @param files names, or paths below {@code /usr}, with spaces between them
   */
  public static List<String> missing(String files) {
    return words(files).stream()
        .filter(file -> PLACES.stream().noneMatch(place -> Files.exists(place.resolve(file))))
        .toList();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  /** Debian's name for this machine's libraries. */
  static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "aarch64" -> "aarch64-linux-gnu";
      case "ppc64le" -> "powerpc64le-linux-gnu";
      case "s390x" -> "s390x-linux-gnu";
      default -> "x86_64-linux-gnu";
    };
  }
}
