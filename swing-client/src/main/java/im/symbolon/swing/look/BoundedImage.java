package im.symbolon.swing.look;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes pictures that anybody may have made, to no more than one wants. Not on the event thread.
 */
public final class BoundedImage {
  private static final long LARGEST_FILE = 64L << 20;

  private BoundedImage() {}

  /**
   * How much of a picture is decoded.
   *
   * @param pixels that it may have; one that says to have more is none
   * @param side that it is made no longer than, about
   */
  public record Bounds(long pixels, int side) {}

  /** The picture in that file; empty when it is none, damaged, or out of bounds. */
  public static Optional<BufferedImage> read(Path file, Bounds bounds) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        return Optional.empty();
      }
      try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
        return read(in, bounds);
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // readers of pictures throw anything at damaged ones
    }
  }

  /** The same of bytes. */
  public static Optional<BufferedImage> read(byte[] bytes, Bounds bounds) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      return read(in, bounds);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<BufferedImage> read(ImageInputStream in, Bounds bounds)
      throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      return Optional.empty();
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(in, true, true);
      long width = reader.getWidth(0);
      long height = reader.getHeight(0);
      if (width * height > bounds.pixels() || width < 1 || height < 1) {
        return Optional.empty();
      }
      int step = (int) Math.max(1, Math.min(width, height) / bounds.side());
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      return Optional.of(reader.read(0, param));
    } finally {
      reader.dispose();
    }
  }
}
