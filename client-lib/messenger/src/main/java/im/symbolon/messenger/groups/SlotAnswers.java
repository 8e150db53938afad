package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.ControlPost;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.records.SentSlots;
import im.symbolon.messenger.repair.LookLimit;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.omemo.MessageId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a device which messages of our own chains it has missed: one that reads the group now, of
 * messages that were sealed for its owner, of the last 14 days, and each chain once a minute
 * (REVIEW 7, 27). What they said it gets by asking for them, which has limits of its own.
 */
final class SlotAnswers {
  private static final Duration ONCE_IN = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final LookLimit answered = new LookLimit(ONCE_IN);

  SlotAnswers(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /** In the transaction that opened the question. */
  void answer(Gate gate, DeviceAddress asker, NeedSlots question) throws StoreException {
    Optional<GroupState> group =
        GroupState.joined(gate.rows(), question.place().room())
            .filter(each -> each.entry().place().equals(question.place()));
    if (!group.isPresent()
        || !isOurs(gate, question)
        || !group.get().readers(gate, self).capable().containsKey(asker)
        || !answered.mayLook(asker + " " + question.chain(), gate.now())) {
      return;
    }
    List<SlotNames.Name> names = names(gate, asker, question);
    int first = 0;
    do {
      int end = Math.min(names.size(), first + SlotNames.MAX);
      int to = end == names.size() ? question.to() : names.get(end - 1).iteration();
      SlotNames part =
          new SlotNames(question.place(), question.chain(), to, names.subList(first, end));
      new ControlPost(surroundings).add(gate.rows(), asker, part.toXml(), gate.outcome());
      first = end;
    } while (first < names.size());
  }

  /** Of chains that somebody made up there is nothing to say, however many they are. */
  private static boolean isOurs(Gate gate, NeedSlots question) throws StoreException {
    BareJid room = question.place().room();
    SendingChains own = new SendingChains(gate.rows());
    return !new SentSlots(gate.rows()).of(room, question.chain()).isEmpty()
        || own.isEnded(room, question.chain())
        || own.of(room).filter(e -> e.chain().id().equals(question.chain())).isPresent();
  }

  private static List<SlotNames.Name> names(Gate gate, DeviceAddress asker, NeedSlots question)
      throws StoreException {
    List<SlotNames.Name> names = new ArrayList<>();
    for (SentSlots.Sent each :
        new SentSlots(gate.rows()).of(question.place().room(), question.chain())) {
      boolean wanted = each.iteration() >= question.from() && each.iteration() <= question.to();
      boolean over = !each.at().plus(RecipientSnapshots.KEPT).isAfter(gate.now());
      if (wanted && !over && wasFor(gate, asker, each)) {
        MessageId id = new MessageId(each.id());
        names.add(
            new SlotNames.Name(each.iteration(), id, each.at().truncatedTo(ChronoUnit.SECONDS)));
      }
    }
    return names;
  }

  /** For its owner: whether that very device may have it, is judged when it asks for it. */
  private static boolean wasFor(Gate gate, DeviceAddress asker, SentSlots.Sent sent)
      throws StoreException {
    Optional<RecipientSnapshots.Snapshot> snapshot =
        new RecipientSnapshots(gate.rows()).of(sent.id());
    return snapshot.isPresent()
        && snapshot.get().recipients().stream()
            .anyMatch(each -> each.device().account().equals(asker.account()));
  }
}
