package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.Failed;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.devices.ListedDevice;
import java.util.Optional;

/**
 * Answers a device that could not read a message of a group. It gets the message again if it reads
 * the group now, and the message was sealed for it with the very key that it has, or for its owner
 * when it was listed already (REVIEW 7). Our own devices get what they name. Nobody else gets any
 * answer, and nobody gets anything from before they were in the group.
 */
final class GroupAnswering {
  private final Ground ground;
  private final Post post;
  private final Resending resending;
  private final GroupReaders groups;

  GroupAnswering(Ground ground, Post post, Resending resending, GroupReaders groups) {
    this.ground = ground;
    this.post = post;
    this.resending = resending;
    this.groups = groups;
  }

  /** True when it is about a message of a group: then it is dealt with. */
  boolean answers(Turn turn, DeviceAddress asker, Failed failed) throws StoreException {
    Optional<MessagePlace> place = failed.place();
    if (!place.isPresent() || !groups.isGroup(turn.rows(), place.get().chat())) {
      return false;
    }
    Optional<ListedDevice> listed = ground.listed(turn.rows()).authentic(asker);
    if (listed.isPresent()
        && post.isOpenTo(turn, asker)
        && groups.isReader(turn.rows(), place.get().chat(), asker)) {
      answer(turn, asker, listed.get(), failed);
    }
    return true;
  }

  private void answer(Turn turn, DeviceAddress asker, ListedDevice listed, Failed failed)
      throws StoreException {
    MessagePlace place = failed.place().get();
    Optional<ChatMessage> message =
        new Messages(turn.rows()).get(place.chat(), place.from(), failed.id().value());
    if (!message.isPresent()
        || message.get().note().isPresent()
        || resending.isTooOld(message.get().time())) {
      return;
    }
    boolean own = ground.isOwn(asker.account());
    if (own || (ground.isOwn(place.from()) && wasMeant(turn, asker, listed, failed))) {
      resending.again(turn, asker, message.get());
    }
  }

  private static boolean wasMeant(
      Turn turn, DeviceAddress asker, ListedDevice listed, Failed failed) throws StoreException {
    Optional<Snapshot> sent =
        new RecipientSnapshots(turn.rows())
            .of(failed.id().value())
            .filter(each -> each.to().equals(failed.place().get().chat()));
    if (!sent.isPresent()) {
      return false;
    }
    boolean forOwner =
        sent.get().recipients().stream()
            .anyMatch(each -> each.device().account().equals(asker.account()));
    return forOwner && Entitlement.wasMeant(sent.get().recipient(asker), listed, sent.get().at());
  }
}
