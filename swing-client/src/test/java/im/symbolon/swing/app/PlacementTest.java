package im.symbolon.swing.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Screens come and go between two starts. */
class PlacementTest {
  private static final Rectangle LEFT = new Rectangle(0, 0, 1920, 1080);
  private static final Rectangle RIGHT = new Rectangle(1920, -200, 2560, 1440);

  @Test
  void aWindowStaysOnTheScreenThatItWasOn() {
    Rectangle window = new Rectangle(2100, -100, 1080, 720);
    assertThat(Placement.fit(window, List.of(LEFT, RIGHT))).contains(window);
  }

  @Test
  void aWindowOfAScreenThatIsGoneIsPlacedAnew() {
    assertThat(Placement.fit(new Rectangle(2100, -100, 1080, 720), List.of(LEFT))).isEmpty();
    assertThat(Placement.fit(new Rectangle(0, 0, 0, 0), List.of(LEFT))).isEmpty();
    assertThat(Placement.fit(LEFT, List.of())).isEmpty();
  }

  @Test
  void aWindowThatHangsOverTheEdgeIsMovedIn() {
    assertThat(Placement.fit(new Rectangle(1500, 900, 1080, 720), List.of(LEFT)))
        .contains(new Rectangle(840, 360, 1080, 720));
  }

  @Test
  void aWindowLargerThanTheScreenIsCut() {
    assertThat(Placement.fit(new Rectangle(-50, -50, 9000, 9000), List.of(LEFT))).contains(LEFT);
  }

  @Property
  void whatIsPlacedIsSeenAsAWhole(
      @ForAll @IntRange(min = -99_999, max = 99_999) int x,
      @ForAll @IntRange(min = -99_999, max = 99_999) int y,
      @ForAll @IntRange(max = 99_999) int width,
      @ForAll @IntRange(max = 99_999) int height) {
    Placement.fit(new Rectangle(x, y, width, height), List.of(LEFT, RIGHT))
        .ifPresent(at -> assertThat(LEFT.contains(at) || RIGHT.contains(at)).as("%s", at).isTrue());
  }
}
