package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.ContentXml;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.RecipientSnapshots.Recipient;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.records.Resends;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.Gone;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.delivery.RepairElement;
import im.symbolon.protocol.delivery.Resent;
import im.symbolon.protocol.omemo.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a message again to one device that is entitled to it, from the history, which is the only
 * copy (REVIEW 28): under its own id and with its own time, three times at most, for 14 days
 * (REVIEW 7), and so many an hour.
 */
final class Resending {
  /** To one device: whoever lost more asks for the rest later, or asks somebody else, too. */
  static final int AN_HOUR = 500;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MANY = 1_000;

  private final Ground ground;
  private final Post post;
  private final Map<DeviceAddress, Hour> hours = new HashMap<>();

  Resending(Ground ground, Post post) {
    this.ground = ground;
    this.post = post;
  }

  private record Hour(Instant since, int count) {}

  /** Too old to be sent again, or from the future by as much. */
  boolean isTooOld(Instant written) {
    Instant now = ground.now();
    return !written.plus(RecipientSnapshots.KEPT).isAfter(now)
        || written.minus(RecipientSnapshots.KEPT).isAfter(now);
  }

  /**
   * Queues it, or that it is gone.
   *
   * @return false when a limit forbids it
   */
  boolean again(Turn turn, DeviceAddress to, ChatMessage message) throws StoreException {
    MessagePlace place = new MessagePlace(message.chat(), message.sender());
    return answer(turn, to, place, answer(message, to));
  }

  /** The same without the limit of an hour: a gap is given once. */
  boolean inGap(Turn turn, DeviceAddress to, ChatMessage message) throws StoreException {
    MessagePlace place = new MessagePlace(message.chat(), message.sender());
    boolean given = answerWithout(turn, to, place, answer(message, to));
    if (given && wasForOthers(turn, to, message.id())) {
      new Resends(turn.rows()).unseen(place, message.id(), to, ground.now());
    }
    return given;
  }

  /** Others of their devices wait for what was first sent, which may never have got there. */
  private boolean wasForOthers(Turn turn, DeviceAddress to, String id) throws StoreException {
    for (Recipient each : recipients(turn, id)) {
      DeviceAddress other = each.device();
      if (other.account().equals(to.account())
          && !other.equals(to)
          && ground.listed(turn.rows()).repairing(other).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static List<Recipient> recipients(Turn turn, String id) throws StoreException {
    return new RecipientSnapshots(turn.rows()).of(id).map(Snapshot::recipients).orElse(List.of());
  }

  /** Queues that the text is not here any more. */
  void gone(Turn turn, DeviceAddress to, MessagePlace place, MessageId id) throws StoreException {
    answer(turn, to, place, new Answer(id, new Gone(id)));
  }

  private record Answer(MessageId id, RepairElement element) {}

  private Answer answer(ChatMessage message, DeviceAddress to) {
    MessageId id = new MessageId(message.id());
    if (message.content().isEmpty()) {
      return new Answer(id, new Gone(id));
    }
    Optional<MessagePlace> place =
        ground.isOwn(to.account()) || !message.chat().equals(to.account())
            ? Optional.of(new MessagePlace(message.chat(), message.sender()))
            : Optional.empty();
    return new Answer(
        id, new Resent(id, message.time(), place, ContentXml.write(message.content())));
  }

  private boolean answer(Turn turn, DeviceAddress to, MessagePlace place, Answer answer)
      throws StoreException {
    if (!hasBudget(to) || !answerWithout(turn, to, place, answer)) {
      return false;
    }
    spend(to);
    return true;
  }

  private boolean answerWithout(Turn turn, DeviceAddress to, MessagePlace place, Answer answer)
      throws StoreException {
    Resends counted = new Resends(turn.rows());
    if (!counted.mayAnswer(place, answer.id().value(), to, ground.now())) {
      return false;
    }
    post.add(turn, to, answer.element());
    return true;
  }

  private synchronized boolean hasBudget(DeviceAddress device) {
    return hour(device).count() < AN_HOUR;
  }

  private synchronized void spend(DeviceAddress device) {
    if (hours.size() >= MANY) {
      hours.values().removeIf(each -> isOver(each));
    }
    Hour hour = hour(device);
    hours.put(device, new Hour(hour.since(), hour.count() + 1));
  }

  private Hour hour(DeviceAddress device) {
    Hour hour = hours.get(device);
    return hour == null || isOver(hour) ? new Hour(ground.now(), 0) : hour;
  }

  private boolean isOver(Hour hour) {
    return !hour.since().plus(HOUR).isAfter(ground.now());
  }
}
