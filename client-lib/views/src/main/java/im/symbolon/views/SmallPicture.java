package im.symbolon.views;

import im.symbolon.protocol.files.MediaType;
import im.symbolon.protocol.files.Thumbnail;
import java.util.Optional;

/** A picture made small, which stands for it until it is here. Immutable. */
public final class SmallPicture {
  /** Larger ones are not sent, in bytes. */
  public static final int MAX_BYTES = Thumbnail.MAX_BYTES;

  /** Of one side, in pixels. */
  public static final int MAX_SIDE = Thumbnail.MAX_SIDE;

  private final Thumbnail picture;

  private SmallPicture(Thumbnail picture) {
    this.picture = picture;
  }

  static SmallPicture of(Thumbnail picture) {
    return new SmallPicture(picture);
  }

  /** Takes a copy of a JPEG picture; empty when it is larger than one may be. */
  public static Optional<SmallPicture> jpeg(int width, int height, byte[] picture) {
    try {
      MediaType type = new MediaType("image/jpeg");
      return Optional.of(new SmallPicture(Thumbnail.of(type, width, height, picture)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A copy of its file. Whoever sent it may have written anything: read its header first. */
  public byte[] bytes() {
    return picture.picture();
  }

  Thumbnail thumbnail() {
    return picture;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SmallPicture small && picture.equals(small.picture);
  }

  @Override
  public int hashCode() {
    return picture.hashCode();
  }

  @Override
  public String toString() {
    return "SmallPicture";
  }
}
