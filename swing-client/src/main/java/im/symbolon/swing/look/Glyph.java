package im.symbolon.swing.look;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;

/** The icons: drawn with one line on a field of 24 by 24, sharp in every size. */
public enum Glyph {
  CHATS {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new RoundRectangle2D.Double(3, 4, 18, 13, 7, 7));
      return and(path, line(8, 17, 8, 21, 12.5, 17));
    }
  },
  DEVICES {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new RoundRectangle2D.Double(2.5, 5, 14, 10, 3, 3));
      path.append(line(6, 19, 12, 19), false);
      return and(path, new RoundRectangle2D.Double(15, 9, 6.5, 11, 2.5, 2.5));
    }
  },
  SETTINGS {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(4, 7, 20, 7));
      path.append(line(4, 17, 20, 17), false);
      path.append(new Ellipse2D.Double(13, 4.5, 5, 5), false);
      return and(path, new Ellipse2D.Double(6, 14.5, 5, 5));
    }
  },
  HELP {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new RoundRectangle2D.Double(2.5, 6, 19, 12.5, 4, 4));
      path.append(line(6.5, 10, 7.5, 10), false);
      path.append(line(11.5, 10, 12.5, 10), false);
      path.append(line(16.5, 10, 17.5, 10), false);
      return and(path, line(8, 14.5, 16, 14.5));
    }
  },
  PLUS {
    @Override
    Path2D draw() {
      return and(line(12, 5, 12, 19), line(5, 12, 19, 12));
    }
  },
  CLOSE {
    @Override
    Path2D draw() {
      return and(line(6, 6, 18, 18), line(18, 6, 6, 18));
    }
  },
  SEND {
    @Override
    Path2D draw() {
      return and(line(12, 19, 12, 5), line(5.5, 11.5, 12, 5, 18.5, 11.5));
    }
  },
  SMILE {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new Ellipse2D.Double(3, 3, 18, 18));
      path.append(line(9, 9.5, 9, 10.5), false);
      path.append(line(15, 9.5, 15, 10.5), false);
      return and(path, new Arc2D.Double(7.5, 7.5, 9, 9, 205, 130, Arc2D.OPEN));
    }
  },
  DOWN {
    @Override
    Path2D draw() {
      return new Path2D.Double(line(6, 9.5, 12, 15.5, 18, 9.5));
    }
  },
  UP {
    @Override
    Path2D draw() {
      return new Path2D.Double(line(6, 14.5, 12, 8.5, 18, 14.5));
    }
  },
  SEARCH {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new Ellipse2D.Double(4, 4, 12.5, 12.5));
      return and(path, line(14.6, 14.6, 20, 20));
    }
  },
  BACK {
    @Override
    Path2D draw() {
      return new Path2D.Double(line(14.5, 6, 8.5, 12, 14.5, 18));
    }
  },
  FORTH {
    @Override
    Path2D draw() {
      return new Path2D.Double(line(9.5, 6, 15.5, 12, 9.5, 18));
    }
  },
  SHIELD {
    @Override
    Path2D draw() {
      return shield();
    }
  },
  VERIFIED {
    @Override
    Path2D draw() {
      return and(shield(), line(8.5, 12, 11.2, 14.6, 15.6, 9.6));
    }
  },
  LOCK {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new RoundRectangle2D.Double(5, 10.5, 14, 9.5, 4, 4));
      return and(path, arc(8, 4, 8, 13));
    }
  },
  GROUP {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new Ellipse2D.Double(5.5, 5, 7, 7));
      path.append(arc(2.5, 14.5, 13, 12), false);
      path.append(new Arc2D.Double(13, 6, 6, 6, -100, 200, Arc2D.OPEN), false);
      return and(path, new Arc2D.Double(12, 15, 10, 10, 0, 75, Arc2D.OPEN));
    }
  },
  PIN {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(8, 4, 16, 4));
      path.append(line(9.5, 4, 9.5, 10.5, 6.5, 14, 17.5, 14, 14.5, 10.5, 14.5, 4), false);
      return and(path, line(12, 14, 12, 20.5));
    }
  },
  MUTED {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(6, 16.5, 18, 16.5, 16.5, 14, 16.5, 10));
      path.append(new Arc2D.Double(7.5, 5, 9, 10, 0, 180, Arc2D.OPEN), false);
      path.append(line(7.5, 10, 7.5, 14, 6, 16.5), false);
      path.append(line(10.5, 19.5, 13.5, 19.5), false);
      return and(path, line(4, 4, 20, 20));
    }
  },
  /** A hand at a door: somebody wants to come in. */
  KNOCK {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new Ellipse2D.Double(6, 4, 7.5, 7.5));
      path.append(arc(2.5, 14, 14.5, 13), false);
      path.append(line(19, 9, 19, 15), false);
      return and(path, line(16, 12, 22, 12));
    }
  },
  /** What stands before one of several points. */
  DOT {
    @Override
    Path2D draw() {
      return new Path2D.Double(new Ellipse2D.Double(9, 9, 6, 6));
    }
  },
  BLOCK {
    @Override
    Path2D draw() {
      return and(new Path2D.Double(new Ellipse2D.Double(4, 4, 16, 16)), line(6.4, 6.4, 17.6, 17.6));
    }
  },
  MINUS {
    @Override
    Path2D draw() {
      return new Path2D.Double(line(5, 12, 19, 12));
    }
  },
  ATTACH {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double();
      path.moveTo(20, 11.2);
      path.lineTo(12, 19.2);
      path.curveTo(9.8, 21.4, 6.4, 21.4, 4.3, 19.3);
      path.curveTo(2.2, 17.2, 2.2, 13.8, 4.4, 11.6);
      path.lineTo(12.2, 3.8);
      path.curveTo(13.7, 2.3, 16, 2.3, 17.4, 3.7);
      path.curveTo(18.8, 5.1, 18.8, 7.4, 17.3, 8.9);
      path.lineTo(9.6, 16.6);
      path.curveTo(8.9, 17.3, 7.8, 17.3, 7.1, 16.6);
      path.curveTo(6.4, 15.9, 6.4, 14.8, 7.1, 14.1);
      path.lineTo(14, 7.2);
      return path;
    }
  },
  MICROPHONE {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new RoundRectangle2D.Double(9, 3, 6, 11, 6, 6));
      path.append(new Arc2D.Double(5.5, 4.5, 13, 13, 180, 180, Arc2D.OPEN), false);
      return and(path, line(12, 17.5, 12, 21));
    }
  },
  FILE {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(13.5, 3, 6, 3, 6, 21, 18, 21, 18, 7.5, 13.5, 3));
      return and(path, line(13.5, 3, 13.5, 7.5, 18, 7.5));
    }
  },
  FILM {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(new RoundRectangle2D.Double(3, 5, 18, 14, 4, 4));
      return and(path, line(10.2, 9, 15, 12, 10.2, 15, 10.2, 9));
    }
  },
  DOWNLOAD {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(12, 4.5, 12, 16));
      path.append(line(6.5, 10.8, 12, 16.3, 17.5, 10.8), false);
      return and(path, line(6, 20, 18, 20));
    }
  },
  SAVE {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(12, 3.5, 12, 14));
      path.append(line(7.5, 9.8, 12, 14.3, 16.5, 9.8), false);
      return and(path, line(4, 14.5, 4, 20, 20, 20, 20, 14.5));
    }
  },
  DELETE {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(4.5, 6.5, 19.5, 6.5));
      path.append(line(9.5, 6, 9.5, 3.8, 14.5, 3.8, 14.5, 6), false);
      return and(path, line(6.5, 6.5, 7.3, 20.2, 16.7, 20.2, 17.5, 6.5));
    }
  },
  PLAY {
    @Override
    Path2D draw() {
      return new Path2D.Double(line(8, 5.5, 18.5, 12, 8, 18.5, 8, 5.5));
    }
  },
  PAUSE {
    @Override
    Path2D draw() {
      return and(line(8.5, 6, 8.5, 18), line(15.5, 6, 15.5, 18));
    }
  },
  WARNING {
    @Override
    Path2D draw() {
      Path2D path = new Path2D.Double(line(12, 4, 21, 19.5, 3, 19.5, 12, 4));
      path.append(line(12, 10, 12, 14), false);
      return and(path, line(12, 16.8, 12, 17));
    }
  };

  private static final double FIELD = 24;

  abstract Path2D draw();

  private static Path2D shield() {
    Path2D path = new Path2D.Double();
    path.moveTo(12, 3);
    path.lineTo(19, 5.6);
    path.lineTo(19, 11.5);
    path.curveTo(19, 16, 16, 19.3, 12, 21);
    path.curveTo(8, 19.3, 5, 16, 5, 11.5);
    path.lineTo(5, 5.6);
    path.closePath();
    return path;
  }

  private static Shape arc(double x, double y, double width, double height) {
    return new Arc2D.Double(x, y, width, height, 0, 180, Arc2D.OPEN);
  }

  private static Path2D line(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    return path;
  }

  private static Path2D and(Path2D path, Shape more) {
    path.append(more, false);
    return path;
  }

  /** Paints it into a square. */
  public void paint(Graphics g, double x, double y, double size, Color color) {
    Graphics2D g2 = Look.smooth(g);
    g2.translate(x, y);
    g2.scale(size / FIELD, size / FIELD);
    g2.setColor(color);
    g2.setStroke(new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g2.draw(draw());
    g2.dispose();
  }

  /** In a colour by its name, which changes with the look. */
  public Icon icon(int size, String color) {
    return new Icon() {
      @Override
      public void paintIcon(Component c, Graphics g, int x, int y) {
        paint(g, x, y, getIconWidth(), Look.color(color));
      }

      @Override
      public int getIconWidth() {
        return Look.px(size);
      }

      @Override
      public int getIconHeight() {
        return Look.px(size);
      }
    };
  }
}
