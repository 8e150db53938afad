package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.Textless;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.records.Wanted.Stage;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for messages that could not be read: the sending device at once; after a minute the sender's
 * others, too; then our own other devices; then a line says that the message is missing (REVIEW
 * 29), and everybody is asked once more an hour later. From then on they are asked once a day at
 * most, when one of them is heard of. Whenever it comes, it takes its place.
 *
 * <p>A sender whom no list has is looked for first. One whom no list has when all others were asked
 * may be in one that is about to be published, or that a server hides, when its owner publishes
 * such lists or this device is too new to know: it is looked for again ({@link Stage#UNLISTED}),
 * and asked like any other when it is found. What else such a sender wrote leaves the line that a
 * foreign device's messages leave, on a new device after a day.
 */
final class Asking {
  /** How long each of those who are asked has. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long it takes at most to find out whether the sender is a device of ours. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private static final Duration ONCE_MORE = Duration.ofHours(1);

  /** Between questions to those who did not answer any. */
  private static final Duration RARELY = Duration.ofDays(1);

  private final Ground ground;
  private final Questions questions;
  private final Looks net;
  private final Later later;
  private final LookLimit looks = new LookLimit(Duration.ofHours(1));
  private final LookLimit lateLooks = new LookLimit(Duration.ofHours(1));
  private final LookLimit hearings = new LookLimit(Duration.ofMinutes(10));

  Asking(Ground ground, Questions questions, Looks net, Later later) {
    this.ground = ground;
    this.questions = questions;
    this.net = net;
    this.later = later;
  }

  /** What is done about a message that could not be read. */
  enum Care {
    /** Nothing: a line stands in its place. */
    NONE,
    /** First it is looked who the sender is. */
    LOOKING,
    /** It is asked for, is here already, or has no text. */
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
        || new Textless(turn.rows()).hasForHere(sender.account(), unread.id())
        || wanted.get(unread.chat(), sender.account(), unread.id()).isPresent()) {
      return Care.ASKED;
    }
    if (!wanted.hasRoom(sender.account())) {
      return isMeant(turn, reason.get(), unread.sentAt()) ? Care.NONE : Care.ASKED;
    }
    Optional<Stage> first = first(turn, unread, reason.get());
    if (!first.isPresent()) {
      return Care.NONE;
    }
    boolean looking = first.get() == Stage.LOOKING;
    Instant due = looking ? ground.now().plus(LOOK) : ground.now();
    Wanted.Entry entry =
        new Wanted.Entry(
            unread.id(),
            unread.chat(),
            sender,
            reason.get(),
            unread.line(),
            unread.sentAt(),
            new Wanted.Step(first.get(), due));
    wanted.put(entry);
    if (looking) {
      look(turn, sender.account());
      return Care.LOOKING;
    }
    advance(turn, entry);
    return Care.ASKED;
  }

  private static boolean isHere(Turn turn, Unread unread) throws StoreException {
    return new Messages(turn.rows())
        .get(unread.chat(), unread.sender().account(), unread.id())
        .isPresent();
  }

  /** Where it begins; empty when nobody can be asked. */
  private Optional<Stage> first(Turn turn, Unread unread, FailureReason reason)
      throws StoreException {
    Listed lists = ground.listed(turn.rows());
    boolean notForMe = reason == FailureReason.NOT_FOR_ME;
    if (lists.repairing(unread.sender()).isPresent()) {
      return Optional.of(notForMe && !wasListed(lists, unread.sentAt()) ? Stage.OWN : Stage.SENDER);
    }
    if (isWorthALook(turn, unread.sender().account())) {
      return Optional.of(Stage.LOOKING);
    }
    return notForMe ? Optional.of(withoutSender(turn, unread.sentAt())) : Optional.empty();
  }

  /** Whoever wrote it: others of its owner's devices may know of it, or our own ones. */
  private Stage withoutSender(Turn turn, Instant sentAt) throws StoreException {
    return wasListed(ground.listed(turn.rows()), sentAt) ? Stage.SENDERS : Stage.OWN;
  }

  /** What was sent before this device was added, its sender sends to nobody else. */
  private boolean wasListed(Listed lists, Instant sentAt) throws StoreException {
    return lists
        .repairing(ground.self().address())
        .filter(each -> !each.added().isAfter(sentAt))
        .isPresent();
  }

  /** Strangers' junk is not even looked into (REVIEW 27). */
  private boolean isWorthALook(Turn turn, BareJid account) throws StoreException {
    return new Peers(turn.rows()).isKnown(account) && looks.mayLook(account, ground.now());
  }

  /** The lists of that account were looked at. */
  private void looked(Turn turn, BareJid account) throws StoreException {
    for (Wanted.Entry each : new Wanted(turn.rows()).all()) {
      Stage stage = each.step().stage();
      boolean waits = stage == Stage.LOOKING || (stage == Stage.UNLISTED && isListed(turn, each));
      if (waits && each.sender().account().equals(account)) {
        advance(turn, each);
      }
    }
  }

  /** A device is there that may have what was asked for in vain, or knows others that do. */
  void heard(Turn turn, DeviceAddress device) throws StoreException {
    Instant now = ground.now();
    if (!hearings.mayLook(device.toString(), now)) {
      return;
    }
    for (Wanted.Entry each : new Wanted(turn.rows()).all()) {
      boolean over = each.step().stage() == Stage.OVER && !each.step().due().isAfter(now);
      boolean mayHave =
          device.account().equals(each.sender().account()) || ground.isOwn(device.account());
      if (over && mayHave && each.sentAt().plus(RecipientSnapshots.KEPT).isAfter(now)) {
        askEverybody(turn, each);
        new Wanted(turn.rows()).put(each.at(Stage.OVER, now.plus(RARELY)));
      }
    }
  }

  /** Does what is due by now, and says when the next is. */
  Optional<Instant> due(Turn turn) throws StoreException {
    if (new OwnAccount(turn.rows()).membership() == Membership.REMOVED) {
      return Optional.empty(); // nobody answers it any more
    }
    List<Wanted.Entry> all = new Wanted(turn.rows()).all();
    boolean any = false;
    for (Wanted.Entry each : all) {
      boolean over = each.step().stage() == Stage.OVER;
      if (!over && !each.step().due().isAfter(ground.now())) {
        advance(turn, each);
        any = true;
      }
    }
    return Wanted.nextDue(any ? new Wanted(turn.rows()).all() : all);
  }

  /**
   * That device has no text to send again. Of those of the account that sent it, of our own, and of
   * those to whom our own account sent it, that is the last word: it was taken back, is over, or
   * never was a text but a receipt, which nobody misses, also when it comes once more. The device
   * that sent it may have been removed: then its owner's others are the only ones to say so.
   */
  void gone(Turn turn, DeviceAddress device, String id) throws StoreException {
    for (Wanted.Entry each : new Wanted(turn.rows()).all()) {
      BareJid from = each.sender().account();
      boolean got = ground.isOwn(from) && each.chat().equals(device.account());
      boolean knows = from.equals(device.account()) || ground.isOwn(device.account()) || got;
      if (knows && each.id().equals(id)) {
        new Wanted(turn.rows()).remove(each.chat(), from, id);
        noteGone(turn, each);
        new Messages(turn.rows()).forgetMissing(each.chat(), from, id);
      }
    }
  }

  /**
   * Of what was sealed for others alone, "gone" may mean no more than that this device came later:
   * an own one that it was sealed for, and that asks here, is not told so.
   */
  private void noteGone(Turn turn, Wanted.Entry entry) throws StoreException {
    Textless textless = new Textless(turn.rows());
    if (entry.reason() == FailureReason.NOT_FOR_ME) {
      textless.putForHere(entry.sender().account(), entry.id(), ground.now());
    } else {
      textless.put(entry.sender().account(), entry.id(), ground.now());
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
    } else if (stage == Stage.UNLISTED) {
      unlisted(turn, entry);
    } else if (stage == Stage.MISSING) {
      missing(turn, entry);
    } else {
      boolean asked = ask(turn, entry);
      Wanted.Entry next = entry.at(stage.next(), now.plus(PATIENCE));
      new Wanted(turn.rows()).put(next);
      if (!asked && stage != Stage.AGAIN) {
        advance(turn, next); // there is nobody to wait for
      }
    }
  }

  /**
   * Nobody has it at hand. What a foreign device wrote leaves the line that it always left; what
   * was written before this device belonged to the account leaves none, as nobody meant it for it.
   */
  private void missing(Turn turn, Wanted.Entry entry) throws StoreException {
    boolean meant = isMeant(turn, entry.reason(), entry.sentAt());
    if (meant && isListed(turn, entry)) {
      leaveMissing(turn, entry);
    } else if (meant && mayBeListedYet(turn, entry.sender().account())) {
      new Wanted(turn.rows()).put(entry.at(Stage.UNLISTED, ground.now().plus(LOOK)));
    } else {
      leave(turn, entry, meant);
    }
  }

  private boolean isMeant(Turn turn, FailureReason reason, Instant sentAt) throws StoreException {
    return reason != FailureReason.NOT_FOR_ME || wasMember(turn, sentAt);
  }

  /** False of what was sealed for others before this device belonged to the account. */
  boolean isMissed(Turn turn, Instant sentAt) throws StoreException {
    Membership now = new OwnAccount(turn.rows()).membership();
    return now == Membership.FIRST_TIME || wasMember(turn, sentAt);
  }

  private boolean wasMember(Turn turn, Instant sentAt) throws StoreException {
    // lists tell whole seconds, rounded down
    return wasListed(ground.listed(turn.rows()), sentAt.minusSeconds(1));
  }

  /** A line that goes when the message comes. */
  private void leaveMissing(Turn turn, Wanted.Entry entry) throws StoreException {
    questions.missing(turn, entry);
    new Wanted(turn.rows()).put(entry.at(Stage.AGAIN, ground.now().plus(ONCE_MORE)));
  }

  private void leave(Turn turn, Wanted.Entry entry, boolean meant) throws StoreException {
    new Wanted(turn.rows()).remove(entry.chat(), entry.sender().account(), entry.id());
    if (meant) {
      questions.unreadable(turn, entry);
    }
  }

  /** Who publishes signed lists may be about to publish one; whom we do not know yet may do so. */
  private boolean mayBeListedYet(Turn turn, BareJid account) throws StoreException {
    return isOurs(turn, account) || isNew(turn);
  }

  private boolean isOurs(Turn turn, BareJid account) throws StoreException {
    return ground.isOwn(account) || ground.listed(turn.rows()).word(account).root().isPresent();
  }

  /** Its sender is looked for once more, and if nobody lists it still, a line is left. */
  private void unlisted(Turn turn, Wanted.Entry entry) throws StoreException {
    BareJid account = entry.sender().account();
    if (isListed(turn, entry)) {
      advance(turn, entry.at(Stage.SENDER, ground.now()));
    } else if (lateLooks.mayLook(account, ground.now())) {
      new Wanted(turn.rows()).put(entry.at(Stage.UNLISTED, ground.now().plus(LOOK)));
      look(turn, account);
    } else if (isOurs(turn, account)) {
      leaveMissing(turn, entry); // servers may hide lists for longer than anybody waits
    } else if (isNew(turn)) {
      new Wanted(turn.rows()).put(entry.at(Stage.UNLISTED, ground.now().plus(ONCE_MORE)));
    } else {
      leave(turn, entry, true);
    }
  }

  /** A device that was just linked does not know yet who is no stranger to its owner. */
  private boolean isNew(Turn turn) throws StoreException {
    Instant aDayAgo = ground.now().minus(RARELY);
    return !devices(turn, ground.account()).isEmpty()
        && ground
            .listed(turn.rows())
            .repairing(ground.self().address())
            .filter(each -> each.added().isAfter(aDayAgo))
            .isPresent();
  }

  private void look(Turn turn, BareJid account) {
    Runnable then = () -> later.run(next -> looked(next, account));
    turn.outcome().afterwards(() -> net.look(account, then));
  }

  /** A device that is not linked yet has nobody to ask, and waits. */
  private boolean isAskingAllowed(Turn turn, Wanted.Entry entry) throws StoreException {
    return entry.step().stage() == Stage.MISSING
        || ground.listed(turn.rows()).repairing(ground.self().address()).isPresent();
  }

  private boolean isListed(Turn turn, Wanted.Entry entry) throws StoreException {
    return ground.listed(turn.rows()).repairing(entry.sender()).isPresent();
  }

  private void decide(Turn turn, Wanted.Entry entry) throws StoreException {
    if (isListed(turn, entry)) {
      advance(turn, entry.at(Stage.SENDER, ground.now()));
    } else if (entry.reason() == FailureReason.NOT_FOR_ME) {
      advance(turn, entry.at(withoutSender(turn, entry.sentAt()), ground.now()));
    } else {
      leave(turn, entry, true);
    }
  }

  private boolean ask(Turn turn, Wanted.Entry entry) throws StoreException {
    BareJid account = entry.sender().account();
    return switch (entry.step().stage()) {
      case SENDER -> questions.ask(turn, entry, List.of(entry.sender()));
      case SENDERS -> questions.ask(turn, entry, devices(turn, account));
      case OWN, OWN_AGAIN ->
          ground.isOwn(account)
              ? questions.ask(turn, entry, witnesses(turn, entry))
              : questions.ask(turn, entry, devices(turn, ground.account()));
      default -> askEverybody(turn, entry);
    };
  }

  private boolean askEverybody(Turn turn, Wanted.Entry entry) throws StoreException {
    BareJid account = entry.sender().account();
    boolean theirs = questions.ask(turn, entry, devices(turn, account));
    boolean others =
        questions.ask(
            turn,
            entry,
            ground.isOwn(account) ? devices(turn, entry.chat()) : devices(turn, ground.account()));
    return theirs || others;
  }

  /**
   * Who else knows of what the own account wrote: to whom it was written, and, if the device that
   * did so is not there to ask it and them, the account's other devices.
   */
  private List<DeviceAddress> witnesses(Turn turn, Wanted.Entry entry) throws StoreException {
    List<DeviceAddress> all = new ArrayList<>(devices(turn, entry.chat()));
    if (!isListed(turn, entry) && !ground.isOwn(entry.chat())) {
      all.addAll(devices(turn, ground.account()));
    }
    return all;
  }

  private List<DeviceAddress> devices(Turn turn, BareJid account) throws StoreException {
    return ground.listed(turn.rows()).repairing(account, ground.self().address());
  }

  /** Something that may have been wanted is here. */
  static void found(Turn turn, ChatMessage message) throws StoreException {
    new Wanted(turn.rows()).remove(message.chat(), message.sender(), message.id());
  }
}
