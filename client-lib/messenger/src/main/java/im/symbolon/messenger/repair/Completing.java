package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.protocol.devices.ListedDevice;
import java.util.Optional;

/**
 * Completes a message of which a server says that it missed devices. The hint names nobody who is
 * believed: it is the occasion for one look at the recipient's list, and only devices of ours in
 * that list that were added before the message was written get it, if the list has a say about that
 * ({@link OwnersWord}, REVIEW 6).
 *
 * <p>Devices of other clients do not, though their owner adopted and signed them. They know no
 * control content, so it would be the message itself under its id once more, sealed for one of
 * them; and servers show every stanza to every client of an account: each other one of that owner's
 * would show a second message, or one that it cannot read. They are written to from the next
 * message on.
 */
final class Completing {
  private final Ground ground;
  private final Post post;
  private final Resending resending;

  Completing(Ground ground, Post post, Resending resending) {
    this.ground = ground;
    this.post = post;
    this.resending = resending;
  }

  /**
   * A hint came.
   *
   * @return true when it is worth a look at the list, after which the message is to be completed
   */
  boolean isWorthALook(Turn turn, EntityAddress from, MissedHint hint) throws StoreException {
    String domain = hint.to().domain();
    boolean theirs =
        !from.account().isPresent() && !from.resource().isPresent() && from.domain().equals(domain);
    return theirs && new RecipientSnapshots(turn.rows()).hinted(hint.id().value(), hint.to());
  }

  /** The list was looked at. */
  void complete(Turn turn, MissedHint hint) throws StoreException {
    String id = hint.id().value();
    Optional<Snapshot> sent = new RecipientSnapshots(turn.rows()).of(id);
    Optional<ChatMessage> message = new Messages(turn.rows()).get(hint.to(), ground.account(), id);
    if (!sent.isPresent()
        || !message.isPresent()
        || message.get().content().isEmpty()
        || !ground.listed(turn.rows()).word(hint.to()).isAbout(sent.get())) {
      return;
    }
    if (!resending.isTooOld(message.get().time())) {
      complete(turn, hint.to(), message.get(), sent.get());
    }
  }

  private void complete(Turn turn, BareJid to, ChatMessage message, Snapshot sent)
      throws StoreException {
    Listed lists = ground.listed(turn.rows());
    for (DeviceAddress device : lists.repairing(to, ground.self().address())) {
      Optional<ListedDevice> listed = lists.repairing(device);
      boolean missed =
          !sent.recipient(device).isPresent()
              && listed.filter(each -> !each.added().isAfter(message.time())).isPresent();
      if (missed && post.isOpenTo(turn, device)) {
        resending.again(turn, device, message);
      }
    }
  }
}
