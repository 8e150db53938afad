package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An {@code aesgcm:} link (XEP-0454 0.2), which is the whole text of a message: where a sealed file
 * lies, its IV and key in hexadecimal digits as the fragment, and maybe a thumbnail on a second
 * line. It tells neither size nor hash. Never to be shown as a link: whoever opened it would tell
 * the server its key.
 */
public record AesGcmLink(FileUrl url, FileKey key, Optional<Thumbnail> thumbnail) {
  private static final String SCHEME = "aesgcm://";
  private static final String HTTPS = "https://";
  private static final int KEY_DIGITS = 2 * FileKey.KEY_LENGTH;

  /** A link, a thumbnail, and room for nothing else. */
  private static final int MAX_LENGTH = FileUrl.MAX_LENGTH + 128 + 2 * Thumbnail.MAX_BYTES;

  public AesGcmLink {
    Objects.requireNonNull(url);
    Objects.requireNonNull(thumbnail);
    if (key.key().length != FileKey.KEY_LENGTH) {
      throw new IllegalArgumentException("a link has a key of 32 bytes");
    }
  }

  /**
   * Reads the text of a message strictly (XEP-0454 §5); IVs of 12 and 16 bytes.
   *
   * @return empty for any other text
   */
  public static Optional<AesGcmLink> parse(String text) {
    if (text.length() > MAX_LENGTH || !text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    int line = text.indexOf('\n');
    String link = line < 0 ? text : text.substring(0, line);
    try {
      Optional<Thumbnail> small =
          line < 0 ? Optional.empty() : Thumbnail.parse(text.substring(line + 1), 1, 1);
      return line >= 0 && !small.isPresent() ? Optional.empty() : read(link, small);
    } catch (ProtocolException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<AesGcmLink> read(String link, Optional<Thumbnail> small)
      throws ProtocolException {
    int hash = link.indexOf('#');
    int digits = link.length() - hash - 1;
    int ivLength = (digits - KEY_DIGITS) / 2;
    if (hash < 0 || digits != KEY_DIGITS + 2 * ivLength || !FileKey.isIv(ivLength)) {
      return Optional.empty();
    }
    FileUrl url = FileUrl.parse(HTTPS + link.substring(SCHEME.length(), hash));
    byte[] iv = bytes(link.substring(hash + 1, hash + 1 + 2 * ivLength));
    byte[] key = bytes(link.substring(hash + 1 + 2 * ivLength));
    return Optional.of(new AesGcmLink(url, FileKey.of(key, iv), small));
  }

  private static byte[] bytes(String hex) {
    byte[] out = new byte[hex.length() / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (digit(hex.charAt(2 * i)) << 4 | digit(hex.charAt(2 * i + 1)));
    }
    return out;
  }

  private static int digit(char c) {
    int value = c < 128 ? Character.digit(c, 16) : -1;
    if (value < 0) {
      throw new IllegalArgumentException("not a hexadecimal digit");
    }
    return value;
  }

  /** The text of a message, without the thumbnail: most clients take one for a text then. */
  public String write() {
    String rest = url.text().substring(HTTPS.length());
    return SCHEME + rest + "#" + hex(key.iv()) + hex(key.key());
  }

  private static String hex(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (byte each : bytes) {
      out.append(String.format(Locale.ROOT, "%02x", each));
    }
    return out.toString();
  }

  /** As other messages share it; the name is the last part of the address. */
  public SharedFile asFile() {
    FileName name = FileName.clean(url.lastPart());
    FileMetadata metadata =
        FileMetadata.of(name, MediaTypes.ofExtension(name.extension()))
            .looking(Optional.empty(), thumbnail);
    return new SharedFile(metadata, metadata.type().isImage(), Optional.empty())
        .at(new SealedSource(key, List.of(), List.of(url)));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "AesGcmLink";
  }
}
