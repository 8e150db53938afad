package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.groups.Removal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What branches say together: the same for whoever computes it (REVIEW 9). */
final class Merging {
  private static final Comparator<Removal> LATEST_FIRST =
      Comparator.comparingLong(Removal::number).reversed().thenComparing(Removal::jid);
  private static final Comparator<Removal> EARLIEST_FIRST =
      Comparator.comparingLong(Removal::number)
          .thenComparing(each -> each.by().map(EpochHash::toBase64).orElse(""));

  private final Graph graph;
  private final List<Epoch> branches;
  private final Optional<Epoch> common;

  Merging(Graph graph, List<Epoch> branches) {
    this.graph = graph;
    this.branches = branches;
    this.common = graph.common(branches);
  }

  /**
   * Everybody of any branch but those whom one removed and no other knowingly added again. Of keys
   * and roles that one branch changed, its word counts; of roles that several changed, the lesser;
   * who has different keys in several is out, for an admin to add again. Without any owner, whoever
   * is one in some branch stays one; empty when nobody is.
   */
  List<Member> members() {
    SortedMap<BareJid, Member> out = new TreeMap<>();
    for (Epoch branch : branches) {
      for (Member each : branch.members()) {
        if (!out.containsKey(each.jid()) && !isRemoved(each.jid())) {
          joined(each.jid()).ifPresent(member -> out.put(member.jid(), member));
        }
      }
    }
    if (out.values().stream().noneMatch(each -> each.role() == MemberRole.OWNER)) {
      out.replaceAll(
          (jid, member) -> isOwnerSomewhere(member) ? member.as(MemberRole.OWNER) : member);
    }
    boolean owned = out.values().stream().anyMatch(each -> each.role() == MemberRole.OWNER);
    return owned ? List.copyOf(out.values()) : List.of();
  }

  private boolean isOwnerSomewhere(Member member) {
    return branches.stream().anyMatch(each -> each.members().contains(member.as(MemberRole.OWNER)))
        && !member.isForeign();
  }

  private boolean isRemoved(BareJid person) {
    return branches.stream()
        .filter(each -> !each.member(person).isPresent())
        .anyMatch(teller -> !removing(teller, person).allMatch(each -> allKnew(person, each)));
  }

  /**
   * The removal that an epoch carries on, and all that are still known to be behind it: two admins
   * may have removed that person apart, and whoever undid one of it need not have heard of both.
   */
  private Stream<EpochHash> removing(Epoch teller, BareJid person) {
    Stream<EpochHash> carried =
        teller.removed().stream()
            .filter(each -> each.jid().equals(person))
            .map(each -> Graph.removing(teller, each));
    Stream<EpochHash> behind =
        graph.upTo(teller).stream()
            .filter(each -> Graph.tells(each, person, each.hash()))
            .map(Epoch::hash);
    return Stream.concat(carried, behind);
  }

  private boolean allKnew(BareJid person, EpochHash removing) {
    return branches.stream()
        .filter(each -> each.member(person).isPresent())
        .allMatch(each -> graph.knew(each, person, removing));
  }

  private Optional<Member> joined(BareJid person) {
    List<Member> said = said(person);
    Optional<Member> before = common.flatMap(each -> each.member(person));
    Set<Member.Keys> keys = changed(said, before, Member::keys);
    if (keys.size() != 1) {
      return Optional.empty();
    }
    Member.Keys one = keys.iterator().next();
    said.removeIf(each -> !each.keys().equals(one));
    MemberRole role =
        changed(said, before, Member::role).stream()
            .reduce(MemberRole::lesser)
            .orElse(MemberRole.MEMBER);
    return Optional.of(new Member(person, role, one));
  }

  private List<Member> said(BareJid person) {
    List<Member> said = new ArrayList<>();
    branches.forEach(each -> each.member(person).ifPresent(said::add));
    return said;
  }

  /** All that was said, without what was so before if anything else was said. */
  private static <T> Set<T> changed(
      List<Member> said, Optional<Member> before, Function<Member, T> part) {
    Set<T> out = said.stream().map(part).collect(Collectors.toCollection(HashSet::new));
    if (out.size() > 1) {
      before.ifPresent(each -> out.remove(part.apply(each)));
    }
    return out;
  }

  /**
   * The removals that an epoch has to carry on: all of its parents', but of those who are in again;
   * and its own. The latest {@value EpochDraft#MAX_REMOVED} of them.
   */
  static List<Removal> removals(Collection<Epoch> parents, List<Member> members, long number) {
    Set<BareJid> in = members.stream().map(Member::jid).collect(Collectors.toSet());
    Map<BareJid, Removal> out = new HashMap<>();
    for (Epoch parent : parents) {
      parent.removed().stream()
          .filter(each -> !in.contains(each.jid()))
          .map(each -> each.after(parent.hash()))
          .forEach(each -> out.merge(each.jid(), each, Merging::later));
    }
    for (Epoch parent : parents) {
      parent.members().stream()
          .filter(each -> !in.contains(each.jid()))
          .forEach(each -> out.putIfAbsent(each.jid(), Removal.here(each.jid(), number)));
    }
    return out.values().stream()
        .sorted(LATEST_FIRST)
        .limit(EpochDraft.MAX_REMOVED)
        .sorted(Comparator.comparing(Removal::jid))
        .collect(Collectors.toList());
  }

  private static Removal later(Removal one, Removal other) {
    return EARLIEST_FIRST.compare(one, other) < 0 ? other : one;
  }
}
