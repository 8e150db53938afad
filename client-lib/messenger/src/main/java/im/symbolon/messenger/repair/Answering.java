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
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers a device that could not read a message. It gets the message again if its owner's valid
 * list has it with the very key that it uses, and the message was sealed for it with this key, or
 * written when it was listed already, as far as the list has a say about that ({@link OwnersWord},
 * REVIEW 6, 7). Devices of the own account get besides what contacts wrote here. Everybody else
 * gets no answer at all.
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
    Optional<Snapshot> sent =
        new RecipientSnapshots(turn.rows())
            .of(id)
            .filter(each -> ground.isOwn(place.get().from()))
            .filter(each -> each.to().equals(place.get().chat()));
    Optional<Instant> written =
        message.isPresent() ? message.map(ChatMessage::time) : sent.map(Snapshot::at);
    boolean theirs = !ground.isOwn(asker.account()) && !ground.isOwn(place.get().from());
    boolean mayHave =
        written.isPresent()
            && !theirs // what their account wrote, we do not write to them
            && wasSent(message, sent)
            && !resending.isTooOld(written.get())
            && isEntitled(asker, listed.get(), sent, written.get())
            && (sent.flatMap(each -> each.recipient(asker)).isPresent()
                || hasASay(turn, asker.account(), sent, written.get()));
    boolean nothing = !written.isPresent() && new Textless(turn.rows()).has(place.get().from(), id);
    boolean cameLater = // what it was not meant to get, it need not miss
        sent.isPresent()
            && !sent.get().recipient(asker).isPresent()
            && !isEntitled(asker, listed.get(), sent, written.get());
    if (nothing || cameLater) {
      resending.gone(turn, asker, place.get(), failed.id());
    } else if (mayHave && message.isPresent()) {
      resending.again(turn, asker, message.get());
    } else if (mayHave) {
      resending.gone(turn, asker, place.get(), failed.id());
    }
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
  private boolean wasSent(Optional<ChatMessage> message, Optional<Snapshot> sent) {
    return sent.isPresent() || !message.filter(each -> isFromHere(each)).isPresent();
  }

  private static boolean isFromHere(ChatMessage message) {
    return message.outgoing() && !message.senderDevice().isPresent();
  }

  /**
   * Of the own account, the list is this device's own; others' may be of a root that came later.
   */
  private boolean hasASay(Turn turn, BareJid account, Optional<Snapshot> sent, Instant written)
      throws StoreException {
    Listed lists = ground.listed(turn.rows());
    if (ground.isOwn(account)) {
      return true;
    }
    return sent.isPresent()
        ? lists.word(account).isAbout(sent.get())
        : lists.wereKnown(account, written);
  }

  private boolean isEntitled(
      DeviceAddress asker, ListedDevice listed, Optional<Snapshot> sent, Instant written) {
    Optional<Recipient> then = sent.flatMap(each -> each.recipient(asker));
    if (then.isPresent()) {
      return then.get().identity().equals(Fingerprint.of(listed.identity()));
    }
    Instant sealed = sent.map(Snapshot::at).filter(at -> at.isAfter(written)).orElse(written);
    return ground.isOwn(asker.account()) || !listed.added().isAfter(sealed);
  }
}
