package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.ChatModel;
import im.symbolon.views.FileItem;
import im.symbolon.views.FileKey;
import im.symbolon.views.FileState;
import im.symbolon.views.Line;
import im.symbolon.views.VoiceModel;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of lines, as parts of their bubbles: how large they are, and what they look like. */
public final class FileParts {
  private static final int PICTURE = 320;
  private static final int LEAST = 120;
  private static final int CARD_WIDTH = 290;
  private static final int CARD = 56;
  private static final int SENTENCE = 34;
  private static final int KNOB = 42;

  private final PicturePart pictures;
  private final VoicePart voices;
  private final CardPart cards;
  private ChatModel.View view;
  private Optional<VoiceModel.Played> played = Optional.empty();

  /** One file where it is painted. */
  public record Placed(Line line, int index, FileState state, Rectangle place) {
    public FileItem item() {
      return line.files().get(index);
    }

    public FileKey key() {
      return line.file(index);
    }
  }

  public FileParts(Parts parts, Pictures made, ChatModel.View first) {
    FileWords words = new FileWords(parts);
    this.pictures = new PicturePart(parts, made, words);
    this.voices = new VoicePart();
    this.cards = new CardPart(parts, words);
    this.view = first;
  }

  /** Where the files are from now on. True when their parts are of other sizes. */
  public boolean show(ChatModel.View now) {
    boolean other = !failed(now).equals(failed(view));
    view = now;
    return other;
  }

  private static List<FileKey> failed(ChatModel.View of) {
    return of.files().entrySet().stream()
        .filter(each -> each.getValue().problem().isPresent())
        .map(each -> each.getKey())
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  /** What is heard now. */
  public void show(Optional<VoiceModel.Played> now) {
    played = now;
  }

  public FileState state(FileKey key) {
    return view.file(key);
  }

  /** True when the parts of that line end with a picture. */
  public static boolean endsWithPicture(Line line) {
    return !line.files().isEmpty()
        && line.files().get(line.files().size() - 1).kind() == FileItem.Kind.PICTURE;
  }

  /** How large the parts of that line are. */
  public List<Dimension> sizes(Line line, int most) {
    List<Dimension> sizes = new ArrayList<>();
    for (int i = 0; i < line.files().size(); i++) {
      FileItem item = line.files().get(i);
      boolean failed = view.file(line.file(i)).problem().isPresent();
      sizes.add(
          item.kind() == FileItem.Kind.PICTURE
              ? picture(item.shape(), most)
              : new Dimension(
                  Math.min(most, Look.px(CARD_WIDTH)), Look.px(CARD + (failed ? SENTENCE : 0))));
    }
    return sizes;
  }

  private static Dimension picture(Optional<FileItem.Shape> shape, int most) {
    int box = Math.min(most, Look.px(PICTURE));
    if (!shape.isPresent()) {
      return new Dimension(box, box * 2 / 3);
    }
    double across = shape.get().width();
    double tall = shape.get().height();
    double scale = Math.min(1.0 * Look.px(1), Math.min(box / across, box / tall));
    int least = Math.min(most, Look.px(LEAST));
    return new Dimension(
        (int) Math.max(least, across * scale), (int) Math.max(least * 2 / 3.0, tall * scale));
  }

  /** Paints one, in the colours of a bubble of ours or theirs. */
  public void paint(Graphics2D g2, Placed placed) {
    switch (placed.item().kind()) {
      case PICTURE -> pictures.paint(g2, placed);
      case VOICE -> voices.paint(g2, placed, played);
      case FILM, FILE -> cards.paint(g2, placed);
    }
    if (placed.item().kind() == FileItem.Kind.VOICE && placed.state().problem().isPresent()) {
      cards.sentence(g2, placed);
    }
  }

  /** Where along a recording a point is, 0 to 1; empty beside its bars. */
  Optional<Double> shareAt(Placed placed, Point point) {
    return placed.item().kind() == FileItem.Kind.VOICE
        ? voices.shareAt(placed, point)
        : Optional.empty();
  }

  /** Where what can be done stands, in a part that is no picture. */
  static Rectangle disc(Rectangle place) {
    return new Rectangle(place.x + Look.px(8), place.y + Look.px(8), knob(), knob());
  }

  /** Where one clicks for what can be done with it. */
  public static Point sign(Placed placed) {
    Rectangle place = placed.place();
    boolean picture = placed.item().kind() == FileItem.Kind.PICTURE;
    Rectangle sign = picture ? place : disc(place);
    return new Point((int) sign.getCenterX(), (int) sign.getCenterY());
  }

  static int knob() {
    return Look.px(KNOB);
  }

  /** Of what is not here. */
  static Glyph sign(FileState state) {
    return switch (state.stage()) {
      case ABSENT, WAITING, HERE -> Glyph.DOWNLOAD;
      case PREPARING, MOVING -> Glyph.CLOSE;
      case FAILED -> Glyph.WARNING;
    };
  }
}
