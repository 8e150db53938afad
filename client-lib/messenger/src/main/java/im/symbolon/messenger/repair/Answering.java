package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.RecipientSnapshots.Recipient;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.records.Textless;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.Failed;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.devices.ListedDevice;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers a device that could not read a message. It gets the message again if its owner's valid
 * list has it with the very key that it uses, and the message was sealed for it with this key, or
 * written when it was listed already, as far as the list has a say about that ({@link OwnersWord},
 * REVIEW 6, 7). Devices of the own account get besides what contacts wrote here.
 *
 * <p>A listed device is told that there is nothing for it when what it asks for never was a text,
 * also when its own account sent that, and when the message was sealed before it came: what was not
 * meant for it, it need not miss. Everybody else gets no answer at all.
 */
final class Answering {
  private final Ground ground;
  private final Post post;
  private final Resending resending;

  Answering(Ground ground, Post post, Resending resending) {
    this.ground = ground;
    this.post = post;
    this.resending = resending;
  }

  /**
   * What a device asks for, and what is here of it.
   *
   * @param listed as its owner's list has it
   * @param sent for whom it was sealed, if that was here
   */
  private record Wish(
      DeviceAddress asker,
      ListedDevice listed,
      MessagePlace place,
      Optional<ChatMessage> message,
      Optional<Snapshot> sent) {

    Optional<Recipient> recipient() {
      return sent.flatMap(each -> each.recipient(asker));
    }

    Optional<Instant> written() {
      return message.isPresent() ? message.map(ChatMessage::time) : sent.map(Snapshot::at);
    }
  }

  /** In the transaction that opened the question. */
  void answer(Turn turn, DeviceAddress asker, Failed failed) throws StoreException {
    Optional<ListedDevice> listed = ground.listed(turn.rows()).authentic(asker);
    Optional<MessagePlace> place = place(asker, failed);
    if (!listed.isPresent() || !place.isPresent() || !post.isOpenTo(turn, asker)) {
      return;
    }
    String id = failed.id().value();
    Optional<ChatMessage> message =
        new Messages(turn.rows()).get(place.get().chat(), place.get().from(), id);
    Wish wish = new Wish(asker, listed.get(), place.get(), message, sent(turn, place.get(), id));
    boolean entitled = isEntitled(wish);
    boolean given = entitled && mayHave(turn, wish);
    if (given && message.isPresent()) {
      resending.again(turn, asker, message.get());
    } else if (given || isNothing(turn, wish, id) || cameLater(wish, entitled)) {
      resending.gone(turn, asker, place.get(), failed.id());
    }
  }

  private Optional<Snapshot> sent(Turn turn, MessagePlace place, String id) throws StoreException {
    return new RecipientSnapshots(turn.rows())
        .of(id)
        .filter(each -> ground.isOwn(place.from()))
        .filter(each -> each.to().equals(place.chat()));
  }

  /** What an entitled device asks for is to be answered: what it wrote, we do not write to it. */
  private boolean mayHave(Turn turn, Wish wish) throws StoreException {
    Instant written = wish.written().get();
    boolean theirs = !ground.isOwn(wish.asker().account()) && !ground.isOwn(wish.place().from());
    return !theirs
        && wasSent(wish)
        && !resending.isTooOld(written)
        && (wish.recipient().isPresent() || hasASay(turn, wish));
  }

  private static boolean isNothing(Turn turn, Wish wish, String id) throws StoreException {
    return !wish.written().isPresent() && new Textless(turn.rows()).has(wish.place().from(), id);
  }

  private static boolean cameLater(Wish wish, boolean entitled) {
    return wish.sent().isPresent() && !wish.recipient().isPresent() && !entitled;
  }

  /**
   * Contacts ask for what we wrote to them, and whether what their own account wrote to us was a
   * text at all; our own devices name what they mean.
   */
  private Optional<MessagePlace> place(DeviceAddress asker, Failed failed) {
    if (!ground.isOwn(asker.account())) {
      MessagePlace ours = ground.ours(asker.account());
      MessagePlace theirs = new MessagePlace(asker.account(), asker.account());
      return failed.place().isPresent() && !failed.place().get().equals(theirs)
          ? failed.place().filter(ours::equals)
          : Optional.of(failed.place().orElse(ours));
    }
    return failed
        .place()
        .filter(each -> ground.isOwn(each.from()) || each.from().equals(each.chat()));
  }

  /** What this device wrote and never sealed, nobody can miss. */
  private static boolean wasSent(Wish wish) {
    return wish.sent().isPresent() || !wish.message().filter(Answering::isFromHere).isPresent();
  }

  private static boolean isFromHere(ChatMessage message) {
    return message.outgoing() && !message.senderDevice().isPresent();
  }

  /**
   * Of the own account, the list is this device's own; others' may be of a root that came later.
   */
  private boolean hasASay(Turn turn, Wish wish) throws StoreException {
    BareJid account = wish.asker().account();
    Listed lists = ground.listed(turn.rows());
    if (ground.isOwn(account)) {
      return true;
    }
    return wish.sent().isPresent()
        ? lists.word(account).isAbout(wish.sent().get())
        : lists.wereKnown(account, wish.written().get());
  }

  private boolean isEntitled(Wish wish) {
    Optional<Instant> written = wish.written();
    if (!written.isPresent()) {
      return false;
    }
    Optional<Recipient> then = wish.recipient();
    Instant sealed =
        wish.sent().map(Snapshot::at).filter(written.get()::isBefore).orElse(written.get());
    return (!then.isPresent() && ground.isOwn(wish.asker().account()))
        || Entitlement.wasMeant(then, wish.listed(), sealed);
  }
}
