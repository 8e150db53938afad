package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.groups.Removal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one device believes of one group: the epochs that it accepted, and those that wait for
 * others. Immutable. It is the same for the same epochs in whatever order they came, as long as
 * they are within the limits and the same list keys are dead.
 */
public final class Membership {
  /** Epochs that wait for their parents. */
  public static final int MAX_HELD = 64;

  /** Accepted epochs that are kept where branches allow to forget the oldest. */
  public static final int MAX_KEPT = 64;

  /** Of large groups so many, as long as there are more members in all of them than these. */
  public static final int MAX_KEPT_OF_LARGE = 16;

  /** Members in all accepted epochs that are kept, each counted in each of them. */
  public static final int MAX_KEPT_MEMBERS = 16_000;

  /** Accepted epochs while they cannot be forgotten: from then on, merges alone are accepted. */
  public static final int MAX_BRANCHED = 256;

  /** Branches at one time, the dropped ones included. */
  public static final int MAX_BRANCHES = 16;

  /** Hashes of epochs that were forgotten, so that they are known when they come again. */
  public static final int MAX_FORGOTTEN = 1024;

  private final GroupPlace place;
  private final Set<EpochHash> pinned;
  private final Graph graph;
  private final Branches branches;
  private final Map<EpochHash, Epoch> held;
  private final Map<EpochHash, Long> forgotten;
  private final Confirmations confirmations;

  Membership(
      GroupPlace place,
      Set<EpochHash> pinned,
      Graph graph,
      Map<EpochHash, Epoch> held,
      Map<EpochHash, Long> forgotten,
      Confirmations confirmations) {
    this.place = Objects.requireNonNull(place);
    this.pinned = Set.copyOf(pinned);
    this.graph = graph;
    this.branches = new Branches(graph);
    this.held = Map.copyOf(held);
    this.forgotten = Map.copyOf(forgotten);
    this.confirmations = confirmations;
  }

  /** Of a group whose first epoch will be shown: nobody is in it yet. */
  public static Membership founded(GroupPlace place) {
    return invited(place, Set.of(place.genesis()));
  }

  /**
   * Of a group from these epochs on, which an invitation named end to end. Whoever invites must be
   * an admin in them, which is for the caller to check; and nobody is in the group before they
   * came.
   */
  public static Membership invited(GroupPlace place, Set<EpochHash> epochs) {
    return new Membership(
        place, epochs, new Graph(List.of()), Map.of(), Map.of(), Confirmations.none());
  }

  /** Whether the members are known, and agreed upon. */
  public enum State {
    /** The epochs that the invitation named did not come yet. */
    WAITING,
    /** There is one list. */
    SETTLED,
    /**
     * There are several; who is in all of them reads, until one of {@link #mergers} merges them.
     */
    FORKED,
    /** Nobody can merge them: who is in all of them reads, and a new room is needed. */
    STUCK
  }

  /** Judges an epoch that came, from whomever. Nothing but what admins signed changes anything. */
  public Taken take(Epoch epoch, EpochJudge judge) {
    if (!epoch.place().equals(place)) {
      return Taken.refused(Refusal.OTHER_GROUP, this);
    }
    if (graph.has(epoch.hash()) || forgotten.containsKey(epoch.hash())) {
      return Taken.of(Taken.Verdict.KNOWN, this);
    }
    if (!judge.isAuthentic(epoch)) {
      return Taken.refused(Refusal.NOT_AUTHENTIC, this);
    }
    Set<Epoch> waiting = new HashSet<>(held.values());
    if (!held.containsKey(epoch.hash())) {
      waiting.add(epoch);
    }
    Settling settled = new Settling(this, waiting, judge);
    Optional<Refusal> why = settled.refusal(epoch.hash());
    Membership next = after(settled);
    if (why.isPresent()) {
      return Taken.refused(why.get(), next);
    }
    boolean waits = settled.waiting().containsKey(epoch.hash());
    return Taken.of(waits ? Taken.Verdict.HELD : Taken.Verdict.ACCEPTED, next);
  }

  private Membership after(Settling settled) {
    return new Membership(
        place,
        pinned,
        settled.graph(),
        settled.waiting(),
        settled.forgotten(),
        confirmations.within(settled.graph()));
  }

  public GroupPlace place() {
    return place;
  }

  public State state() {
    if (graph.size() == 0) {
      return State.WAITING;
    }
    if (heads().size() == 1 && !isDisputed()) {
      return State.SETTLED;
    }
    return mergers().isEmpty() ? State.STUCK : State.FORKED;
  }

  /** The last epochs of all branches that count; one, unless admins disagree. */
  public List<Epoch> heads() {
    return branches.heads();
  }

  /**
   * Those for whom a message may be sealed: who is in all heads with the same keys, in the least of
   * their roles there, and was not removed by a dropped branch either.
   */
  public SortedMap<BareJid, Member> readers() {
    SortedMap<BareJid, Member> out = new TreeMap<>();
    List<Epoch> heads = heads();
    if (heads.isEmpty()) {
      return out;
    }
    for (Member each : heads.get(0).members()) {
      least(heads, each).ifPresent(member -> out.put(member.jid(), member));
    }
    out.keySet().removeAll(barred());
    return Collections.unmodifiableSortedMap(out);
  }

  private static Optional<Member> least(List<Epoch> heads, Member one) {
    MemberRole role = one.role();
    for (Epoch each : heads) {
      Optional<Member> there = each.member(one.jid()).filter(one::isSamePersonAs);
      if (!there.isPresent()) {
        return Optional.empty();
      }
      role = role.lesser(there.get().role());
    }
    return Optional.of(one.as(role));
  }

  /**
   * Whom an admin removed in a branch that was dropped later: the heads still have them, they read
   * nothing, and the next change takes them out.
   */
  public SortedSet<BareJid> barred() {
    return branches.barred();
  }

  /**
   * Who can merge the heads, owners first: admins of all of them or, where the branches removed
   * each other's signers, owners. The first who is there should, and the others leave it to them.
   */
  public List<Member> mergers() {
    List<Epoch> heads = heads();
    if (heads.size() < 2
        || heads.size() > EpochDraft.MAX_PARENTS
        || new Merging(graph, heads).members().isEmpty()) {
      return List.of();
    }
    boolean disputed = isDisputed();
    return heads.get(0).members().stream()
        .map(each -> least(heads, each))
        .filter(Optional::isPresent)
        .map(Optional::get)
        .filter(each -> disputed ? each.role() == MemberRole.OWNER : each.role().mayChange())
        .sorted(
            (one, other) -> {
              int byRole = one.role().compareTo(other.role());
              return byRole != 0 ? byRole : one.jid().compareTo(other.jid());
            })
        .collect(Collectors.toList());
  }

  boolean isDisputed() {
    return heads().stream().anyMatch(each -> branches.of(each) == Branches.Standing.DISPUTED);
  }

  /** Accepted epochs that do not count any more; their signers may want to say it again. */
  public List<Epoch> dropped() {
    return graph.all().stream()
        .filter(each -> branches.of(each) == Branches.Standing.DROPPED)
        .collect(Collectors.toList());
  }

  /** What is to be fetched: parents of held epochs, and epochs that the invitation named. */
  public Set<EpochHash> missing() {
    Set<EpochHash> out = new LinkedHashSet<>();
    if (graph.size() == 0) {
      out.addAll(pinned);
    }
    held.values().stream().sorted(Graph.ORDER).forEach(each -> out.addAll(each.parents()));
    out.removeIf(each -> graph.has(each) || held.containsKey(each) || forgotten.containsKey(each));
    return Collections.unmodifiableSet(out);
  }

  /** Epochs that wait, the earliest first. */
  public List<Epoch> held() {
    List<Epoch> out = new ArrayList<>(held.values());
    out.sort(Graph.ORDER);
    return Collections.unmodifiableList(out);
  }

  /** An accepted epoch that is still kept. */
  public Optional<Epoch> epoch(EpochHash hash) {
    return graph.epoch(hash);
  }

  /** True of every epoch that was accepted, also of those that were forgotten. */
  public boolean isKnown(EpochHash hash) {
    return graph.has(hash) || forgotten.containsKey(hash);
  }

  /** Who is in all heads' lists, beside who is in the room as its server says. */
  public Attendance attendance(Set<BareJid> inRoom) {
    return Attendance.of(readers().keySet(), inRoom);
  }

  /**
   * Remembers that a member has shown to know an epoch; of people who are in no accepted epoch, and
   * of epochs that were not accepted, nothing is remembered.
   */
  public Membership confirmed(BareJid member, EpochHash epoch) {
    return confirmed(Map.of(member, epoch));
  }

  /** The same of several members. */
  public Membership confirmed(Map<BareJid, EpochHash> shown) {
    Confirmations out = confirmations;
    for (Map.Entry<BareJid, EpochHash> each : shown.entrySet()) {
      if (graph.has(each.getValue()) && isKnown(each.getKey())) {
        out = out.with(each.getKey(), each.getValue(), graph);
      }
    }
    return out.equals(confirmations)
        ? this
        : new Membership(place, pinned, graph, held, forgotten, out);
  }

  private boolean isKnown(BareJid person) {
    return graph.all().stream().anyMatch(each -> each.member(person).isPresent());
  }

  /** True when that member has shown to know an epoch: by using it or a later one, or signing. */
  public boolean knows(BareJid member, EpochHash epoch) {
    return confirmations.known(member, graph).stream()
        .anyMatch(each -> each.hash().equals(epoch) || graph.isBefore(epoch, each));
  }

  /** How far the news of a removal has come; empty when that person was not removed. */
  public Optional<RemovalProgress> removal(BareJid person) {
    for (Epoch head : heads()) {
      for (Removal each : head.removed()) {
        if (each.jid().equals(person)) {
          return Optional.of(progress(person, Graph.removing(head, each)));
        }
      }
    }
    return Optional.empty();
  }

  /** True when that person is out because they said so themselves. */
  public boolean hasLeft(BareJid person) {
    return heads().stream()
        .flatMap(
            head ->
                head.removed().stream()
                    .filter(each -> each.jid().equals(person))
                    .map(each -> Graph.removing(head, each)))
        .map(graph::epoch)
        .anyMatch(each -> each.filter(epoch -> epoch.signer().equals(person)).isPresent());
  }

  private RemovalProgress progress(BareJid person, EpochHash removing) {
    SortedSet<BareJid> confirmed = new TreeSet<>();
    SortedSet<BareJid> waiting = new TreeSet<>();
    SortedSet<BareJid> unable = new TreeSet<>();
    for (Member each : readers().values()) {
      boolean told =
          confirmations.known(each.jid(), graph).stream()
              .anyMatch(epoch -> graph.knew(epoch, person, removing));
      SortedSet<BareJid> group = told ? confirmed : waiting;
      (each.isForeign() ? unable : group).add(each.jid());
    }
    return new RemovalProgress(person, confirmed, waiting, unable);
  }

  Graph graph() {
    return graph;
  }

  Set<EpochHash> pinned() {
    return pinned;
  }

  Map<EpochHash, Long> forgotten() {
    return forgotten;
  }

  Confirmations confirmations() {
    return confirmations;
  }

  /** All epochs to be stored, accepted and held. */
  public Collection<Epoch> kept() {
    List<Epoch> out = new ArrayList<>(graph.all());
    out.addAll(held());
    return Collections.unmodifiableList(out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Membership same
        && place.equals(same.place)
        && pinned.equals(same.pinned)
        && Set.copyOf(graph.all()).equals(Set.copyOf(same.graph.all()))
        && held.equals(same.held)
        && forgotten.equals(same.forgotten)
        && confirmations.equals(same.confirmations);
  }

  @Override
  public int hashCode() {
    return Objects.hash(place, Set.copyOf(graph.all()), held.keySet());
  }

  @Override
  public String toString() {
    return "Membership of " + place.room() + ": " + heads();
  }
}
