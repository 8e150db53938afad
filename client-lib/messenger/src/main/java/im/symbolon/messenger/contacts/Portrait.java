package im.symbolon.messenger.contacts;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * How somebody looks and what they call themselves. The picture's bytes are whatever they put
 * there: whoever draws it must expect anything.
 */
public final class Portrait {
  /** Of a picture, in bytes: larger ones are neither sent nor taken. */
  public static final int MAX_BYTES = 128 * 1024;

  /** Nothing is known. */
  public static final Portrait NONE = new Portrait(new byte[0], "", "");

  private final byte[] picture;
  private final String sha1;
  private final String nick;

  /**
   * @param sha1 of the picture, in hex; empty without one
   */
  Portrait(byte[] picture, String sha1, String nick) {
    this.picture = picture.clone();
    this.sha1 = Objects.requireNonNull(sha1);
    this.nick = Objects.requireNonNull(nick);
  }

  /** As it was sent. */
  public Optional<byte[]> picture() {
    return picture.length == 0 ? Optional.empty() : Optional.of(picture.clone());
  }

  /** Names the picture: another one has another; empty without one. */
  public String sha1() {
    return sha1;
  }

  /** What they call themselves, as they wrote it; empty for nothing. */
  public String nick() {
    return nick;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Portrait that
        && sha1.equals(that.sha1)
        && nick.equals(that.nick)
        && Arrays.equals(picture, that.picture);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sha1, nick);
  }

  @Override
  public String toString() {
    return "Portrait";
  }
}
