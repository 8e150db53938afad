package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Rebuilds;
import im.symbolon.messenger.records.SessionBook;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.delivery.Failed;
import im.symbolon.protocol.delivery.FailureReason;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.delivery.RepairElement;
import im.symbolon.protocol.omemo.MessageId;
import java.util.List;
import java.util.Optional;

/**
 * Asks devices for one message, each in a session that can be trusted to work: where the old one
 * failed, or there is none, in a fresh one, within the limits for those (REVIEW 27). And says in
 * the chat what could not be had.
 */
final class Questions {
  /** More devices are not asked for one message. */
  private static final int MAX_ASKED = 10;

  private final Ground ground;
  private final Post post;
  private final GroupReaders groups;

  Questions(Ground ground, Post post, GroupReaders groups) {
    this.ground = ground;
    this.post = post;
    this.groups = groups;
  }

  /** Returns whether there is anybody to ask, and to wait for. */
  boolean ask(Turn turn, Wanted.Entry entry, List<DeviceAddress> devices) throws StoreException {
    int asked = 0;
    for (DeviceAddress each : devices) {
      boolean broken = each.equals(entry.sender()) && entry.reason() != FailureReason.NOT_FOR_ME;
      if (asked < MAX_ASKED && maySay(turn, each)) {
        asked++;
        if (hasSession(turn, each, broken)) {
          post.add(turn, each, question(turn, entry, each));
        }
      }
    }
    return asked > 0;
  }

  /** Says something else to a device, where it may; not in a fresh session unless there is none. */
  void say(Turn turn, DeviceAddress device, RepairElement element) throws StoreException {
    if (maySay(turn, device) && hasSession(turn, device, false)) {
      post.add(turn, device, element);
    }
  }

  private boolean maySay(Turn turn, DeviceAddress device) throws StoreException {
    return ground.listed(turn.rows()).repairing(device).isPresent() && post.isOpenTo(turn, device);
  }

  private Failed question(Turn turn, Wanted.Entry entry, DeviceAddress to) throws StoreException {
    BareJid from = entry.sender().account();
    Optional<MessagePlace> place = Optional.empty(); // what they wrote to us
    if (groups.isGroup(turn.rows(), entry.chat())) {
      place = Optional.of(new MessagePlace(entry.chat(), from));
    } else if (ground.isOwn(to.account())) {
      place = Optional.of(new MessagePlace(entry.chat(), from));
    } else if (ground.isOwn(from)) {
      place = Optional.of(new MessagePlace(from, from)); // as it stands there
    }
    return new Failed(new MessageId(entry.id()), entry.reason(), place);
  }

  /** Sees to it that what is queued for that device now goes in a session that may work. */
  private boolean hasSession(Turn turn, DeviceAddress device, boolean broken)
      throws StoreException {
    Sessions sessions = new Sessions(turn.rows());
    SessionBook book = sessions.with(device, OmemoVersion.OMEMO_2);
    boolean any = book.newest().isPresent();
    if ((any && !broken) || post.isBeginning(turn, device)) {
      return true;
    }
    boolean fresh = new Rebuilds(turn.rows()).mayBegin(device, ground.now());
    if (any && fresh) {
      sessions.save(device, OmemoVersion.OMEMO_2, book.renewed());
    }
    return any || fresh;
  }

  /** Nobody has it at hand: a line says so, until it comes. */
  void missing(Turn turn, Wanted.Entry entry) throws StoreException {
    write(turn, entry, new Wanted.Line(entry.id(), Note.MESSAGE_MISSING));
  }

  /** It is of a device that is not ours: the line that such messages leave. */
  void unreadable(Turn turn, Wanted.Entry entry) throws StoreException {
    write(turn, entry, entry.line());
  }

  private void write(Turn turn, Wanted.Entry entry, Wanted.Line line) throws StoreException {
    ChatMessage message =
        new ChatMessage(
            line.id(),
            entry.chat(),
            entry.sender().account(),
            Optional.empty(),
            ground.isOwn(entry.sender().account()),
            "",
            entry.sentAt(),
            DeliveryState.RECEIVED,
            Optional.of(line.note()));
    if (new Messages(turn.rows()).add(message)) {
      turn.outcome().received(message);
    }
  }
}
