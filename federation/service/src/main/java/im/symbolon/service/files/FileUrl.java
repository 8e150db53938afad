package im.symbolon.service.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a file's URL, {@code /<32 random characters>/<name>}. Whoever knows it may read the
 * file, so it is a secret: it is never logged, and the table has its hash alone.
 */
final class FileUrl {
  /** What this service writes into a URL. Everything else is no file, whatever it decodes to. */
  private static final Pattern PATH =
      Pattern.compile("/[a-z2-7]{32}/(?:[A-Za-z0-9._~-]|%[0-9A-F]{2}){1,765}");

  private final String path;

  private FileUrl(String path) {
    this.path = path;
  }

  static FileUrl fresh(SecureRandom random, FileName name) {
    return new FileUrl("/" + Base32.fresh(random) + "/" + name.encoded());
  }

  /**
   * The path of a request, as it stood there, without decoding.
   *
   * @return empty for what never was a URL of this service
   */
  static Optional<FileUrl> parse(String rawPath) {
    return rawPath != null && PATH.matcher(rawPath).matches()
        ? Optional.of(new FileUrl(rawPath))
        : Optional.empty();
  }

  String path() {
    return path;
  }

  /** SHA-256 as hexadecimal text. */
  String hash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "FileUrl";
  }
}
