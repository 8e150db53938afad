package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.records.Wanted.Stage;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.FailureReason;
import im.symbolon.protocol.devices.ListedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks for messages that could not be read: the sending device at once; after a minute the sender's
 * others, too; then our own other devices; then a line says that the message is missing (REVIEW
 * 29), and everybody is asked once more an hour later. Whenever it comes, it takes its place.
 */
final class Asking {
  /** How long each of those who are asked has. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long it takes at most to find out whether the sender is a device of ours. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private static final Duration ONCE_MORE = Duration.ofHours(1);

  private final Ground ground;
  private final Questions questions;
  private final LookLimit looks = new LookLimit(Duration.ofHours(1));

  Asking(Ground ground, Questions questions) {
    this.ground = ground;
    this.questions = questions;
  }

  /** What is done about a message that could not be read. */
  enum Care {
    /** Nothing: a line stands in its place. */
    NONE,
    /** First it is looked who the sender is. */
    LOOKING,
    /** It is asked for, or is here already. */
    ASKED
  }

  /** In the transaction that gives a stanza up. */
  Care take(Turn turn, Unread unread) throws StoreException {
    Optional<FailureReason> reason = unread.reason();
    DeviceAddress sender = unread.sender();
    Wanted wanted = new Wanted(turn.rows());
    if (!reason.isPresent()
        || !unread.sentAt().plus(RecipientSnapshots.KEPT).isAfter(ground.now())) {
      return Care.NONE;
    }
    if (isHere(turn, unread)
        || wanted.get(unread.chat(), sender.account(), unread.id()).isPresent()) {
      return Care.ASKED;
    }
    boolean ours = ground.listed(turn.rows()).repairing(sender).isPresent();
    if (!wanted.hasRoom(sender.account()) || (!ours && !isWorthALook(turn, sender.account()))) {
      return Care.NONE;
    }
    Wanted.Step step =
        new Wanted.Step(
            ours ? first(turn, unread, reason.get()) : Stage.LOOKING,
            ours ? ground.now() : ground.now().plus(LOOK));
    Wanted.Entry entry =
        new Wanted.Entry(
            unread.id(), unread.chat(), sender, reason.get(), unread.line(), unread.sentAt(), step);
    wanted.put(entry);
    if (ours) {
      advance(turn, entry);
    }
    return ours ? Care.ASKED : Care.LOOKING;
  }

  private static boolean isHere(Turn turn, Unread unread) throws StoreException {
    return new Messages(turn.rows())
        .get(unread.chat(), unread.sender().account(), unread.id())
        .isPresent();
  }

  /** Strangers' junk is not even looked into (REVIEW 27). */
  private boolean isWorthALook(Turn turn, BareJid account) throws StoreException {
    return new Peers(turn.rows()).isKnown(account) && looks.mayLook(account, ground.now());
  }

  /** What was sent before this device was added, its sender sends to nobody else. */
  private Stage first(Turn turn, Unread unread, FailureReason reason) throws StoreException {
    Optional<ListedDevice> self = ground.listed(turn.rows()).repairing(ground.self().address());
    boolean added = self.filter(each -> !each.added().isAfter(unread.sentAt())).isPresent();
    return reason == FailureReason.NOT_FOR_ME && !added ? Stage.OWN : Stage.SENDER;
  }

  /** The lists of that account were looked at. */
  void looked(Turn turn, BareJid account) throws StoreException {
    for (Wanted.Entry each : new Wanted(turn.rows()).all()) {
      if (each.step().stage() == Stage.LOOKING && each.sender().account().equals(account)) {
        advance(turn, each);
      }
    }
  }

  /** Does what is due by now. */
  Optional<Instant> due(Turn turn) throws StoreException {
    for (Wanted.Entry each : new Wanted(turn.rows()).all()) {
      boolean over = each.step().stage() == Stage.OVER;
      if (!over && !each.step().due().isAfter(ground.now())) {
        advance(turn, each);
      }
    }
    return Wanted.nextDue(new Wanted(turn.rows()).all());
  }

  /** That device has not got it any more: the next ones are asked at once. */
  void gone(Turn turn, DeviceAddress device, String id) throws StoreException {
    for (Wanted.Entry each : new Wanted(turn.rows()).all()) {
      boolean asked = each.step().stage() == Stage.SENDERS && each.sender().equals(device);
      if (asked && each.id().equals(id)) {
        advance(turn, each);
      }
    }
  }

  /** Does what the entry's stage says, and goes on to the next one. */
  private void advance(Turn turn, Wanted.Entry entry) throws StoreException {
    Instant now = ground.now();
    Stage stage = entry.step().stage();
    if (stage == Stage.LOOKING) {
      decide(turn, entry);
    } else if (stage == Stage.OVER || !isAskingAllowed(turn, entry)) {
      new Wanted(turn.rows()).put(entry.at(stage, now.plus(PATIENCE)));
    } else if (stage == Stage.MISSING) {
      questions.missing(turn, entry);
      new Wanted(turn.rows()).put(entry.at(Stage.AGAIN, now.plus(ONCE_MORE)));
    } else {
      boolean asked = ask(turn, entry);
      Wanted.Entry next = entry.at(stage.next(), now.plus(PATIENCE));
      new Wanted(turn.rows()).put(next);
      if (!asked && stage != Stage.AGAIN) {
        advance(turn, next); // there is nobody to wait for
      }
    }
  }

  /** A device that is not linked yet has nobody to ask, and waits. */
  private boolean isAskingAllowed(Turn turn, Wanted.Entry entry) throws StoreException {
    return entry.step().stage() == Stage.MISSING
        || ground.listed(turn.rows()).repairing(ground.self().address()).isPresent();
  }

  private void decide(Turn turn, Wanted.Entry entry) throws StoreException {
    if (ground.listed(turn.rows()).repairing(entry.sender()).isPresent()) {
      advance(turn, entry.at(Stage.SENDER, ground.now()));
    } else {
      new Wanted(turn.rows()).remove(entry.chat(), entry.sender().account(), entry.id());
      questions.unreadable(turn, entry);
    }
  }

  private boolean ask(Turn turn, Wanted.Entry entry) throws StoreException {
    BareJid account = entry.sender().account();
    return switch (entry.step().stage()) {
      case SENDER -> questions.ask(turn, entry, List.of(entry.sender()));
      case SENDERS -> questions.ask(turn, entry, devices(turn, account));
      case OWN ->
          !ground.isOwn(account) && questions.ask(turn, entry, devices(turn, ground.account()));
      default ->
          questions.ask(turn, entry, devices(turn, account))
              | (!ground.isOwn(account)
                  && questions.ask(turn, entry, devices(turn, ground.account())));
    };
  }

  private List<DeviceAddress> devices(Turn turn, BareJid account) throws StoreException {
    return ground.listed(turn.rows()).repairing(account, ground.self().address());
  }

  /** Something that may have been wanted is here. */
  static void found(Turn turn, ChatMessage message) throws StoreException {
    new Wanted(turn.rows()).remove(message.chat(), message.sender(), message.id());
  }
}
