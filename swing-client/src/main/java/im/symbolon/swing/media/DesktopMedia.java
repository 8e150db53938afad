package im.symbolon.swing.media;

import im.symbolon.views.FileItem;
import im.symbolon.views.Media;
import im.symbolon.views.Picked;
import im.symbolon.views.SmallPicture;
import im.symbolon.views.Sound;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures by ImageIO, sound by Java Sound. */
public final class DesktopMedia implements Media {
  /** Larger pictures are sent without being looked at, in bytes. */
  private static final int LARGEST = 32 << 20;

  private static final int[] SIDES = {160, 120, 80, 48};
  private static final float QUALITY = 0.6f;
  private static final int ENOUGH = 6 * 1024;

  private final Sound sound;

  public DesktopMedia() {
    this(new JavaSound());
  }

  public DesktopMedia(Sound sound) {
    this.sound = sound;
  }

  @Override
  public Sound sound() {
    return sound;
  }

  @Override
  public Optional<Look> look(Picked picture) throws IOException {
    if (picture.kind() != FileItem.Kind.PICTURE || picture.size() > LARGEST) {
      return Optional.empty();
    }
    byte[] file;
    try (InputStream in = picture.open()) {
      file = in.readNBytes(LARGEST);
    }
    Optional<FileItem.Shape> shape = PictureDecoder.shape(file);
    return shape.isPresent() ? Optional.of(new Look(shape.get(), small(file))) : Optional.empty();
  }

  /** The largest that is small enough to go with a message. */
  private static Optional<SmallPicture> small(byte[] file) throws IOException {
    for (int side : SIDES) {
      BufferedImage image = opaque(PictureDecoder.decode(file, side, side));
      byte[] jpeg = jpeg(image);
      if (jpeg.length <= ENOUGH) {
        return SmallPicture.jpeg(image.getWidth(), image.getHeight(), jpeg);
      }
    }
    return Optional.empty();
  }

  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = out.createGraphics();
    g2.drawImage(image, 0, 0, Color.WHITE, null);
    g2.dispose();
    return out;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }
}
