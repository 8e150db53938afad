package im.symbolon.swing.files;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.media.PictureDecoder;
import im.symbolon.views.Picked;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/** A picture that is not sent yet. */
final class Glimpse extends JComponent {
  private static final Logger LOG = Logger.getLogger(Glimpse.class.getName());
  private static final int LARGEST_FILE = 32 << 20;

  private final int width;
  private final int height;
  private Optional<BufferedImage> image = Optional.empty();

  Glimpse(Picked picture, int width, int height) {
    this.width = width;
    this.height = height;
    int across = Look.px(width) * 2;
    int tall = Look.px(height) * 2;
    Thread looking = new Thread(() -> look(picture, across, tall), "symbolon-glimpse");
    looking.setDaemon(true);
    looking.start();
  }

  private void look(Picked picture, int across, int tall) {
    try (InputStream in = picture.open()) {
      BufferedImage found = PictureDecoder.decode(in.readNBytes(LARGEST_FILE), across, tall);
      SwingUtilities.invokeLater(
          () -> {
            image = Optional.of(found);
            repaint();
          });
    } catch (IOException e) {
      LOG.log(Level.FINE, "nothing can be seen of it: {0}", e.getClass().getName());
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.px(width), Look.px(height));
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    g2.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    Rectangle place = image.map(this::fitted).orElse(new Rectangle(getSize()));
    g2.clip(
        new RoundRectangle2D.Double(
            place.x, place.y, place.width, place.height, Look.px(20), Look.px(20)));
    g2.setColor(Look.color("theirs"));
    g2.fill(place);
    image.ifPresent(each -> g2.drawImage(each, place.x, place.y, place.width, place.height, null));
    g2.dispose();
  }

  private Rectangle fitted(BufferedImage of) {
    double scale =
        Math.min(
            1,
            Math.min((double) getWidth() / of.getWidth(), (double) getHeight() / of.getHeight()));
    int across = (int) Math.max(1, of.getWidth() * scale);
    int tall = (int) Math.max(1, of.getHeight() * scale);
    return new Rectangle((getWidth() - across) / 2, (getHeight() - tall) / 2, across, tall);
  }
}
