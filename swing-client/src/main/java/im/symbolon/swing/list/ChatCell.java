package im.symbolon.swing.list;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.swing.emoji.Emoji;
import im.symbolon.swing.look.Avatar;
import im.symbolon.swing.look.Cell;
import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Pictures;
import im.symbolon.swing.look.When;
import im.symbolon.views.ChatItem;
import im.symbolon.views.FileItem;
import im.symbolon.views.Harmless;
import im.symbolon.views.Line;
import im.symbolon.views.Texts;
import im.symbolon.views.There;
import java.awt.Component;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.time.Instant;
import javax.swing.JList;
import javax.swing.ListCellRenderer;

/** Paints one chat of the list. */
final class ChatCell extends Cell implements ListCellRenderer<ChatItem> {
  static final int HEIGHT = 68;

  private static final int MARGIN = 12;
  private static final int AVATAR = 44;
  private static final int MOST = 200;

  private final Texts texts;
  private final Pictures pictures;
  private final When when;
  private ChatItem item;
  private boolean selected;
  private boolean focused;

  ChatCell(Parts parts) {
    this.texts = parts.texts();
    this.pictures = parts.pictures();
    this.when = new When(texts);
  }

  @Override
  public Component getListCellRendererComponent(
      JList<? extends ChatItem> list, ChatItem value, int index, boolean isSelected, boolean has) {
    item = value;
    selected = isSelected;
    focused = has && list.isFocusOwner();
    getAccessibleContext().setAccessibleName(spoken(value));
    return this;
  }

  /** The whole cell, for those who cannot see it. */
  private String spoken(ChatItem value) {
    StringBuilder out = new StringBuilder(value.name());
    if (value.verified()) {
      out.append(", ").append(texts.text("list.verified"));
    }
    if (value.showsAddress()) {
      out.append(", ").append(value.chat());
    }
    if (value.who().there().kind() != There.Kind.UNKNOWN) {
      out.append(", ").append(texts.text("there." + value.who().there().key()));
    }
    if (value.decided().marked()) {
      out.append(", ").append(texts.text("list.marked"));
    }
    if (value.decided().pinned()) {
      out.append(", ").append(texts.text("list.pinned"));
    }
    if (value.isMuted(Instant.now())) {
      out.append(", ").append(texts.text("list.muted"));
    }
    if (value.unread() > 0) {
      out.append(", ").append(texts.text("list.unread", value.unread()));
    }
    return out.append(", ").append(preview(value)).toString();
  }

  private String preview(ChatItem value) {
    if (value.kind() == ChatItem.Kind.INVITATION) {
      return texts.text("list.invitation");
    } else if (value.kind() == ChatItem.Kind.FORMER) {
      return texts.text("list.former");
    }
    if (value.kind() == ChatItem.Kind.BLOCKED) {
      return texts.text("list.blocked");
    }
    if (value.draft().isPresent() && !selected) {
      return texts.text("list.draft", value.draft().get());
    }
    return value.last().map(this::preview).orElse(Harmless.address(value.chat().toString()));
  }

  private String preview(Line line) {
    if (line.fate().retracted()) {
      return texts.text("chat.retracted");
    }
    if (line.isNote()) {
      return texts.text("list.note");
    }
    boolean brings = line.text().isEmpty() && !line.files().isEmpty();
    String said = brings ? brought(line.files().get(0)) : line.text();
    String flat = said.replaceAll("\\s+", " ");
    return line.mine() ? texts.text("list.you", flat) : flat;
  }

  private String brought(FileItem item) {
    return item.kind() == FileItem.Kind.FILE ? item.name() : texts.text("file.kind", item.kind());
  }

  @Override
  protected void paintComponent(Graphics g) {
    Graphics2D g2 = Look.smooth(g);
    int pad = Look.px(PAD);
    paintGround(g2, selected, focused);
    int size = Look.px(AVATAR);
    int left = Look.px(MARGIN) + pad;
    pictures.paint(
        g2,
        item.chat(),
        item.name(),
        item.isGroup(),
        new Avatar.Square(left, (getHeight() - size) / 2, size));
    there(g2, new Point(left + size, (getHeight() + size) / 2));
    words(g2, left + size + Look.px(12), getWidth() - Look.px(MARGIN) - pad);
    g2.dispose();
  }

  /** A dot at the corner of the picture: full for who is there, open for who is away. */
  private void there(Graphics2D g2, Point corner) {
    There.Kind kind = item.who().there().kind();
    boolean shown = kind != There.Kind.UNKNOWN && kind != There.Kind.OFFLINE;
    if (!shown || item.kind() != ChatItem.Kind.PERSON) {
      return;
    }
    int size = Look.px(12);
    int x = corner.x - size;
    int y = corner.y - size;
    g2.setColor(Look.color(selected ? "selection" : "list"));
    g2.fillOval(x - Look.px(2), y - Look.px(2), size + Look.px(4), size + Look.px(4));
    g2.setColor(Look.color(kind == There.Kind.ONLINE ? "accent" : "muted"));
    g2.fillOval(x, y, size, size);
    if (kind == There.Kind.AWAY) {
      int hole = Look.px(5);
      g2.setColor(Look.color(selected ? "selection" : "list"));
      g2.fillOval(x + (size - hole) / 2, y + (size - hole) / 2, hole, hole);
    }
  }

  /** What is left of the line after it, if it is there. */
  private static int glyph(Graphics2D g2, boolean there, Glyph glyph, String color, Point end) {
    if (!there) {
      return end.x;
    }
    int size = Look.px(16);
    glyph.paint(g2, end.x - size, end.y - size + Look.px(3), size, Look.color(color));
    return end.x - size - Look.px(4);
  }

  private void words(Graphics2D g2, int from, int to) {
    boolean muted = item.isMuted(Instant.now());
    int first = getHeight() / 2 - Look.px(7);
    int second = getHeight() / 2 + Look.px(16);
    int right = to;
    if (item.last().isPresent()) {
      String time = when.brief(item.last().get().time());
      g2.setFont(Look.font(0.84f, Font.PLAIN));
      g2.setColor(Look.color(item.unread() > 0 ? "accent" : "muted"));
      right = to - g2.getFontMetrics().stringWidth(time);
      g2.drawString(time, right, first);
      right -= Look.px(8);
    }
    right = glyph(g2, item.decided().pinned(), Glyph.PIN, "muted", new Point(right, first));
    right = glyph(g2, muted, Glyph.MUTED, "muted", new Point(right, first));
    right = glyph(g2, item.verified(), Glyph.VERIFIED, "accent", new Point(right, first));
    g2.setFont(Look.font(1f, item.unread() > 0 ? Font.BOLD : Font.PLAIN));
    g2.setColor(Look.color("text"));
    draw(g2, item.name(), from, first, right);
    if (item.showsAddress()) {
      int after = from + g2.getFontMetrics().stringWidth(item.name()) + Look.px(8);
      g2.setFont(Look.font(0.88f, Font.PLAIN));
      g2.setColor(Look.color("muted"));
      draw(g2, Harmless.address(item.chat().toString()), after, first, right);
    }
    int end = to - badge(g2, to, second);
    g2.setFont(Look.font(0.93f, Font.PLAIN));
    g2.setColor(Look.color("muted"));
    draw(g2, preview(item), from, second, end);
  }

  /** Cut where it ends; a text from right to left stands on the left of its place all the same. */
  private static void draw(Graphics2D g2, String text, int from, int base, int to) {
    String shown = text.length() > MOST ? text.substring(0, MOST) : text;
    Emoji.system().paint(g2, shown, new Point(from, base), to - from);
  }

  /** Its width with what is left free before it. */
  private int badge(Graphics2D g2, int right, int base) {
    if (item.unread() == 0 && item.decided().marked()) {
      int dot = Look.px(12);
      g2.setColor(Look.color("accent"));
      g2.fillOval(right - dot, base - dot + Look.px(1), dot, dot);
      return dot + Look.px(8);
    } else if (item.unread() == 0) {
      return mark(g2, right, base);
    }
    String count = item.unread() > 999 ? "999+" : String.valueOf(item.unread());
    g2.setFont(Look.font(0.82f, Font.BOLD));
    FontMetrics metrics = g2.getFontMetrics();
    int height = Look.px(20);
    int width = Math.max(height, metrics.stringWidth(count) + Look.px(12));
    int top = base - height + Look.px(5);
    g2.setColor(Look.color(item.isMuted(Instant.now()) ? "muted" : "accent"));
    g2.fillRoundRect(right - width, top, width, height, height, height);
    g2.setColor(Look.color("onAccent"));
    g2.drawString(
        count,
        right - width + (width - metrics.stringWidth(count)) / 2,
        top + (height - metrics.getHeight()) / 2 + metrics.getAscent());
    return width + Look.px(8);
  }

  private int mark(Graphics2D g2, int right, int base) {
    boolean failed =
        item.last().filter(l -> l.mine() && l.state() == DeliveryState.FAILED).isPresent();
    if (!failed) {
      return 0;
    }
    int size = Look.px(16);
    Glyph.WARNING.paint(g2, right - size, base - size + Look.px(3), size, Look.color("danger"));
    return size + Look.px(6);
  }
}
