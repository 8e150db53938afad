package im.symbolon.swing.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import im.symbolon.views.Line;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RowTest {
  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private static Row row(String text, Line.Named... named) {
    Line line =
        new Line(
            "id",
            new BareJid("alice", "alpha.test"),
            false,
            text,
            Instant.EPOCH,
            DeliveryState.RECEIVED,
            Optional.empty(),
            Line.Fate.NONE,
            Optional.empty(),
            List.of(),
            List.of(named));
    return new Row(line, text);
  }

  /** A window is laid out once before it has a size, and people send anything. */
  @Property(tries = 300)
  void anyTextCanBeBrokenForAnyWidthAndPainted(
      @ForAll String text, @ForAll @IntRange(min = -10, max = 2_000) int width) {
    Row row = row(text);
    row.lay(width, FONT, CONTEXT);
    assertThat(row.height()).isPositive();
    BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    row.paint(g2, 0, 0, Math.max(40, width));
    g2.dispose();
  }

  @Test
  void aTextIsNeverWiderThanItsPlace() {
    Row row = row("word ".repeat(200) + "x".repeat(2_000));
    row.lay(300, FONT, CONTEXT);
    assertThat(row.widest()).isLessThanOrEqualTo(301);
    int narrow = row.height();
    row.lay(600, FONT, CONTEXT);
    assertThat(row.height()).isLessThan(narrow);
  }

  private static Line.Named named(int start, int end, boolean me) {
    return new Line.Named(start, end, BOB, me);
  }

  private static void paint(Row row, int width) {
    BufferedImage image = new BufferedImage(width, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    row.paint(g2, 0, 0, width);
    g2.dispose();
  }

  @Test
  void whoIsNamedIsFoundWhereTheNameStands() {
    Row row = row("hello\nand @Bob, too", named(10, 14, false));
    row.lay(400, FONT, CONTEXT);
    float before = (float) FONT.getStringBounds("and ", CONTEXT).getWidth();
    int second = row.height() * 3 / 4;
    assertThat(row.personAt(new Point(Math.round(before) + 10, second), 400)).contains(BOB);
    assertThat(row.personAt(new Point(5, second), 400)).isEmpty();
    assertThat(row.personAt(new Point(Math.round(before) + 10, 2), 400)).isEmpty();
  }

  @Test
  void aNameThatIsBrokenIsFoundOnBothLines() {
    Row row = row("@Bob Builder", named(0, 12, true));
    row.lay(60, FONT, CONTEXT);
    paint(row, 60);
    assertThat(row.personAt(new Point(10, 5), 60)).contains(BOB);
    assertThat(row.personAt(new Point(10, row.height() - 5), 60)).contains(BOB);
  }

  /** Half an emoji is no name, and no reason to break. */
  @Property(tries = 200)
  void namesMayBeginAndEndAnywhere(
      @ForAll @IntRange(max = 15) int start, @ForAll @IntRange(min = 1, max = 16) int length) {
    String text = "👍🏽a👨‍👩‍👧 שלום\n🇩🇪";
    int end = Math.min(text.length(), start + length);
    Row row = row(text, named(Math.min(start, end - 1), end, length % 2 == 0));
    row.lay(300, FONT, CONTEXT);
    paint(row, 300);
    assertThat(row.height()).isPositive();
  }

  /** Nothing short can stand after a line that ends at the left. */
  @Test
  void linesFromRightToLeftKeepTheirPlace() {
    Row row = row("السلام عليكم");
    row.lay(300, FONT, CONTEXT);
    assertThat(row.lastLine()).isEmpty();
    Row other = row("hello");
    other.lay(300, FONT, CONTEXT);
    assertThat(other.lastLine()).isPresent();
  }
}
