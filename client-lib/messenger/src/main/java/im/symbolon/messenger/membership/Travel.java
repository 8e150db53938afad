package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to do about a message that names an epoch (REVIEW 10): epochs travel with whoever knows them
 * and not by the goodwill of the room's server.
 *
 * @param tell what the sender does not seem to know, to be sent to their device end to end
 */
public record Travel(Action action, List<Epoch> tell) {
  public Travel {
    tell = List.copyOf(tell);
  }

  /** What to do with the message. */
  public enum Action {
    /** Open it. */
    OPEN,
    /** Keep it and fetch {@link Membership#missing}: it names an epoch that is not known here. */
    HOLD,
    /** Its sender was not in that epoch, or was removed since: nothing new of theirs counts. */
    REFUSE
  }

  /** For a message of that sender, which names that epoch. */
  public static Travel heard(Membership group, BareJid sender, EpochName named) {
    if (!group.isKnown(named.hash())) {
      return new Travel(Action.HOLD, List.of());
    }
    List<Epoch> unknown =
        group.heads().stream()
            .filter(each -> !each.hash().equals(named.hash()))
            .collect(Collectors.toList());
    return new Travel(mayWrite(group, sender, named) ? Action.OPEN : Action.REFUSE, unknown);
  }

  /** Who is in the epoch that they name and, whatever they know, was removed by no branch. */
  private static boolean mayWrite(Membership group, BareJid sender, EpochName named) {
    Optional<Epoch> epoch = group.epoch(named.hash());
    boolean wasIn = !epoch.isPresent() || epoch.get().member(sender).isPresent();
    boolean isOut =
        group.heads().stream()
            .anyMatch(head -> head.removed().stream().anyMatch(each -> each.jid().equals(sender)));
    boolean isIn = group.heads().stream().anyMatch(each -> each.member(sender).isPresent());
    return wasIn && isIn && !isOut && !group.barred().contains(sender);
  }
}
