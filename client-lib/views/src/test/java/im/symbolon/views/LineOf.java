package im.symbolon.views;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lines as tests want them. */
final class LineOf {
  private LineOf() {}

  static Line text(String text, List<Line.Named> named) {
    return new Line(
        "id",
        new BareJid("alice", "alpha.test"),
        true,
        text,
        Instant.EPOCH,
        DeliveryState.SENT,
        Optional.empty(),
        Line.Fate.NONE,
        Optional.empty(),
        List.of(),
        named);
  }
}
