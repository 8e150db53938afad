package im.symbolon.swing.look;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Reads a QR code in a picture. Not on the event thread. */
public final class QrPicture {
  private static final long LARGEST_FILE = 64L << 20;

  /** Whatever a file says of itself, no more pixels than these are decoded. */
  private static final long MOST_PIXELS = 100_000_000L;

  private static final int LONGEST_SIDE = 1_600;

  private QrPicture() {}

  /**
   * The text of the code in that file.
   *
   * @return empty when there is none in it, or it is no picture, or too large to be one that somebody
   *     took
   */
  public static Optional<String> read(Path file) {
    try {
      return Files.size(file) > LARGEST_FILE ? Optional.empty() : picture(file).flatMap(QrPicture::in);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // readers of pictures throw anything at damaged ones
    }
  }

  private static Optional<BufferedImage> picture(Path file) throws IOException {
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MOST_PIXELS) {
          return Optional.empty();
        }
        int step = (int) Math.max(1, Math.max(width, height) / LONGEST_SIDE);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return Optional.of(reader.read(0, param));
      } finally {
        reader.dispose();
      }
    }
  }

  /** The text of the code in that picture. */
  public static Optional<String> in(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixels[i] >>> 24 == 0 ? 0xFFFFFF : pixels[i]; // what is not there is white
    }
    BinaryBitmap bitmap =
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
    try {
      return Optional.of(
          new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true)).getText());
    } catch (NotFoundException | ChecksumException | FormatException e) {
      return Optional.empty();
    }
  }
}
