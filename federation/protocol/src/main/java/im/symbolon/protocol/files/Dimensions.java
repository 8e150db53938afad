package im.symbolon.protocol.files;

/**
 * How large a picture is said to be: a hint for the room it is given, never for memory.
 *
 * @param width in pixels, 1 to {@value #MAX}
 * @param height in pixels, 1 to {@value #MAX}
 */
public record Dimensions(int width, int height) {
  /** Of one side. */
  public static final int MAX = 1_000_000;

  public Dimensions {
    if (width < 1 || width > MAX || height < 1 || height > MAX) {
      throw new IllegalArgumentException("not the dimensions of a picture");
    }
  }
}
