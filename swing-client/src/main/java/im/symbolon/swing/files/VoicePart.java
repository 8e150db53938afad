package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.views.FileState;
import im.symbolon.views.VoiceModel;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.geom.RoundRectangle2D;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A voice note in a bubble: how loud it is along its way, and where it is heard. */
final class VoicePart {
  private static final List<Integer> UNKNOWN = Collections.nCopies(44, 0);
  private static final int TALL = 30;
  private static final int CARD = 56;

  void paint(Graphics2D g2, FileParts.Placed placed, Optional<VoiceModel.Played> heard) {
    Rectangle place = placed.place();
    FileState state = placed.state();
    Optional<VoiceModel.Played> now = heard.filter(each -> each.file().equals(placed.key()));
    boolean playing = now.filter(each -> !each.paused()).isPresent();
    Glyph sign =
        state.stage() == FileState.Stage.HERE
            ? playing ? Glyph.PAUSE : Glyph.PLAY
            : state.stage() == FileState.Stage.WAITING ? Glyph.MICROPHONE : FileParts.sign(state);
    boolean failed = state.stage() == FileState.Stage.FAILED;
    Ring.paint(
        g2,
        FileParts.disc(place),
        failed ? Ring.Colors.failed() : Ring.Colors.plain(),
        sign,
        state);
    bars(g2, bars(place), state.bars(), now.map(VoiceModel.Played::share).orElse(0.0));
    Duration length =
        now.map(each -> each.at()).orElse(placed.item().length().orElse(Duration.ZERO));
    if (!length.isZero() || now.isPresent()) {
      g2.setFont(Look.font(0.79f, Font.PLAIN));
      g2.setColor(Look.color("muted"));
      g2.drawString(FileWords.length(length), bars(place).x, place.y + Look.px(CARD + 8));
    }
  }

  private static Rectangle bars(Rectangle place) {
    int x = place.x + FileParts.knob() + Look.px(20);
    int across = place.x + place.width - Look.px(10) - x;
    return new Rectangle(x, place.y + Look.px(10), across, Look.px(TALL));
  }

  private static void bars(Graphics2D g2, Rectangle place, List<Integer> known, double share) {
    List<Integer> all = known.isEmpty() ? UNKNOWN : known;
    double step = (double) place.width / all.size();
    double wide = Math.max(1.5, step * 0.55);
    for (int i = 0; i < all.size(); i++) {
      double tall = Math.max(wide, place.height * all.get(i) / 100.0);
      boolean heard = i < share * all.size();
      g2.setColor(heard ? Look.color("accent") : faint());
      g2.fill(
          new RoundRectangle2D.Double(
              place.x + i * step, place.getCenterY() - tall / 2, wide, tall, wide, wide));
    }
  }

  private static Color faint() {
    Color muted = Look.color("muted");
    return new Color(muted.getRed(), muted.getGreen(), muted.getBlue(), 130);
  }

  Optional<Double> shareAt(FileParts.Placed placed, Point point) {
    Rectangle place = bars(placed.place());
    return place.contains(point)
        ? Optional.of((point.x - place.x) / (double) place.width)
        : Optional.empty();
  }
}
