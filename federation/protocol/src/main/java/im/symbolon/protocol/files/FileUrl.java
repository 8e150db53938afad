package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a file lies: an {@code https:} address of a named host. No other scheme, nobody's password
 * and no fragment; whatever others mean by something else is refused.
 */
public final class FileUrl {
  /** Longer ones are refused. */
  public static final int MAX_LENGTH = 2048;

  private static final int MAX_PORT = 65_535;

  private final URI uri;

  private FileUrl(URI uri) {
    this.uri = uri;
  }

  /**
   * Reads one.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static FileUrl parse(String text) throws ProtocolException {
    if (text.length() > MAX_LENGTH) {
      throw new ProtocolException(Reason.OVERSIZED, "an address of a file is shorter");
    }
    // URI itself takes letters of any script, which look like others.
    if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw malformed();
    }
    try {
      URI uri = new URI(text);
      if (!isHttps(uri) || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
        throw malformed();
      }
      return new FileUrl(uri);
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && !uri.getHost().isEmpty()
        && uri.getPort() != 0
        && uri.getPort() <= MAX_PORT;
  }

  private static ProtocolException malformed() {
    return new ProtocolException(Reason.MALFORMED, "not an https address of a file");
  }

  /** In small letters; an address in numbers keeps the brackets of IPv6. */
  public String host() {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  public URI uri() {
    return uri;
  }

  /** As it was written. */
  public String text() {
    return uri.toString();
  }

  /** The last part of the path, decoded; what a link has of a name. */
  public String lastPart() {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileUrl url && uri.equals(url.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  /** Without the path, which lets whoever knows it read the file. */
  @Override
  public String toString() {
    return "FileUrl at " + host();
  }
}
