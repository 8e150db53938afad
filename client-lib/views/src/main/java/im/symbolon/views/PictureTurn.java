package im.symbolon.views;

import im.symbolon.messenger.files.photos.Turned;

/** How a picture is to be turned before it is shown. */
public final class PictureTurn {
  private PictureTurn() {}

  /** As TIFF has it, 1 to 8; 1 for upright. */
  public static int of(byte[] picture) {
    return Turned.of(picture);
  }
}
