package im.symbolon.protocol.files;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What kind of file it is said to be, without parameters: a hint for how to show it, and never a
 * reason to run it.
 *
 * @param value {@code type/subtype} (RFC 6838 §4.2), in small letters
 */
public record MediaType(String value) {
  private static final String PART = "[a-z0-9][a-z0-9!#$&^_.+-]{0,63}";
  private static final Pattern SHAPE = Pattern.compile(PART + "/" + PART);

  /** Of what nothing is known. */
  public static final MediaType UNKNOWN = new MediaType("application/octet-stream");

  public MediaType {
    Objects.requireNonNull(value);
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a media type");
    }
  }

  /** Reads one, leaving out parameters; empty when it is none. */
  public static Optional<MediaType> parse(String text) {
    int end = text.indexOf(';');
    String value = (end < 0 ? text : text.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    return SHAPE.matcher(value).matches() ? Optional.of(new MediaType(value)) : Optional.empty();
  }

  public boolean isImage() {
    return value.startsWith("image/");
  }

  @Override
  public String toString() {
    return value;
  }
}
