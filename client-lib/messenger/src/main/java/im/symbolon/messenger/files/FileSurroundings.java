package im.symbolon.messenger.files;

import im.symbolon.messenger.files.http.HttpDoor;
import java.util.Objects;

/**
 * What files need of the device.
 *
 * @param folder where they are kept, sealed
 * @param http how they are moved
 * @param thumbnails how small pictures are made of them
 * @param largest file that is sent or fetched, in bytes
 */
public record FileSurroundings(
    MediaFolder folder, HttpDoor http, Thumbnails thumbnails, long largest) {
  /** One GiB. */
  public static final long USUAL_LARGEST = 1L << 30;

  public FileSurroundings {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(http);
    Objects.requireNonNull(thumbnails);
  }

  /** Without thumbnails, and up to {@link #USUAL_LARGEST}. */
  public FileSurroundings(MediaFolder folder, HttpDoor http) {
    this(folder, http, Thumbnails.NONE, USUAL_LARGEST);
  }

  /** The same with small pictures. */
  public FileSurroundings showing(Thumbnails made) {
    return new FileSurroundings(folder, http, made, largest);
  }
}
