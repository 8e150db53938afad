package im.symbolon.service.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client says a file is (RFC 6838 §4.2), without parameters and in lower case. It is
 * compared with what the upload says and forgotten then; downloads are always octets.
 *
 * @param name such as {@code image/jpeg}; empty for none
 */
record MediaType(String name) {
  static final MediaType UNSAID = new MediaType("");

  private static final int MAX_LENGTH = 255;
  private static final String TOKEN = "[a-z0-9][a-z0-9!#$&^_.+-]{0,126}";
  private static final Pattern FORM = Pattern.compile(TOKEN + "/" + TOKEN);

  /** Empty for what is no media type. */
  static Optional<MediaType> of(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int parameters = text.indexOf(';');
    String name =
        (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    return FORM.matcher(name).matches() ? Optional.of(new MediaType(name)) : Optional.empty();
  }

  /** Whether an upload may say {@code said} where this was said before. */
  boolean allows(MediaType said) {
    return equals(UNSAID) || said.equals(UNSAID) || equals(said);
  }
}
