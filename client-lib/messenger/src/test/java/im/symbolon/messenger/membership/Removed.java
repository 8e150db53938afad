package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who was removed, as the epochs that somebody accepted say: found from the members of parents and
 * children alone, apart from the code under test. Only removals of which there can be no doubt: by
 * the person, or by somebody who was an admin all along and whom no sibling removed.
 */
final class Removed {
  private final Map<EpochHash, Epoch> epochs = new HashMap<>();
  private final Membership group;

  Removed(Membership group) {
    this.group = group;
    group.kept().stream()
        .filter(each -> group.isKnown(each.hash()))
        .forEach(each -> epochs.put(each.hash(), each));
  }

  Set<BareJid> people() {
    Set<BareJid> out = new TreeSet<>();
    for (Epoch each : epochs.values()) {
      for (BareJid person : removedBy(each)) {
        if (isBeyondDoubt(each, person) && !isBack(each, person)) {
          out.add(person);
        }
      }
    }
    return out;
  }

  /**
   * What one of its parents says already, a merge carries on: others may know of that one alone.
   */
  private Set<BareJid> removedBy(Epoch epoch) {
    Set<BareJid> out = new TreeSet<>();
    for (EpochHash each : epoch.parents()) {
      epochs.get(each).members().forEach(member -> out.add(member.jid()));
    }
    epoch.members().forEach(each -> out.remove(each.jid()));
    for (EpochHash each : epoch.parents()) {
      epochs.get(each).removed().forEach(removal -> out.remove(removal.jid()));
    }
    return out;
  }

  private boolean isBeyondDoubt(Epoch epoch, BareJid person) {
    boolean contested =
        epochs.values().stream()
            .anyMatch(each -> areSiblings(each, epoch) && removedBy(each).contains(epoch.signer()));
    boolean right =
        before(epoch).stream().allMatch(each -> isAdmin(each, epoch) && !isOwner(each, person));
    return !contested && (right || hasLeft(epoch, person));
  }

  /** In a branch that was dropped they leave what they were in before it. */
  private boolean hasLeft(Epoch epoch, BareJid person) {
    return epoch.signer().equals(person)
        && (!group.dropped().contains(epoch)
            || before(epoch).stream().allMatch(each -> each.member(person).isPresent()));
  }

  /**
   * Somebody added that person again who knew of the removal, or of another where it was dropped.
   */
  private boolean isBack(Epoch removal, BareJid person) {
    boolean dropped = group.dropped().contains(removal);
    return epochs.values().stream()
        .filter(each -> each.member(person).isPresent() && each.parents().size() == 1)
        .filter(each -> isTold(epochs.get(each.parents().get(0)), person))
        .anyMatch(each -> before(each).contains(removal) || dropped);
  }

  private static boolean isTold(Epoch epoch, BareJid person) {
    return epoch.removed().stream().anyMatch(each -> each.jid().equals(person));
  }

  private static boolean isAdmin(Epoch in, Epoch signed) {
    return in.member(signed.signer()).filter(each -> each.role() != MemberRole.MEMBER).isPresent();
  }

  private static boolean isOwner(Epoch in, BareJid person) {
    Optional<Member> found = in.member(person);
    return found.isPresent() && found.get().role() == MemberRole.OWNER;
  }

  private boolean areSiblings(Epoch one, Epoch other) {
    return !one.equals(other) && !before(one).contains(other) && !before(other).contains(one);
  }

  private Set<Epoch> before(Epoch epoch) {
    Set<Epoch> out = new HashSet<>();
    for (EpochHash each : epoch.parents()) {
      out.add(epochs.get(each));
      out.addAll(before(epochs.get(each)));
    }
    return out;
  }
}
