package im.symbolon.views;

import java.util.Objects;

/**
 * A file as it is to be sent.
 *
 * @param caption what is written beside it; may be empty
 * @param original whether a photo keeps what it says beside its picture, such as where it was taken
 */
public record Outgoing(Picked file, String caption, boolean original) {
  public Outgoing {
    Objects.requireNonNull(file);
    Objects.requireNonNull(caption);
  }
}
