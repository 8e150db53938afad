package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.groups.Removal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which branches count (REVIEW 9). An epoch is contested by every sibling that tells of its
 * signer's removal, unless the signer's side knew of that. What an undisputed epoch contests is
 * dropped, with all that follows it; what is contested by dropped ones alone stands. Who removed
 * each other remain disputed, until an owner of both branches merges them. So it is a function of
 * the epochs alone, in whatever order they came.
 */
final class Branches {
  /** What an epoch is worth. */
  enum Standing {
    COUNTS,
    DROPPED,
    DISPUTED
  }

  private final Graph graph;
  private final Map<EpochHash, List<Epoch>> contesters = new HashMap<>();
  private final Map<EpochHash, Standing> standing = new HashMap<>();

  Branches(Graph graph) {
    this.graph = graph;
    for (Epoch each : graph.all()) {
      contesters.put(each.hash(), contesters(each));
    }
    List<Epoch> decisions = decisions();
    for (Epoch each : graph.all()) {
      contesters.get(each.hash()).removeIf(other -> isDecided(decisions, each, other));
    }
    while (settleOne()) {}
    graph.all().forEach(each -> standing.putIfAbsent(each.hash(), Standing.DISPUTED));
  }

  Standing of(Epoch epoch) {
    return standing.get(epoch.hash());
  }

  /** The last epochs of all branches that were not dropped. */
  List<Epoch> heads() {
    return graph.last(
        graph.all().stream()
            .filter(each -> of(each) != Standing.DROPPED)
            .collect(Collectors.toList()));
  }

  /**
   * Whom somebody removed in a branch that was dropped for another's sake, and who was not added
   * again since: they stay out although that branch does, or it would have failed open.
   */
  SortedSet<BareJid> barred() {
    SortedSet<BareJid> out = new TreeSet<>();
    List<Epoch> heads = heads();
    for (Epoch each : graph.all()) {
      if (of(each) == Standing.DROPPED && isOnlyDraggedAlong(each)) {
        each.removed().stream()
            .filter(removal -> !removal.by().isPresent() && mayBar(each, removal.jid()))
            .filter(removal -> heads.stream().anyMatch(head -> holds(head, each, removal.jid())))
            .forEach(removal -> out.add(removal.jid()));
      }
    }
    return out;
  }

  private boolean isOnlyDraggedAlong(Epoch dropped) {
    return contesters.get(dropped.hash()).stream()
        .allMatch(each -> of(each) == Standing.DROPPED);
  }

  /** The right to remove comes from what was not dropped. */
  private boolean mayBar(Epoch dropped, BareJid person) {
    List<Epoch> line = graph.upTo(dropped);
    line.removeIf(each -> of(each) == Standing.DROPPED);
    return graph.last(line).stream().allMatch(each -> Rules.mayRemove(each, dropped, person));
  }

  /** False once somebody else removed that person since, and somebody added them again. */
  private boolean holds(Epoch head, Epoch dropped, BareJid person) {
    return head.member(person).isPresent()
        && graph.upTo(head).stream()
            .filter(each -> !graph.upTo(dropped).contains(each))
            .allMatch(each -> each.member(person).isPresent());
  }

  private List<Epoch> contesters(Epoch epoch) {
    List<Epoch> out = new ArrayList<>();
    for (Epoch each : graph.all()) {
      if (graph.areSiblings(each, epoch)
          && each.removed().stream().anyMatch(removal -> contests(each, removal, epoch))) {
        out.add(each);
      }
    }
    return out;
  }

  private boolean contests(Epoch teller, Removal removal, Epoch epoch) {
    return removal.jid().equals(epoch.signer())
        && !graph.knew(epoch, removal.jid(), Graph.removing(teller, removal));
  }

  /** Merges that an owner signed whom nobody contests. */
  private List<Epoch> decisions() {
    return graph.all().stream()
        .filter(each -> each.parents().size() > 1 && contesters.get(each.hash()).isEmpty())
        .filter(each -> isOwnerOfAll(graph.all(each.parents()), each))
        .collect(Collectors.toList());
  }

  static boolean isOwnerOfAll(Collection<Epoch> parents, Epoch merge) {
    Member owner = Member.account(merge.signer(), MemberRole.OWNER, merge.signerRoot());
    return parents.stream()
        .allMatch(each -> each.member(merge.signer()).equals(Optional.of(owner)));
  }

  private boolean isDecided(List<Epoch> decisions, Epoch one, Epoch other) {
    return decisions.stream()
        .anyMatch(each -> graph.isBefore(one.hash(), each) && graph.isBefore(other.hash(), each));
  }

  private boolean settleOne() {
    for (Epoch each : graph.all()) {
      Optional<Standing> settled = standing.containsKey(each.hash()) ? Optional.empty() : judge(each);
      if (settled.isPresent()) {
        standing.put(each.hash(), settled.get());
        return true;
      }
    }
    return false;
  }

  private Optional<Standing> judge(Epoch epoch) {
    Set<Standing> parents = standings(graph.all(epoch.parents()));
    Set<Standing> against = standings(contesters.get(epoch.hash()));
    if (parents.contains(Standing.DROPPED) || against.contains(Standing.COUNTS)) {
      return Optional.of(Standing.DROPPED);
    }
    parents.remove(Standing.COUNTS);
    against.remove(Standing.DROPPED);
    return parents.isEmpty() && against.isEmpty()
        ? Optional.of(Standing.COUNTS)
        : Optional.empty();
  }

  /** DISPUTED for those that are not settled yet. */
  private Set<Standing> standings(Collection<Epoch> of) {
    Set<Standing> out = new HashSet<>();
    of.forEach(each -> out.add(standing.getOrDefault(each.hash(), Standing.DISPUTED)));
    return out;
  }
}
