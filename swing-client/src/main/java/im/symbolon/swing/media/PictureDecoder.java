package im.symbolon.swing.media;

import im.symbolon.views.FileItem;
import im.symbolon.views.PictureTurn;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes pictures of what anybody sent. The header is read first; what is larger than it is shown is
 * never held as a whole: lines and columns are left out while it is read. One at a time, not on the
 * event thread.
 */
public final class PictureDecoder {
  private static final Set<String> FORMATS = Set.of("jpeg", "png", "gif", "webp");
  private static final int LONGEST_SIDE = 65_500;

  /** More is a bomb; a camera has a fifth of it. */
  private static final long MOST_PIXELS = 500_000_000;

  /** Of those whose decoder holds all of it, whatever is asked for: 100 MB. */
  private static final long MOST_HELD = 24_000_000;

  private static final int PROGRESSIVE = 0xc2;

  private PictureDecoder() {}

  /**
   * A picture, upright, as large as it fits into that box and no larger than it is.
   *
   * @throws IOException when it is damaged, of another kind, or too large to be looked at
   */
  public static BufferedImage decode(byte[] file, int width, int height) throws IOException {
    try (Opened opened = new Opened(file)) {
      return opened.decode(width, height);
    } catch (RuntimeException e) {
      throw new IOException(e); // decoders answer damage with anything
    }
  }

  /** How large it is, upright; empty for what is not decoded here. */
  public static Optional<FileItem.Shape> shape(byte[] file) {
    try (Opened opened = new Opened(file)) {
      return Optional.of(opened.shape());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A file whose header was read. */
  private static final class Opened implements AutoCloseable {
    private final ImageInputStream in;
    private final ImageReader reader;
    private final int turn;
    private final int width;
    private final int height;

    Opened(byte[] file) throws IOException {
      in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
      reader = reader(in);
      reader.setInput(in, true, true);
      turn = PictureTurn.of(file);
      width = reader.getWidth(0);
      height = reader.getHeight(0);
      long pixels = (long) width * height;
      boolean held = format(reader).equals("webp") || isProgressive(file);
      if (Math.max(width, height) > LONGEST_SIDE || pixels > (held ? MOST_HELD : MOST_PIXELS)) {
        throw new IOException("too large to be looked at");
      }
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no picture");
      }
      ImageReader reader = readers.next();
      if (!FORMATS.contains(format(reader))) {
        throw new IOException("not a kind of picture that is shown");
      }
      return reader;
    }

    private static String format(ImageReader reader) throws IOException {
      return reader.getFormatName().toLowerCase(Locale.ROOT);
    }

    /** Of JPEG, which is told by the first frame header in it. */
    private static boolean isProgressive(byte[] file) {
      int at = 2;
      while (at + 4 < file.length && file[0] == (byte) 0xff && file[at] == (byte) 0xff) {
        int marker = file[at + 1] & 0xff;
        if (marker >= 0xc0 && marker <= 0xc3) {
          return marker == PROGRESSIVE;
        }
        at += 2 + (((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff));
      }
      return false;
    }

    private boolean isTurned() {
      return turn > 4;
    }

    FileItem.Shape shape() {
      return new FileItem.Shape(isTurned() ? height : width, isTurned() ? width : height);
    }

    BufferedImage decode(int boxWidth, int boxHeight) throws IOException {
      FileItem.Shape upright = shape();
      double scale =
          Math.min(
              1,
              Math.min((double) boxWidth / upright.width(), (double) boxHeight / upright.height()));
      int step = (int) Math.max(1, Math.floor(1 / (2 * scale)));
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(step, step, 0, 0);
      BufferedImage read = reader.read(0, param);
      return drawn(
          read,
          (int) Math.max(1, Math.round(upright.width() * scale)),
          (int) Math.max(1, Math.round(upright.height() * scale)));
    }

    private BufferedImage drawn(BufferedImage read, int across, int tall) {
      boolean clear = read.getColorModel().hasAlpha();
      BufferedImage out =
          new BufferedImage(
              across, tall, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
      Graphics2D g2 = out.createGraphics();
      g2.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      double w = isTurned() ? read.getHeight() : read.getWidth();
      double h = isTurned() ? read.getWidth() : read.getHeight();
      g2.scale(across / w, tall / h);
      g2.transform(turning(read.getWidth(), read.getHeight()));
      g2.drawImage(read, 0, 0, null);
      g2.dispose();
      return out;
    }

    /** TIFF 6.0, tag 274: where the first row and column stand. */
    private AffineTransform turning(int w, int h) {
      return switch (turn) {
        case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
        case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
        case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
        case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
        case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
        case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
        case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
        default -> new AffineTransform();
      };
    }

    @Override
    public void close() throws IOException {
      reader.dispose();
      in.close();
    }
  }
}
