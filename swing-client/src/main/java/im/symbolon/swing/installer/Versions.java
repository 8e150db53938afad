package im.symbolon.swing.installer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The build's version, in the words of each kind of package. */
final class Versions {
  private static final String SNAPSHOT = "-SNAPSHOT";
  private static final Pattern NUMBERS = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,4}){1,2}");

  private Versions() {}

  /**
   * Of a snapshot: before the version that it becomes where there is such an order, and that
   * version itself elsewhere.
   *
   * @throws PackagingException when packages of that kind cannot have it
   */
  static String of(Kind kind, String version) throws PackagingException {
    boolean snapshot = version.endsWith(SNAPSHOT);
    String plain = snapshot ? version.substring(0, version.length() - SNAPSHOT.length()) : version;
    Matcher numbers = NUMBERS.matcher(plain);
    if (!numbers.matches()) {
      throw new PackagingException(
          "“" + version + "” is no version of a package: give one like 1.2.0 with --app-version.");
    } else if (kind == Kind.DMG && numbers.group(1).equals("0")) {
      throw new PackagingException(
          "macOS takes no version that begins with 0: give one with --app-version.");
    }
    return snapshot && kind == Kind.DEB ? plain + "~snapshot" : plain;
  }
}
