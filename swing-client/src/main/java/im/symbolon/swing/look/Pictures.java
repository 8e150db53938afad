package im.symbolon.swing.look;

import im.symbolon.protocol.BareJid;
import im.symbolon.views.Faces;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.SwingUtilities;

/**
 * Paints people: as they look, where that is known, else with their first letter. On the event
 * thread; pictures are decoded beside it.
 */
public final class Pictures {
  /** Nobody's picture is known. */
  public static final Pictures NONE = new Pictures();

  private static final BoundedImage.Bounds BOUNDS = new BoundedImage.Bounds(16_000_000L, 256);
  private static final int SIDE = 192;
  private static final int KEPT = 500;

  private final Optional<Faces> faces;
  private final Runnable repaint;
  private final ExecutorService decoder;
  private final Map<String, Optional<Image>> decoded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Image>> eldest) {
          return size() > KEPT;
        }
      };

  private final Map<String, Image> scaled = new HashMap<>();

  private Pictures() {
    this.faces = Optional.empty();
    this.repaint = () -> {};
    this.decoder = Executors.newSingleThreadExecutor(Pictures::thread);
  }

  /**
   * @param repaint called when somebody looks otherwise
   */
  public Pictures(Faces faces, Runnable repaint) {
    this.faces = Optional.of(faces);
    this.repaint = repaint;
    this.decoder = Executors.newSingleThreadExecutor(Pictures::thread);
    faces.state().watch(version -> repaint.run());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "symbolon-pictures");
    thread.setDaemon(true);
    return thread;
  }

  /** Paints somebody, or a group, into a square. */
  public void paint(Graphics g, BareJid who, String name, boolean group, Avatar.Square place) {
    Optional<Image> face = group ? Optional.empty() : face(who, place.size());
    if (!face.isPresent()) {
      Avatar.paint(g, who, name, group, place);
      return;
    }
    Graphics2D g2 = Look.smooth(g);
    g2.drawImage(face.get(), place.x(), place.y(), place.size(), place.size(), null);
    g2.dispose();
  }

  private Optional<Image> face(BareJid who, int size) {
    Optional<Faces.Picture> picture = faces.flatMap(each -> each.of(who));
    if (!picture.isPresent()) {
      return Optional.empty();
    }
    String name = picture.get().name();
    Optional<Image> known = decoded.get(name);
    if (known == null) {
      decoded.put(name, Optional.empty());
      decoder.execute(() -> decode(picture.get()));
      return Optional.empty();
    }
    if (scaled.size() > KEPT) {
      scaled.clear();
    }
    return known.map(
        image -> scaled.computeIfAbsent(name + "@" + size, key -> round(image, 2 * size)));
  }

  private void decode(Faces.Picture picture) {
    Optional<Image> image =
        BoundedImage.read(picture.bytes(), BOUNDS).map(each -> square(each, SIDE));
    SwingUtilities.invokeLater(
        () -> {
          decoded.put(picture.name(), image);
          repaint.run();
        });
  }

  /** What is in the middle of it. */
  static Image square(BufferedImage image, int side) {
    int edge = Math.min(image.getWidth(), image.getHeight());
    int x = (image.getWidth() - edge) / 2;
    int y = (image.getHeight() - edge) / 2;
    BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g2 = fine(out);
    g2.drawImage(image, 0, 0, side, side, x, y, x + edge, y + edge, null);
    g2.dispose();
    return out;
  }

  private static Image round(Image image, int side) {
    BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g2 = fine(out);
    g2.fill(new Ellipse2D.Double(0, 0, side, side));
    g2.setComposite(java.awt.AlphaComposite.SrcIn);
    g2.drawImage(image, 0, 0, side, side, null);
    g2.dispose();
    return out;
  }

  private static Graphics2D fine(BufferedImage out) {
    Graphics2D g2 = out.createGraphics();
    g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g2.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    return g2;
  }
}
