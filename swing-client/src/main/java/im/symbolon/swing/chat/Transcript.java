package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Target;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.files.FileParts;
import im.symbolon.swing.files.ShowsFiles;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.When;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Harmless;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.Scrollable;
import javax.swing.SwingConstants;

/**
 * The lines of a chat, painted: only what is seen, from rows that were broken once for a width. It
 * has as many rows as its model's window.
 */
final class Transcript extends JComponent implements Scrollable, ShowsFiles {
  private final Parts parts;
  private final BareJid account;
  private final When when;
  private final Painter painter;
  private final Spoken heard;
  private List<Row> rows = List.of();
  private List<Bubble> bubbles = List.of();
  private Optional<ChatModel.View> shown = Optional.empty();
  private int laidFor = -1;
  private int height;
  private final Flash flash = new Flash(this);

  Transcript(Parts parts, BareJid account, FileParts files) {
    this.parts = parts;
    this.account = account;
    this.when = new When(parts.texts());
    this.painter = new Painter(parts, when, files);
    this.heard = new Spoken(parts, when, files);
    setName("transcript");
    setOpaque(true);
    setFocusable(true);
    setToolTipText("");
  }

  @Override
  public Color getBackground() {
    return Look.color("window");
  }

  BareJid account() {
    return account;
  }

  /** Shows these lines; rows that stay are not broken anew. */
  void show(ChatModel.View view) {
    Map<Target, Row> before = new HashMap<>();
    rows.forEach(each -> before.put(each.line().target(), each));
    List<Row> next = new ArrayList<>();
    for (Line each : view.lines()) {
      String text = heard.text(each);
      Row known = before.get(each.target());
      next.add(known != null && known.shows(each, text) ? known : new Row(each, text));
    }
    rows = next;
    shown = Optional.of(view);
    painter.files().show(view);
    getAccessibleContext().setAccessibleDescription(heard.last(rows, shown));
    laidFor = -1;
    lay();
    revalidate();
    repaint();
  }

  /** The same lines, whose files are elsewhere. */
  void files(ChatModel.View view) {
    shown = Optional.of(view);
    if (painter.files().show(view)) {
      laidFor = -1;
      revalidate();
    }
    getAccessibleContext().setAccessibleDescription(heard.last(rows, shown));
    repaint();
  }

  /** One of the files that are painted at a point. */
  Optional<FileParts.Placed> fileAt(Point point) {
    for (Bubble each : bubbles) {
      for (int i = 0; i < each.files().size(); i++) {
        if (each.files().get(i).contains(point)) {
          return Optional.of(painter.placed(each, i));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Point> reveal(String name) {
    Optional<Point> found = Optional.empty();
    for (Bubble each : bubbles) {
      for (int i = 0; i < each.files().size(); i++) {
        if (each.row().line().files().get(i).name().equals(name)) {
          found = Optional.of(FileParts.sign(painter.placed(each, i)));
        }
      }
    }
    found.ifPresent(at -> scrollRectToVisible(new Rectangle(at.x, at.y - 40, 1, 80)));
    return found;
  }

  private void lay() {
    int width = getWidth();
    if (width <= 0 || width == laidFor || !shown.isPresent()) {
      return;
    }
    laidFor = width;
    Arrangement arranged = new Arrangement(width, shown.get(), painter, when);
    bubbles = arranged.of(rows);
    height = arranged.height();
  }

  @Override
  public void updateUI() {
    laidFor = -1;
    super.updateUI();
  }

  @Override
  public void doLayout() {
    int before = height;
    lay();
    if (before != height) {
      revalidate();
    }
  }

  @Override
  public Dimension getPreferredSize() {
    lay();
    return new Dimension(Look.px(300), height);
  }

  /** Where a line stands, to keep it there when others come above it. */
  Optional<Bubble> at(int y) {
    return bubbles.stream().filter(each -> each.bottom() >= y).findFirst();
  }

  Optional<Bubble> of(Target line) {
    return bubbles.stream().filter(each -> each.row().line().target().equals(line)).findFirst();
  }

  /** Brings a line into sight, if it is among those that are shown. */
  void reveal(Target line) {
    of(line)
        .ifPresent(
            found -> {
              int tall = found.bottom() - found.top();
              scrollRectToVisible(new Rectangle(0, found.top(), getWidth(), tall));
            });
  }

  /** Brings a line into the middle, if it is among those that are shown, and to attention. */
  void center(Target line) {
    of(line)
        .ifPresent(
            found -> {
              int room = Math.max(0, getVisibleRect().height - (found.bottom() - found.top()));
              int top = Math.max(0, found.top() - room / 2);
              scrollRectToVisible(new Rectangle(0, top, getWidth(), getVisibleRect().height));
              flash.begin(line);
            });
  }

  /** What a line answers, where that is painted at a point. */
  Optional<Target> quoteAt(Point point) {
    return bubbles.stream()
        .filter(each -> each.quote().contains(point))
        .findFirst()
        .flatMap(each -> each.row().line().quote())
        .map(quote -> new Target(quote.author(), quote.id()));
  }

  /** A link, where one is painted at a point. */
  Optional<Links.Link> linkAt(Point point) {
    return inText(point, Row::linkAt);
  }

  /** Who is named there, or shown beside what they said. */
  Optional<BareJid> personAt(Point point) {
    Optional<BareJid> shown =
        bubbles.stream()
            .filter(each -> each.face().contains(point))
            .map(each -> each.row().line().sender())
            .findFirst();
    return shown.isPresent() ? shown : inText(point, Row::personAt);
  }

  /** Something in the text of a row. */
  private interface InText<T> {
    Optional<T> at(Row row, Point point, int across);
  }

  private <T> Optional<T> inText(Point point, InText<T> what) {
    int padding = Look.px(Arrangement.PADDING_X);
    return bubbles.stream()
        .filter(each -> each.box().contains(point))
        .findFirst()
        .flatMap(
            each ->
                what.at(
                    each.row(),
                    new Point(point.x - each.box().x - padding, point.y - each.said()),
                    each.box().width - 2 * padding));
  }

  /** Where the line that was said last ends. */
  Optional<Bubble> last() {
    return bubbles.stream().reduce((first, second) -> second);
  }

  /** The line under a point. */
  Optional<Line> lineAt(Point point) {
    return bubbles.stream()
        .filter(each -> each.box().contains(point))
        .map(each -> each.row().line())
        .findFirst();
  }

  @Override
  public Cursor getCursor() {
    Point pointer = getMousePosition();
    boolean link =
        pointer != null && (linkAt(pointer).isPresent() || personAt(pointer).isPresent());
    return Cursor.getPredefinedCursor(link ? Cursor.HAND_CURSOR : Cursor.DEFAULT_CURSOR);
  }

  @Override
  public String getToolTipText(MouseEvent event) {
    Optional<BareJid> named = personAt(event.getPoint());
    return named.isPresent()
        ? Harmless.address(named.get().toString())
        : lineAt(event.getPoint()).map(this::hint).orElse(null);
  }

  private String hint(Line line) {
    StringBuilder out = new StringBuilder(when.full(line.time()));
    if (line.mine() && line.state() != DeliveryState.RECEIVED) {
      out.append(" · ").append(parts.texts().text("state", line.state()));
    }
    if (line.fate().leftOut() > 0) {
      out.append(" · ").append(parts.text("chat.leftout", line.fate().leftOut()));
    }
    if (line.fate().weak()) {
      out.append(" · ").append(parts.text("chat.weak"));
    }
    return out.toString();
  }

  @Override
  protected void paintComponent(Graphics g) {
    lay();
    g.setColor(getBackground());
    Rectangle clip = g.getClipBounds();
    g.fillRect(clip.x, clip.y, clip.width, clip.height);
    Graphics2D g2 = Look.smooth(g);
    for (Bubble each : bubbles) {
      if (each.bottom() >= clip.y && each.top() <= clip.y + clip.height) {
        flash.paint(g2, each);
        painter.paint(g2, each, getWidth());
      }
    }
    g2.dispose();
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJComponent() {
            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.LIST;
            }
          };
    }
    return accessibleContext;
  }

  @Override
  public Dimension getPreferredScrollableViewportSize() {
    return new Dimension(Look.px(500), Look.px(400));
  }

  @Override
  public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
    return Look.px(36);
  }

  @Override
  public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
    return orientation == SwingConstants.VERTICAL ? visible.height - Look.px(36) : visible.width;
  }

  @Override
  public boolean getScrollableTracksViewportWidth() {
    return true;
  }

  @Override
  public boolean getScrollableTracksViewportHeight() {
    return getParent() != null && getParent().getHeight() > height;
  }
}
