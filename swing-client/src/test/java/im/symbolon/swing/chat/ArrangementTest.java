package im.symbolon.swing.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.files.FileParts;
import im.symbolon.swing.files.Pictures;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.When;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import im.symbolon.views.Texts;
import java.awt.Rectangle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArrangementTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  /** None is read: no line brings any. */
  private static final Pictures NO_PICTURES = new Pictures(null, () -> {});

  private final Parts parts = new Parts(Texts.in(Locale.ENGLISH));
  private final List<Row> rows = new ArrayList<>();

  private void says(BareJid who, int minute) {
    Line line =
        new Line(
            "id" + rows.size(),
            who,
            who.equals(ALICE),
            "hello",
            NOON.plusSeconds(60L * minute),
            DeliveryState.RECEIVED,
            Optional.empty(),
            Line.Fate.NONE,
            Optional.empty(),
            List.of(),
            List.of());
    rows.add(new Row(line, line.text()));
  }

  private static ChatModel.View view(ChatItem.Kind kind) {
    return ChatModel.View.of("Tea", kind, Map.of(BOB, "Bob", CAROL, "Carol"));
  }

  private List<Bubble> placed(ChatItem.Kind kind, int width) {
    When when = new When(parts.texts());
    ChatModel.View view = view(kind);
    Painter painter = new Painter(parts, when, new FileParts(parts, NO_PICTURES, view));
    return new Arrangement(width, view, painter, when).of(rows);
  }

  private static boolean hasFace(Bubble bubble) {
    return !bubble.face().isEmpty();
  }

  @Test
  void whoSpeaksInAGroupIsShownOnceForAllTheySayAtATime() {
    says(BOB, 0);
    says(BOB, 1);
    says(CAROL, 2);
    says(BOB, 2);
    says(ALICE, 3);
    says(BOB, 4);
    says(BOB, 30);
    List<Bubble> bubbles = placed(ChatItem.Kind.GROUP, 700);
    assertThat(bubbles)
        .extracting(ArrangementTest::hasFace)
        .containsExactly(true, false, true, true, false, true, true);
    Rectangle face = bubbles.get(0).face();
    assertThat(bubbles.get(0).box().x).isGreaterThan(face.x + face.width);
    assertThat(bubbles.get(1).box().x).as("below each other").isEqualTo(bubbles.get(0).box().x);
    assertThat(bubbles.get(4).box().getMaxX()).isEqualTo(700 - Look.px(Arrangement.SIDE));
  }

  @Test
  void whoSpeaksInAChatOfTwoIsNotShown() {
    says(BOB, 0);
    says(ALICE, 1);
    List<Bubble> bubbles = placed(ChatItem.Kind.PERSON, 700);
    assertThat(bubbles).noneMatch(ArrangementTest::hasFace);
    assertThat(bubbles.get(0).box().x).isEqualTo(Look.px(Arrangement.SIDE));
  }

  @Test
  void nothingStandsOutsideOfANarrowWindow() {
    says(BOB, 0);
    for (Bubble each : placed(ChatItem.Kind.GROUP, 260)) {
      assertThat(each.box().getMaxX()).isLessThanOrEqualTo(260 - Look.px(Arrangement.SIDE));
    }
  }
}
