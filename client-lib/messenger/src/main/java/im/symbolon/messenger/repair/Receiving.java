package im.symbolon.messenger.repair;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.records.ContentXml;
import im.symbolon.messenger.records.GapRecords;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.delivery.Resent;
import im.symbolon.protocol.omemo.EnvelopeCheck;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes in what is sent again. A contact's device says of its own account's messages what it could
 * say at any time; but not one that its owner did not sign or removed, which would take the place
 * of a message that is wanted. A device of the own account says what the account itself wrote, and
 * what contacts wrote only when that was asked for.
 */
final class Receiving {
  private final Ground ground;
  private final GroupReaders groups;

  Receiving(Ground ground, GroupReaders groups) {
    this.ground = ground;
    this.groups = groups;
  }

  void take(Turn turn, DeviceAddress sender, Resent resent) throws StoreException {
    Optional<MessagePlace> place = place(turn, sender, resent);
    if (place.isPresent() && !said(place.get(), resent).isEmpty()) {
      store(turn, sender, message(turn, sender, place.get(), resent));
    }
  }

  private Optional<MessagePlace> place(Turn turn, DeviceAddress sender, Resent resent)
      throws StoreException {
    BareJid account = sender.account();
    Optional<BareJid> room = room(turn, resent);
    if (room.isPresent()) {
      return ofGroup(turn, sender, resent, room.get());
    }
    if (!ground.isOwn(account)) {
      return resent.place().isPresent() || isDoubtful(turn, sender)
          ? Optional.empty()
          : Optional.of(new MessagePlace(account, account));
    }
    boolean listed = ground.listed(turn.rows()).authentic(sender).isPresent();
    return listed && resent.place().isPresent() && isWelcome(turn, resent, resent.place().get())
        ? resent.place()
        : Optional.empty();
  }

  private Optional<BareJid> room(Turn turn, Resent resent) throws StoreException {
    Optional<BareJid> chat = resent.place().map(MessagePlace::chat);
    return chat.isPresent() && groups.isGroup(turn.rows(), chat.get()) ? chat : Optional.empty();
  }

  /** What was asked for, from its writer's devices, or from our own; all of them in the group. */
  private Optional<MessagePlace> ofGroup(
      Turn turn, DeviceAddress sender, Resent resent, BareJid room) throws StoreException {
    BareJid from = resent.place().get().from();
    boolean theirs = from.equals(sender.account()) || ground.isOwn(sender.account());
    boolean wanted = new Wanted(turn.rows()).get(room, from, resent.id().value()).isPresent();
    return wanted && theirs && groups.isMember(turn.rows(), room, sender)
        ? resent.place()
        : Optional.empty();
  }

  /** True for a device of a person with a root that is neither signed nor trusted by hand. */
  private boolean isDoubtful(Turn turn, DeviceAddress sender) throws StoreException {
    Gate gate = new Gate(turn.rows(), ground.now(), turn.outcome());
    return new People(turn.rows()).hasRoot(sender.account())
        && gate.trustIn(sender) != Trust.TRUSTED;
  }

  private boolean isWelcome(Turn turn, Resent resent, MessagePlace place) throws StoreException {
    if (ground.isOwn(place.from())) {
      return true;
    }
    String id = resent.id().value();
    Optional<Instant> gap = new GapRecords(turn.rows()).open(ground.now());
    return place.from().equals(place.chat())
        && (new Wanted(turn.rows()).get(place.chat(), place.from(), id).isPresent()
            || gap.filter(since -> !resent.at().isBefore(since)).isPresent());
  }

  private ChatMessage message(Turn turn, DeviceAddress sender, MessagePlace place, Resent resent)
      throws StoreException {
    Gate gate = new Gate(turn.rows(), ground.now(), turn.outcome());
    boolean outgoing = ground.isOwn(place.from());
    return new ChatMessage(
            resent.id().value(),
            place.chat(),
            place.from(),
            Optional.of(sender.device()),
            outgoing,
            "",
            written(resent),
            outgoing ? DeliveryState.SENT : DeliveryState.RECEIVED,
            Optional.empty())
        .saying(said(place, resent))
        .from(new Provenance(gate.trustIn(sender), OmemoVersion.OMEMO_2));
  }

  private Content said(MessagePlace place, Resent resent) {
    BareJid other = ground.isOwn(place.from()) ? place.chat() : ground.account();
    return ContentXml.read(resent.content(), place.from(), other);
  }

  /** Not later than now, whatever the sender's clock says. */
  private Instant written(Resent resent) {
    Instant latest = ground.now().plus(EnvelopeCheck.DEFAULT_MARGIN);
    return resent.at().isAfter(latest) ? ground.now() : resent.at();
  }

  private void store(Turn turn, DeviceAddress sender, ChatMessage message) throws StoreException {
    Asking.found(turn, message);
    switch (new Messages(turn.rows()).arrive(message)) {
      case NEW, FOUND -> {
        turn.outcome().received(message);
        confirm(turn, sender, message);
      }
      case CONFLICTING ->
          new Lines(turn.rows(), ground.now(), turn.outcome())
              .write(message.chat(), Note.CONFLICTING, message.id());
      case RETRACTED -> turn.outcome().chatChanged(message.chat());
      case KNOWN -> {} // it came by another way meanwhile
    }
  }

  /** The message, not what brought it: its sender waits for that. */
  private void confirm(Turn turn, DeviceAddress sender, ChatMessage message) throws StoreException {
    Gate gate = new Gate(turn.rows(), ground.now(), turn.outcome());
    if (message.outgoing()
        || !message.sender().equals(sender.account())
        || !message.chat().equals(sender.account())
        || !gate.isOpenTo(sender)) {
      return;
    }
    XmlElement receipt =
        XmlElement.element(Namespaces.RECEIPTS, "received").with("id", message.id()).build();
    new Outbox(turn.rows())
        .add(
            OutboxEntry.of(
                OutboxEntry.Kind.RECEIPT,
                ground.surroundings().newId(),
                message.chat(),
                List.of(receipt),
                ground.now()));
    turn.outcome().queued(message.chat());
  }
}
