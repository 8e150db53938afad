package im.symbolon.swing.emoji;

import im.symbolon.messenger.chat.Span;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.GraphicAttribute;
import java.awt.font.ImageGraphicAttribute;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.font.TextMeasurer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.AttributedCharacterIterator;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Emoji in colour, where the system has a font of them; else texts stay as they are. On the event
 * thread.
 */
public final class Emoji {
  private static final List<Path> FONTS =
      List.of(
          Path.of("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"),
          Path.of("/usr/share/fonts/noto/NotoColorEmoji.ttf"),
          Path.of("/usr/share/fonts/google-noto-emoji/NotoColorEmoji.ttf"),
          Path.of("/usr/share/fonts/google-noto-color-emoji-fonts/NotoColorEmoji.ttf"));
  private static final int KEPT = 400;

  /** How much larger than a letter they are, and how much of that is above the line. */
  static final float LARGER = 1.3f;

  static final float ABOVE = 0.8f;

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final String PLACE = "\uFFFC";
  private static final Emoji SYSTEM =
      new Emoji(FONTS.stream().filter(Files::isReadable).findFirst().flatMap(EmojiFont::read));

  private final Optional<Finder> finder;
  private final Map<Key, Image> images =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Image> eldest) {
          return size() > KEPT;
        }
      };

  private record Key(int glyph, int size) {}

  Emoji(Optional<EmojiFont> font) {
    this.finder = font.map(Finder::new);
  }

  /** Those of this computer. */
  public static Emoji system() {
    return SYSTEM;
  }

  /** Where an emoji is in a text. */
  record Place(int start, int end) {}

  /** Those that there are pictures of. */
  List<Place> places(String text) {
    List<Finder.Found> found = finder.map(f -> f.all(text)).orElse(List.of());
    return found.stream().map(each -> new Place(each.start(), each.end())).toList();
  }

  /** True when there is a picture of exactly this. */
  public boolean isOne(String text) {
    return isFew(text, 1);
  }

  /** True when there are pictures at all. */
  public boolean hasPictures() {
    return finder.isPresent();
  }

  /** Paints one emoji as large as that. */
  void paintOne(Graphics2D g2, String emoji, Rectangle box) {
    List<Finder.Found> found = finder.map(f -> f.all(emoji)).orElse(List.of());
    if (!found.isEmpty()) {
      Key key = new Key(found.get(0).glyph(), Math.min(box.width, box.height));
      Image image = images.computeIfAbsent(key, this::scaled);
      g2.drawImage(image, box.x, box.y, null);
    }
  }

  /** True for a few emoji and nothing else: they are shown large. */
  public boolean isFew(String text, int most) {
    if (!finder.isPresent() || text.isEmpty() || text.length() > most * 40) {
      return false;
    }
    List<Finder.Found> found = finder.get().all(text);
    int covered = found.stream().mapToInt(each -> each.end() - each.start()).sum();
    return found.size() <= most && covered == text.length();
  }

  /** The text in that font, with pictures in place of its emoji. */
  public AttributedString in(String text, Font font) {
    List<Finder.Found> found = finder.map(f -> f.all(text)).orElse(List.of());
    StringBuilder out = new StringBuilder();
    List<Integer> places = new ArrayList<>();
    int from = 0;
    for (Finder.Found each : found) {
      out.append(text, from, each.start());
      places.add(out.length());
      out.append(PLACE);
      from = each.end();
    }
    AttributedString attributed = new AttributedString(out.append(text.substring(from)).toString());
    attributed.addAttribute(TextAttribute.FONT, font);
    int size = Math.round(font.getSize2D() * LARGER);
    for (int i = 0; i < places.size(); i++) {
      attributed.addAttribute(
          TextAttribute.CHAR_REPLACEMENT,
          picture(found.get(i).glyph(), size),
          places.get(i),
          places.get(i) + 1);
    }
    return attributed;
  }

  /** The same, with parts of the text in that colour. */
  public AttributedString marked(String text, Font font, List<Span> parts, Color colour) {
    AttributedString attributed = in(text, font);
    for (Span each : shown(text, parts)) {
      attributed.addAttribute(TextAttribute.FOREGROUND, colour, each.begin(), each.end());
    }
    return attributed;
  }

  /** Where parts of a text stand in it as it is shown; not those that are within one emoji. */
  public List<Span> shown(String text, List<Span> parts) {
    if (parts.isEmpty()) {
      return parts;
    }
    List<Finder.Found> found = finder.map(f -> f.all(text)).orElse(List.of());
    List<Span> shown = new ArrayList<>();
    for (Span each : parts) {
      int begin = place(found, each.begin());
      int end = place(found, each.end());
      if (end > begin) {
        shown.add(new Span(begin, end));
      }
    }
    return shown;
  }

  /** Where that is once pictures, each one place, stand for emoji. */
  private static int place(List<Finder.Found> found, int at) {
    int less = 0;
    for (Finder.Found each : found) {
      if (each.start() < at) {
        less += Math.min(each.end(), at) - each.start() - 1;
      }
    }
    return at - less;
  }

  /** The text on one line, with pictures in place of its emoji; not empty. */
  public TextLayout line(String text, Font font) {
    return new TextLayout(in(text, font).getIterator(), CONTEXT);
  }

  /** Paints the text on one line of that width, cut where it does not fit. */
  public void paint(Graphics2D g2, String text, Point from, int width) {
    if (text.isEmpty() || width <= 0) {
      return;
    }
    AttributedCharacterIterator words = in(text, g2.getFont()).getIterator();
    TextMeasurer measurer = new TextMeasurer(words, CONTEXT);
    TextLayout whole = measurer.getLayout(0, words.getEndIndex());
    if (whole.getAdvance() <= width) {
      whole.draw(g2, from.x, from.y);
      return;
    }
    TextLayout dots = line("…", g2.getFont());
    int end = measurer.getLineBreakIndex(0, Math.max(1, width - dots.getAdvance()));
    TextLayout cut = measurer.getLayout(0, Math.max(1, end));
    boolean leftToRight = cut.isLeftToRight();
    cut.draw(g2, from.x + (leftToRight ? 0 : dots.getAdvance()), from.y);
    dots.draw(g2, from.x + (leftToRight ? cut.getAdvance() : 0), from.y);
  }

  private ImageGraphicAttribute picture(int glyph, int size) {
    Image image = images.computeIfAbsent(new Key(glyph, size), this::scaled);
    return new ImageGraphicAttribute(
        image, GraphicAttribute.ROMAN_BASELINE, 0f, image.getHeight(null) * ABOVE);
  }

  private Image scaled(Key key) {
    BufferedImage out = new BufferedImage(key.size(), key.size(), BufferedImage.TYPE_INT_ARGB);
    try {
      byte[] png = finder.flatMap(f -> f.picture(key.glyph())).orElse(new byte[0]);
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
      if (read != null) {
        paint(out, read);
      }
    } catch (IOException e) {
      return out; // a picture that cannot be read leaves its place free
    }
    return out;
  }

  private static void paint(BufferedImage out, BufferedImage read) {
    double scale = (double) out.getWidth() / Math.max(read.getWidth(), read.getHeight());
    int width = (int) Math.round(read.getWidth() * scale);
    int height = (int) Math.round(read.getHeight() * scale);
    Image smooth = read.getScaledInstance(width, height, Image.SCALE_SMOOTH);
    Graphics2D g2 = out.createGraphics();
    g2.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g2.drawImage(smooth, (out.getWidth() - width) / 2, (out.getHeight() - height) / 2, null);
    g2.dispose();
  }
}
