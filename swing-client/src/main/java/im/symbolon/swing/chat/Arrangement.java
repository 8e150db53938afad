package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Target;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.When;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
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
    return new Bubble(row, above, new Rectangle((width - across) / 2, y, across, tall), top, 0);
  }

  private Bubble said(Row row, Bubble.Above above, int top) {
    Line line = row.line();
    int most =
        Math.min(Look.px(WIDEST), Math.max(Look.px(120), (width - 2 * Look.px(SIDE)) * 4 / 5));
    int inner = most - 2 * Look.px(PADDING_X);
    row.lay(inner, painter.textFont(), context);
    int meta = painter.metaWidth(line) + Look.px(10);
    boolean beside = row.lastLine().filter(last -> last + meta <= inner).isPresent();
    int text =
        beside
            ? Math.max(row.widest(), row.lastLine().orElse(0) + meta)
            : Math.max(row.widest(), meta);
    int quoted = line.quote().isPresent() ? Look.px(QUOTE) : 0;
    int content = Math.max(text, Math.min(inner, painter.besidesText(line)));
    int across = content + 2 * Look.px(PADDING_X);
    int tall = quoted + row.height() + 2 * Look.px(PADDING_Y) + (beside ? 0 : Look.px(16));
    int x = line.mine() ? width - Look.px(SIDE) - across : Look.px(SIDE);
    return new Bubble(row, above, new Rectangle(x, y, across, tall), top, quoted);
  }
}
