package im.symbolon.messenger.repair;

import im.symbolon.messenger.records.Wanted;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.FailureReason;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A stanza that could not be read.
 *
 * @param id its outer id; our clients use the same inside
 * @param sender the device that its sender claims to be: nothing of it is authentic
 * @param line what is to stand in the chat when nobody sends it again
 * @param sentAt when it was sent, as servers say
 */
public record Unread(
    String id, BareJid chat, DeviceAddress sender, Wanted.Line line, Instant sentAt) {
  public Unread {
    Objects.requireNonNull(id);
    Objects.requireNonNull(chat);
    Objects.requireNonNull(sender);
    Objects.requireNonNull(line);
    Objects.requireNonNull(sentAt);
  }

  /** What its sender is told; empty for what asking cannot mend. */
  Optional<FailureReason> reason() {
    return switch (line.note()) {
      case NO_SESSION -> Optional.of(FailureReason.NO_SESSION);
      case NOT_AUTHENTIC, TOO_FAR_AHEAD -> Optional.of(FailureReason.NOT_OPENED);
      case NOT_FOR_THIS_DEVICE -> Optional.of(FailureReason.NOT_FOR_ME);
      default -> Optional.empty();
    };
  }
}
