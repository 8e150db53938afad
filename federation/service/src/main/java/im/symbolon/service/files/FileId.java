package im.symbolon.service.files;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What a file is called in the storage, the table and the log: random, and no part of its URL.
 *
 * @param value 32 characters of base32
 */
public record FileId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{32}");

  public FileId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a file id");
    }
  }

  static FileId fresh(SecureRandom random) {
    return new FileId(Base32.fresh(random));
  }

  @Override
  public String toString() {
    return value;
  }
}
