package im.symbolon.swing.files;

import im.symbolon.swing.look.Look;
import im.symbolon.views.FileItem;
import im.symbolon.views.FileKey;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.image.BufferedImage;
import java.util.Optional;
import javax.swing.JPanel;

/** A picture, as large as there is room for it, or larger and moved about. */
final class Enlarged extends JPanel {
  static final double STEP = 1.3;
  private static final double MOST = 12;

  /** More is not made of a picture: what is larger is drawn from that. */
  private static final Dimension BOX = new Dimension(3000, 3000);

  private Optional<Pictures> pictures = Optional.empty();
  private Optional<FileKey> file = Optional.empty();
  private Optional<FileItem> item = Optional.empty();
  private double zoom = 1;
  private Point moved = new Point();
  private Point held = new Point();

  Enlarged() {
    MouseAdapter mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
    addMouseWheelListener(mouse);
    setFocusable(true);
  }

  void pictures(Pictures made) {
    pictures = Optional.of(made);
  }

  void picture(FileKey key, FileItem which) {
    file = Optional.of(key);
    item = Optional.of(which);
    whole();
  }

  /** All of it, as large as it fits. */
  void whole() {
    zoom = 1;
    moved = new Point();
    repaint();
  }

  void zoom(double factor) {
    zoom = Math.max(1, Math.min(MOST, zoom * factor));
    moved = zoom == 1 ? new Point() : moved;
    repaint();
  }

  private final class Mouse extends MouseAdapter {
    @Override
    public void mouseWheelMoved(MouseWheelEvent event) {
      zoom(Math.pow(STEP, -event.getPreciseWheelRotation()));
    }

    @Override
    public void mousePressed(MouseEvent event) {
      held = event.getPoint();
      if (event.getClickCount() == 2) {
        zoom(zoom > 1 ? 1 / MOST : STEP * STEP * STEP);
      }
    }

    @Override
    public void mouseDragged(MouseEvent event) {
      if (zoom > 1) {
        moved.translate(event.getX() - held.x, event.getY() - held.y);
        held = event.getPoint();
        repaint();
      }
    }
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    g2.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g2.setColor(Look.color("list"));
    g2.fillRect(0, 0, getWidth(), getHeight());
    Optional<BufferedImage> image =
        file.isPresent() && pictures.isPresent()
            ? pictures.get().picture(file.get(), BOX)
            : Optional.empty();
    if (!image.isPresent()) {
      image = item.flatMap(each -> pictures.flatMap(made -> made.small(each)));
    }
    image.ifPresent(each -> draw(g2, each));
    g2.dispose();
  }

  private void draw(Graphics2D g2, BufferedImage image) {
    FileItem.Shape told =
        item.flatMap(FileItem::shape)
            .orElse(new FileItem.Shape(image.getWidth(), image.getHeight()));
    double room =
        Math.min(
            (double) (getWidth() - Look.px(32)) / image.getWidth(),
            (double) (getHeight() - Look.px(32)) / image.getHeight());
    double natural = (double) told.width() / image.getWidth() * Look.px(1);
    double scale = Math.min(room, Math.max(1, natural)) * zoom;
    int across = (int) Math.max(1, image.getWidth() * scale);
    int tall = (int) Math.max(1, image.getHeight() * scale);
    int farX = Math.max(0, (across - getWidth()) / 2);
    int farY = Math.max(0, (tall - getHeight()) / 2);
    moved.x = Math.max(-farX, Math.min(farX, moved.x));
    moved.y = Math.max(-farY, Math.min(farY, moved.y));
    g2.drawImage(
        image,
        (getWidth() - across) / 2 + moved.x,
        (getHeight() - tall) / 2 + moved.y,
        across,
        tall,
        null);
  }
}
