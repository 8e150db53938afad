package im.symbolon.swing.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import im.symbolon.views.Line;
import java.awt.Font;
import java.awt.Graphics2D;
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
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private static Row row(String text) {
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
            List.of());
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
