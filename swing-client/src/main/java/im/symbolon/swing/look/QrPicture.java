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
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads a QR code in a picture. Not on the event thread. */
public final class QrPicture {
  /** Whatever a file says of itself, no more pixels than these are decoded. */
  private static final BoundedImage.Bounds BOUNDS = new BoundedImage.Bounds(100_000_000L, 1_000);

  private QrPicture() {}

  /**
   * The text of the code in that file.
   *
   * @return empty when there is none in it, or it is no picture, or too large to be one that
   *     somebody took
   */
  public static Optional<String> read(Path file) {
    return BoundedImage.read(file, BOUNDS).flatMap(QrPicture::in);
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
