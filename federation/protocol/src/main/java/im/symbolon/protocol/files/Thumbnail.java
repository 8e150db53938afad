package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A small picture of a file (XEP-0264), within the message as a {@code data:} URI. Those elsewhere
 * are not read: fetching one would tell others that the message was opened. Immutable.
 */
public final class Thumbnail {
  /** Larger ones are not read. */
  public static final int MAX_BYTES = 8 * 1024;

  /** Larger ones are not read; what the picture itself says is not known here. */
  public static final int MAX_SIDE = 1024;

  static final String NAMESPACE = "urn:xmpp:thumbs:1";
  static final String NAME = "thumbnail";

  private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/webp");
  private static final String BASE64 = ";base64,";

  private final MediaType type;
  private final int width;
  private final int height;
  private final byte[] bytes;

  private Thumbnail(MediaType type, int width, int height, byte[] owned) {
    this.type = Objects.requireNonNull(type);
    this.width = width;
    this.height = height;
    this.bytes = owned;
    if (!TYPES.contains(type.value())
        || bytes.length == 0
        || bytes.length > MAX_BYTES
        || !isSide(width)
        || !isSide(height)) {
      throw new IllegalArgumentException("not a thumbnail");
    }
  }

  /**
   * Takes a copy.
   *
   * @param width of the picture in pixels, 1 to {@value #MAX_SIDE}
   * @throws IllegalArgumentException when it is no JPEG, PNG or WebP of 1 to {@value #MAX_BYTES}
   *     bytes
   */
  public static Thumbnail of(MediaType type, int width, int height, byte[] picture) {
    return new Thumbnail(type, width, height, picture.clone());
  }

  private static boolean isSide(int pixels) {
    return pixels > 0 && pixels <= MAX_SIDE;
  }

  /** Empty for one that is not within the message, or of no use: the file is worth more. */
  static Optional<Thumbnail> parse(XmlElement element) {
    try {
      int width = side(element.attribute("width"));
      int height = side(element.attribute("height"));
      return parse(element.required("uri"), width, height);
    } catch (ProtocolException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Sides that are not told are those of a small square. */
  private static int side(Optional<String> digits) {
    return digits.isPresent() ? Integer.parseInt(digits.get()) : 1;
  }

  /** The picture of a {@code data:} URI; older clients leave {@code ;base64} out. */
  static Optional<Thumbnail> parse(String uri, int width, int height) throws ProtocolException {
    int comma = uri.indexOf(',');
    if (!uri.startsWith("data:") || comma < 0) {
      return Optional.empty();
    }
    Optional<MediaType> type = MediaType.parse(uri.substring("data:".length(), comma));
    if (!type.isPresent()) {
      return Optional.empty();
    }
    byte[] bytes = StrictBase64.decode(uri.substring(comma + 1), MAX_BYTES);
    return Optional.of(new Thumbnail(type.get(), width, height, bytes));
  }

  XmlElement toXml() {
    return XmlElement.element(NAMESPACE, NAME)
        .with("uri", "data:" + type + BASE64 + StrictBase64.encode(bytes))
        .with("media-type", type.value())
        .with("width", Integer.toString(width))
        .with("height", Integer.toString(height))
        .build();
  }

  public MediaType type() {
    return type;
  }

  /** As it is said, in pixels. */
  public int width() {
    return width;
  }

  /** As it is said, in pixels. */
  public int height() {
    return height;
  }

  /** A copy of the picture; what it holds was not looked at. */
  public byte[] picture() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Thumbnail thumbnail
        && type.equals(thumbnail.type)
        && width == thumbnail.width
        && height == thumbnail.height
        && Arrays.equals(bytes, thumbnail.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Thumbnail";
  }
}
