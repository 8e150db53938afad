package im.symbolon.swing.emoji;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
  private static final Path FONT = Path.of("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf");

  private Finder finder;

  @BeforeEach
  void findsTheFont() {
    assumeTrue(
        Files.isReadable(FONT), "*** EMOJI NOT TESTED: fonts-noto-color-emoji is missing ***");
    finder = new Finder(EmojiFont.read(FONT).get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"👍", "👍🏽", "👨‍👩‍👧", "🇩🇪", "❤️", "❤", "1️⃣", "🏳️‍🌈", "☕", "🙋🏾‍♀️"})
  void whateverIsOnePictureIsFoundAsOne(String emoji) throws IOException {
    List<Finder.Found> found = finder.all("a " + emoji + " b");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).start()).isEqualTo(2);
    assertThat(found.get(0).end()).isEqualTo(2 + emoji.length());
    assertThat(finder.picture(found.get(0).glyph()).get()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void equalNeighboursAreTwo() {
    assertThat(finder.all("👍👍🇩🇪🇫🇷")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1234 #*", "© 2026", "✔ done", "☕\uFE0E", "السلام", "\uD83D", "\uFE0F", "\u200D"
      })
  void textStaysText(String text) {
    assertThat(finder.all(text)).isEmpty();
  }

  @Test
  void aFewAloneAreFew() {
    Emoji emoji = new Emoji(EmojiFont.read(FONT));
    assertThat(emoji.isFew("👍🏽👍", 3)).isTrue();
    assertThat(emoji.isFew("👍 ok", 3)).isFalse();
    assertThat(emoji.isFew("👍👍👍👍", 3)).isFalse();
    assertThat(emoji.isFew("", 3)).isFalse();
  }

  @Test
  void aPictureIsPaintedInColour() {
    Emoji emoji = new Emoji(EmojiFont.read(FONT));
    BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
    var g2 = image.createGraphics();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 30);
    var context = new FontRenderContext(null, true, true);
    new TextLayout(emoji.in("❤️", font).getIterator(), context).draw(g2, 5, 40);
    g2.dispose();
    int red = 0;
    for (int i = 0; i < 3600; i++) {
      int rgb = image.getRGB(i % 60, i / 60);
      red += (rgb >> 16 & 255) > 180 && (rgb & 255) < 100 ? 1 : 0;
    }
    assertThat(red).isGreaterThan(100);
  }

  @Test
  void withoutAFontTextsStayAsTheyAre() {
    Emoji none = new Emoji(Optional.empty());
    assertThat(none.isFew("👍", 3)).isFalse();
    var text = none.in("a 👍", new Font(Font.SANS_SERIF, Font.PLAIN, 12)).getIterator();
    assertThat(text.getEndIndex()).isEqualTo(4);
  }

  @Test
  void aDamagedFontIsNoFont() throws IOException {
    byte[] whole = Files.readAllBytes(FONT);
    Random random = new Random(7);
    assertThat(EmojiFont.read(ByteBuffer.wrap(new byte[0]))).isEmpty();
    assertThat(EmojiFont.read(ByteBuffer.wrap(whole, 0, 1000).slice())).isEmpty();
    for (int i = 0; i < 20; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 300; j++) {
        damaged[random.nextInt(4_000)] = (byte) random.nextInt();
      }
      EmojiFont.read(ByteBuffer.wrap(damaged)); // may be one, and ends in any case
    }
  }
}
