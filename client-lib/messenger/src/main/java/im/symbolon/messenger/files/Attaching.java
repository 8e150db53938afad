package im.symbolon.messenger.files;

import java.util.Objects;

/**
 * How a file is sent.
 *
 * @param caption what is written beside it; may be empty
 * @param keepsMetadata whether a photo keeps what it says beside its picture, such as where it was
 *     taken
 */
public record Attaching(String caption, boolean keepsMetadata) {
  /** Without a word, and without saying where a photo was taken. */
  public static final Attaching PLAINLY = new Attaching("", false);

  public Attaching {
    Objects.requireNonNull(caption);
  }

  /** With a text beside it. */
  public static Attaching saying(String caption) {
    return new Attaching(caption, false);
  }

  /** The same, as it is. */
  public Attaching withMetadata() {
    return new Attaching(caption, true);
  }
}
