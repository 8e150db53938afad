package im.symbolon.swing.profile;

import im.symbolon.swing.look.Drawn;
import im.symbolon.swing.look.Look;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A picture of which one chooses a square: moved by dragging or arrows, zoomed by the wheel. */
final class CropView extends Drawn {
  static final double LARGEST = 5;

  private static final int SIDE = 260;
  private static final int STEP = 8;

  private final BufferedImage image;
  private double zoom = 1;
  private double centerX = 0.5;
  private double centerY = 0.5;

  CropView(BufferedImage image) {
    this.image = image;
    setFocusable(true);
    Drag drag = new Drag();
    addMouseListener(drag);
    addMouseMotionListener(drag);
    addMouseWheelListener(drag);
    addKeyListener(new Arrows());
  }

  private final class Drag extends MouseAdapter {
    private Point last = new Point();

    @Override
    public void mousePressed(MouseEvent event) {
      last = event.getPoint();
      requestFocusInWindow();
    }

    @Override
    public void mouseDragged(MouseEvent event) {
      shift(last.x - event.getX(), last.y - event.getY());
      last = event.getPoint();
    }

    @Override
    public void mouseWheelMoved(MouseWheelEvent event) {
      zoom(zoom * Math.pow(1.1, -event.getPreciseWheelRotation()));
    }
  }

  private final class Arrows extends KeyAdapter {
    @Override
    public void keyPressed(KeyEvent event) {
      switch (event.getKeyCode()) {
        case KeyEvent.VK_LEFT -> shift(-STEP, 0);
        case KeyEvent.VK_RIGHT -> shift(STEP, 0);
        case KeyEvent.VK_UP -> shift(0, -STEP);
        case KeyEvent.VK_DOWN -> shift(0, STEP);
        case KeyEvent.VK_PLUS, KeyEvent.VK_ADD -> zoom(zoom * 1.1);
        case KeyEvent.VK_MINUS, KeyEvent.VK_SUBTRACT -> zoom(zoom / 1.1);
        default -> {}
      }
    }
  }

  /** Pixels of the picture that are seen, along each side. */
  private double seen() {
    return Math.min(image.getWidth(), image.getHeight()) / zoom;
  }

  private void shift(double x, double y) {
    double pixel = seen() / Math.max(1, getWidth());
    centerX += x * pixel / image.getWidth();
    centerY += y * pixel / image.getHeight();
    settle();
  }

  /** From 1, where all of the shorter side is seen, to {@link #LARGEST}. */
  void zoom(double to) {
    zoom = Math.max(1, Math.min(LARGEST, to));
    settle();
  }

  /** The square stays within the picture. */
  private void settle() {
    double halfX = seen() / 2 / image.getWidth();
    double halfY = seen() / 2 / image.getHeight();
    centerX = Math.max(halfX, Math.min(1 - halfX, centerX));
    centerY = Math.max(halfY, Math.min(1 - halfY, centerY));
    repaint();
  }

  /** What was chosen, that large. */
  BufferedImage chosen(int side) {
    BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = out.createGraphics();
    g2.setColor(Color.WHITE);
    g2.fillRect(0, 0, side, side);
    draw(g2, side);
    g2.dispose();
    return out;
  }

  private void draw(Graphics2D g2, int side) {
    g2.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    double scale = side / seen();
    double x = side / 2.0 - centerX * image.getWidth() * scale;
    double y = side / 2.0 - centerY * image.getHeight() * scale;
    g2.translate(x, y);
    g2.scale(scale, scale);
    g2.drawImage(image, 0, 0, null);
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.px(SIDE), Look.px(SIDE));
  }

  @Override
  protected void paintComponent(Graphics g) {
    int side = Math.min(getWidth(), getHeight());
    Graphics2D g2 = Look.smooth(g);
    g2.clipRect(0, 0, side, side);
    Graphics2D picture = (Graphics2D) g2.create();
    draw(picture, side);
    picture.dispose();
    Area outside = new Area(new Rectangle2D.Double(0, 0, side, side));
    outside.subtract(new Area(new Ellipse2D.Double(0, 0, side, side)));
    g2.setColor(new Color(0, 0, 0, 130));
    g2.fill(outside);
    if (isFocusOwner()) {
      g2.setColor(Look.color("accent"));
      g2.drawRect(0, 0, side - 1, side - 1);
    }
    g2.dispose();
  }
}
