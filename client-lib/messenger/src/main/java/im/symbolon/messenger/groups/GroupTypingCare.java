package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Pace;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.Habits;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells members that somebody writes in a group, and hears the same. It goes sealed from person to
 * person as it does in chats of two, so that the room's server sees nothing of it and no message of
 * the group is missed with it; only while connected, to those who hold this device's chain and will
 * read what is being written, and not more often than every ten seconds.
 */
final class GroupTypingCare {
  /**
   * In larger groups nobody is told: each word would be a stanza to every member, and who writes
   * would be known to many who do not know them.
   */
  static final int MAX_MEMBERS = 20;

  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** After that it says nothing about now. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private static final int LAST = 5;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final BooleanSupplier online;
  private final Pace pace;

  GroupTypingCare(Surroundings surroundings, ThisDevice self, BooleanSupplier online) {
    this.surroundings = surroundings;
    this.self = self;
    this.online = online;
    this.pace = new Pace(PAUSE, surroundings.clock());
  }

  /** A person writes there, or stopped. */
  void say(Gate gate, GroupState group, boolean composing) throws StoreException {
    boolean wanted =
        online.getAsBoolean()
            && !new Habits(gate.rows()).isSilentWriter()
            && group.readers().size() <= MAX_MEMBERS
            && group.isReader(self.account());
    Optional<ChainHolders> holders = wanted ? holders(gate, group.room()) : Optional.empty();
    if (holders.isPresent() && pace.maySay(group.room())) {
      XmlElement typing = new GroupTyping(group.entry().place(), composing).toXml();
      for (Member each : group.readers()) {
        if (isTold(gate, each, holders.get())) {
          gate.queue(OutboxEntry.signal(surroundings.newId(), each.jid(), typing, gate.now()));
        }
      }
    }
  }

  private static Optional<ChainHolders> holders(Gate gate, BareJid room) throws StoreException {
    return new SendingChains(gate.rows())
        .of(room)
        .map(current -> new ChainHolders(gate.rows(), room, current.chain().id()));
  }

  private boolean isTold(Gate gate, Member member, ChainHolders holders) throws StoreException {
    return !member.isForeign()
        && !member.jid().equals(self.account())
        && !gate.isBlocked(member.jid())
        && holders.of(member.jid()).stream().anyMatch(ChainHolders.Holder::mayRead);
  }

  /** Of nobody but a member, as who is in the group is known here now. */
  void take(Gate gate, DeviceAddress sender, GroupTyping typing, Optional<Instant> said)
      throws StoreException {
    BareJid room = typing.place().room();
    Optional<GroupState> group =
        GroupState.joined(gate.rows(), room)
            .filter(each -> each.entry().place().equals(typing.place()))
            .filter(each -> each.isReader(sender.account()))
            .filter(each -> each.readers().size() <= MAX_MEMBERS);
    boolean fresh = said.filter(at -> at.plus(FRESH).isAfter(gate.now())).isPresent();
    BareJid who = sender.account();
    if (group.isPresent()
        && fresh
        && !who.equals(self.account())
        && gate.isOpenTo(sender)
        && !isOver(gate, room, who, said.get())) {
      gate.outcome().news(listener -> listener.typing(room, who, typing.composing()));
    }
  }

  /** What was being written then is here: it went another way, and was faster. */
  private static boolean isOver(Gate gate, BareJid room, BareJid who, Instant said)
      throws StoreException {
    List<Messages.Placed> last = new Messages(gate.rows()).before(room, Long.MAX_VALUE, LAST);
    return last.stream()
        .map(Messages.Placed::message)
        .anyMatch(each -> each.sender().equals(who) && !each.time().isBefore(said));
  }
}
