package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Target;
import im.symbolon.swing.files.FileParts;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.When;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.font.FontRenderContext;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places rows below each other: what one person says at a time stands close together. */
final class Arrangement {
  static final int SIDE = 20;
  static final int PADDING_X = 12;
  static final int PADDING_Y = 8;

  /** Between a bubble's edge and what it brings. */
  static final int EDGE = 4;

  /** How large whoever speaks in a group is shown, and what is between them and what they say. */
  static final int FACE = 30;

  private static final int BESIDE = 8;

  /** How tall what is written between two lines is. */
  static final int BAND = 44;

  /** How tall what a line answers is, above its text. */
  static final int QUOTE = 46;

  private static final Duration AT_A_TIME = Duration.ofMinutes(3);
  private static final int NAME = 20;
  private static final int WIDEST = 560;

  private final int width;
  private final ChatModel.View view;
  private final boolean group;
  private final Optional<Target> unread;
  private final FontRenderContext context = new FontRenderContext(null, true, true);
  private final Painter painter;
  private final When when;
  private int y = Look.px(16);

  Arrangement(int width, ChatModel.View view, Painter painter, When when) {
    this.width = width;
    this.view = view;
    this.group = !view.kind().isPerson();
    this.unread = view.unread();
    this.painter = painter;
    this.when = when;
  }

  List<Bubble> of(List<Row> rows) {
    List<Bubble> placed = new ArrayList<>();
    Optional<Line> before = Optional.empty();
    for (Row each : rows) {
      placed.add(place(each, before));
      before = Optional.of(each.line());
    }
    return placed;
  }

  int height() {
    return y + Look.px(14);
  }

  private Bubble place(Row row, Optional<Line> before) {
    Line line = row.line();
    LocalDate day = when.day(line.time());
    boolean sameDay = before.filter(b -> when.day(b.time()).equals(day)).isPresent();
    Optional<LocalDate> heading = sameDay ? Optional.empty() : Optional.of(day);
    boolean fresh = unread.equals(Optional.of(line.target()));
    boolean follows = sameDay && !fresh && before.filter(b -> follow(b, line)).isPresent();
    boolean named = group && !line.mine() && !line.isNote() && !follows;
    Bubble.Above above = new Bubble.Above(heading, fresh, named ? view.nameOf(line.sender()) : "");
    int top = y;
    int bands = (sameDay ? 0 : 1) + (fresh ? 1 : 0);
    y += bands > 0 ? bands * Look.px(BAND) : Look.px(follows ? 3 : 12);
    y += named ? Look.px(NAME) : 0;
    Bubble bubble = line.isNote() ? note(row, above, top) : said(row, above, top);
    y = bubble.bottom();
    return bubble;
  }

  private static boolean follow(Line before, Line line) {
    return before.sender().equals(line.sender())
        && before.isNote() == line.isNote()
        && Duration.between(before.time(), line.time()).compareTo(AT_A_TIME) < 0;
  }

  private Bubble note(Row row, Bubble.Above above, int top) {
    int most = Math.min(Look.px(WIDEST), width - 2 * Look.px(SIDE + 28));
    row.lay(most - 2 * Look.px(PADDING_X), painter.noteFont(), context);
    int across = row.widest() + 2 * Look.px(PADDING_X);
    int tall = row.height() + 2 * Look.px(PADDING_Y);
    Rectangle box = new Rectangle((width - across) / 2, y, across, tall);
    return new Bubble(row, above, box, top, 0, List.of(), y + Look.px(PADDING_Y));
  }

  private Bubble said(Row row, Bubble.Above above, int top) {
    Line line = row.line();
    int left = Look.px(SIDE) + (group ? Look.px(FACE + BESIDE) : 0);
    int most = Math.min(Look.px(WIDEST), Math.max(Look.px(120), room(left) * 4 / 5));
    List<Dimension> files = painter.files().sizes(line, most - 2 * Look.px(EDGE));
    int widest = files.stream().mapToInt(each -> each.width).max().orElse(0);
    int wide = files.isEmpty() ? most : Math.max(widest + 2 * Look.px(EDGE), Look.px(220));
    Point text = text(row, wide - 2 * Look.px(PADDING_X), files.isEmpty());
    int quoted = line.quote().isPresent() ? Look.px(QUOTE) : 0;
    int brought = files.isEmpty() ? 0 : Look.px(EDGE);
    for (Dimension each : files) {
      brought += each.height + Look.px(EDGE);
    }
    int inner = wide - 2 * Look.px(PADDING_X);
    int content = Math.max(text.x, Math.min(inner, painter.besidesText(line)));
    int across =
        Math.max(
            content + 2 * Look.px(PADDING_X), files.isEmpty() ? 0 : widest + 2 * Look.px(EDGE));
    int tall = quoted + brought + text.y + (text.y == 0 ? 0 : 2 * Look.px(PADDING_Y));
    if (text.y == 0 && !FileParts.endsWithPicture(line)) {
      tall += Look.px(12); // for the time
    }
    int x = line.mine() ? width - Look.px(SIDE) - across : left;
    Rectangle box = new Rectangle(x, y, across, tall);
    List<Rectangle> places = below(new Point(x, y + quoted + Look.px(EDGE)), across, files);
    int said = y + quoted + brought + Look.px(PADDING_Y);
    return new Bubble(row, above, box, top, quoted, places, said);
  }

  /** From there to the right. */
  private int room(int left) {
    return width - left - Look.px(SIDE);
  }

  /** How large the text is with the time; nothing where only files are. */
  private Point text(Row row, int inner, boolean alone) {
    if (row.text().isEmpty() && !alone) {
      return new Point(painter.metaWidth(row.line()), 0);
    }
    row.lay(inner, painter.textFont(), context);
    int meta = painter.metaWidth(row.line()) + Look.px(10);
    boolean beside = row.lastLine().filter(last -> last + meta <= inner).isPresent();
    int across = Math.max(row.widest(), beside ? row.lastLine().orElse(0) + meta : meta);
    return new Point(across, row.height() + (beside ? 0 : Look.px(16)));
  }

  /** Parts below each other, from that corner on. */
  private static List<Rectangle> below(Point corner, int across, List<Dimension> sizes) {
    List<Rectangle> places = new ArrayList<>();
    int top = corner.y;
    for (Dimension each : sizes) {
      places.add(new Rectangle(corner.x + (across - each.width) / 2, top, each.width, each.height));
      top += each.height + Look.px(EDGE);
    }
    return places;
  }
}
