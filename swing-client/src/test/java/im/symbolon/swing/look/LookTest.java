package im.symbolon.swing.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.util.List;
import javax.swing.SwingUtilities;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written can be read, in both looks (WCAG 2.1, 1.4.3). */
class LookTest {
  private static final double READABLE = 4.5;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyTextStandsOutFromItsGround(boolean dark) throws Exception {
    assertThat(GraphicsEnvironment.getLocalGraphicsEnvironment()).isNotNull();
    SwingUtilities.invokeAndWait(
        () -> {
          Look.prepare(100);
          Look.show(dark);
          for (String ground : List.of("window", "list", "theirs", "mine", "selection")) {
            readable("text", ground, READABLE);
          }
          for (String ground : List.of("window", "list")) {
            readable("muted", ground, READABLE);
            readable("accent", ground, READABLE);
            readable("danger", ground, READABLE);
          }
          readable("onNote", "note", READABLE);
          readable("onNote", "offline", READABLE);
          readable("onAccent", "accent", READABLE);
          readable("named", "mine", READABLE);
          readable("named", "theirs", READABLE);
          readable("muted", "mine", 3);
          readable("muted", "theirs", READABLE - 0.5);
        });
  }

  private static void readable(String text, String ground, double least) {
    double one = luminance(Look.color(text));
    double other = luminance(Look.color(ground));
    double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    assertThat(contrast).as("%s on %s", text, ground).isGreaterThanOrEqualTo(least);
  }

  private static double luminance(Color color) {
    float[] rgb = color.getRGBColorComponents(null);
    return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
  }

  private static double linear(float part) {
    return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
