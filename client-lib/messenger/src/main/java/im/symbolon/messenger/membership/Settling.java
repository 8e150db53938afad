package im.symbolon.messenger.membership;

import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out which of the epochs that wait count by now. Used once. */
final class Settling {
  private final EpochJudge judge;
  private final Set<EpochHash> pinned;
  private final Map<EpochHash, Long> forgotten;
  private final Map<EpochHash, Epoch> waiting = new HashMap<>();
  private final Map<EpochHash, Refusal> refused = new HashMap<>();
  private Graph graph;

  Settling(Membership before, Collection<Epoch> waiting, EpochJudge judge) {
    this.judge = judge;
    this.pinned = before.pinned();
    this.forgotten = new HashMap<>(before.forgotten());
    this.graph = before.graph();
    waiting.forEach(each -> this.waiting.put(each.hash(), each));
    while (settleOne()) {}
    limit();
    forget();
  }

  Graph graph() {
    return graph;
  }

  Map<EpochHash, Epoch> waiting() {
    return waiting;
  }

  Map<EpochHash, Long> forgotten() {
    return forgotten;
  }

  Optional<Refusal> refusal(EpochHash hash) {
    return Optional.ofNullable(refused.get(hash));
  }

  private boolean settleOne() {
    List<Epoch> order = new ArrayList<>(waiting.values());
    order.sort(Graph.ORDER);
    for (Epoch each : order) {
      if (isVouchedByHash(each)) {
        settle(each, objectionToNumbers(each));
        return true;
      }
      if (each.parents().stream().anyMatch(forgotten::containsKey)) {
        settle(each, Optional.of(Refusal.TOO_OLD));
        return true;
      }
      if (hasParents(each)) {
        Optional<Refusal> why = objection(each);
        if (why.isPresent() || judge.isAlive(each) || isVouchedByTheLiving(each)) {
          settle(each, why);
          return true;
        }
      }
    }
    return false;
  }

  private void settle(Epoch epoch, Optional<Refusal> why) {
    waiting.remove(epoch.hash());
    if (why.isPresent()) {
      refused.put(epoch.hash(), why.get());
      return;
    }
    List<Epoch> more = new ArrayList<>(graph.all());
    more.add(epoch);
    graph = new Graph(more);
  }

  /** By an invitation, or by an accepted epoch: both name this exact one. */
  private boolean isVouchedByHash(Epoch epoch) {
    return pinned.contains(epoch.hash())
        || graph.all().stream().anyMatch(each -> each.parents().contains(epoch.hash()));
  }

  /** What is vouched for by its hash has been judged by others; only its place must make sense. */
  private Optional<Refusal> objectionToNumbers(Epoch epoch) {
    boolean late =
        graph.all().stream()
            .anyMatch(
                each -> each.parents().contains(epoch.hash()) && each.number() <= epoch.number());
    boolean early =
        graph.all(epoch.parents()).stream().anyMatch(each -> each.number() >= epoch.number());
    return late || early ? Optional.of(Refusal.WRONG_NUMBER) : Optional.empty();
  }

  private boolean hasParents(Epoch epoch) {
    return epoch.number() > 0 && epoch.parents().stream().allMatch(graph::has);
  }

  private Optional<Refusal> objection(Epoch epoch) {
    Optional<Refusal> why = new Rules(graph, epoch).objection();
    return why.isPresent() || !isOneTooMany(epoch) ? why : Optional.of(Refusal.TOO_MANY_BRANCHES);
  }

  /** A merge is always welcome: it ends branches. */
  private boolean isOneTooMany(Epoch epoch) {
    if (epoch.parents().size() > 1) {
      return false;
    }
    List<Epoch> last = graph.last(graph.all());
    boolean extendsOne = last.containsAll(graph.all(epoch.parents()));
    return graph.size() >= Membership.MAX_BRANCHED
        || (last.size() >= Membership.MAX_BRANCHES && !extendsOne);
  }

  /**
   * True when somebody with a living list key has built upon it who was an admin before it, is one
   * in it and in all between: then it was signed while its key was alive, as far as they know.
   */
  private boolean isVouchedByTheLiving(Epoch epoch) {
    for (Epoch each : waiting.values()) {
      Set<Epoch> line = new HashSet<>();
      if (judge.isAlive(each) && collect(each, line) && line.contains(epoch)) {
        Set<Epoch> all = new HashSet<>(line);
        line.forEach(one -> all.addAll(graph.all(one.parents())));
        all.remove(each);
        if (all.stream().allMatch(one -> Rules.isAdmin(one, each))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Adds an epoch and all before it that wait; false when some are not there. */
  private boolean collect(Epoch epoch, Set<Epoch> into) {
    into.add(epoch);
    for (EpochHash each : epoch.parents()) {
      Epoch parent = waiting.get(each);
      if (parent == null && !graph.has(each)) {
        return false;
      }
      boolean further =
          parent != null && parent.number() < epoch.number() && !into.contains(parent);
      if (further && !collect(parent, into)) {
        return false;
      }
    }
    return true;
  }

  /** Strangers' epochs go first, then those that are furthest ahead. */
  private void limit() {
    Comparator<Epoch> leastWanted =
        Comparator.<Epoch, Boolean>comparing(this::isByStranger).thenComparing(Graph.ORDER);
    while (waiting.size() > Membership.MAX_HELD) {
      EpochHash last = waiting.values().stream().max(leastWanted).map(Epoch::hash).orElse(null);
      waiting.remove(last);
      refused.put(last, Refusal.TOO_MANY_HELD);
    }
  }

  private boolean isByStranger(Epoch epoch) {
    return graph.all().stream()
        .noneMatch(
            each ->
                each.member(epoch.signer())
                    .filter(one -> one.root().equals(Optional.of(epoch.signerRoot())))
                    .isPresent());
  }

  /** Dropped ones first, then those that are before all heads; heads never. */
  private void forget() {
    while (isTooMuch()) {
      Branches branches = new Branches(graph);
      List<Epoch> heads = branches.heads();
      Comparator<Epoch> droppedFirst =
          Comparator.<Epoch, Boolean>comparing(
                  each -> branches.of(each) != Branches.Standing.DROPPED)
              .thenComparing(Graph.ORDER);
      Optional<Epoch> gone =
          graph.all().stream()
              .filter(
                  each ->
                      branches.of(each) == Branches.Standing.DROPPED
                          || heads.stream().allMatch(head -> graph.isBefore(each.hash(), head)))
              .min(droppedFirst);
      if (!gone.isPresent()) {
        return;
      }
      forget(gone.get());
    }
  }

  /** What is kept is read for every message. */
  private boolean isTooMuch() {
    long members = graph.all().stream().mapToLong(each -> each.members().size()).sum();
    boolean large =
        members > Membership.MAX_KEPT_MEMBERS && graph.size() > Membership.MAX_KEPT_OF_LARGE;
    return large || graph.size() > Membership.MAX_KEPT;
  }

  private void forget(Epoch epoch) {
    List<Epoch> fewer = new ArrayList<>(graph.all());
    fewer.remove(epoch);
    graph = new Graph(fewer);
    forgotten.put(epoch.hash(), epoch.number());
    while (forgotten.size() > Membership.MAX_FORGOTTEN) {
      forgotten.entrySet().stream()
          .min(Map.Entry.comparingByValue())
          .ifPresent(each -> forgotten.remove(each.getKey()));
    }
  }
}
