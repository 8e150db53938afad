package im.symbolon.messenger.membership;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an epoch may follow its parents. Who signs is an admin of each of them, with that account
 * root; nobody but an owner makes, changes or removes an owner, as in the room itself (XEP-0045);
 * who is a plain member can only leave. A merge changes nothing by itself, and where branches
 * dispute each other only an owner of all of them can make it.
 */
final class Rules {
  private final Graph graph;
  private final Epoch epoch;
  private final List<Epoch> parents;

  /** An epoch whose parents are all accepted. */
  Rules(Graph graph, Epoch epoch) {
    this.graph = graph;
    this.epoch = epoch;
    this.parents = graph.all(epoch.parents());
  }

  /** What is wrong with it. */
  Optional<Refusal> objection() {
    long last = parents.stream().mapToLong(Epoch::number).max().orElse(-1);
    if (epoch.number() != last + 1) {
      return Optional.of(Refusal.WRONG_NUMBER);
    }
    for (Epoch each : parents) {
      Optional<Member> signer = each.member(epoch.signer());
      if (!signer.isPresent()) {
        return Optional.of(Refusal.NOT_A_MEMBER);
      }
      if (!signer.get().root().equals(Optional.of(epoch.signerRoot()))) {
        return Optional.of(Refusal.OTHER_ROOT);
      }
    }
    return parents.size() == 1 ? objectionToChange(parents.get(0)) : objectionToMerge();
  }

  private Optional<Refusal> objectionToChange(Epoch parent) {
    if (!allow(parent, epoch.draft())) {
      return Optional.of(Refusal.NOT_ALLOWED);
    }
    return objectionToRemovals();
  }

  private Optional<Refusal> objectionToRemovals() {
    return epoch.removed().equals(Merging.removals(parents, epoch.members(), epoch.number()))
        ? Optional.empty()
        : Optional.of(Refusal.WRONG_REMOVALS);
  }

  /** Whether whoever signs that draft may make it of this epoch. */
  static boolean allow(Epoch parent, EpochDraft change) {
    Optional<Member> signer =
        parent
            .member(change.signer())
            .filter(each -> each.root().equals(Optional.of(change.certificate().root())));
    if (!signer.isPresent()) {
      return false;
    }
    return switch (signer.get().role()) {
      case OWNER -> true;
      case ADMIN -> owners(parent.members()).equals(owners(change.members()));
      case MEMBER -> {
        Set<Member> others = new HashSet<>(parent.members());
        others.remove(signer.get());
        yield others.equals(new HashSet<>(change.members()));
      }
    };
  }

  private Optional<Refusal> objectionToMerge() {
    if (graph.last(parents).size() != parents.size()
        || !epoch.members().equals(new Merging(graph, parents).members())) {
      return Optional.of(Refusal.WRONG_MERGE);
    }
    boolean admin = parents.stream().allMatch(each -> role(each, epoch).mayChange());
    if (!admin || (!Branches.isOwnerOfAll(parents, epoch) && isDisputed())) {
      return Optional.of(Refusal.NOT_ALLOWED);
    }
    return objectionToRemovals();
  }

  /** Judged by what is behind this epoch alone, so that all come to the same answer. */
  private boolean isDisputed() {
    Branches behind = new Branches(graph.upTo(parents));
    return parents.stream().anyMatch(each -> behind.of(each) != Branches.Standing.COUNTS);
  }

  /** The role that an epoch's signer had before. */
  private static MemberRole role(Epoch before, Epoch signed) {
    return before.member(signed.signer()).map(Member::role).orElse(MemberRole.MEMBER);
  }

  private static Set<Member> owners(List<Member> of) {
    Set<Member> out = new HashSet<>(of);
    out.removeIf(each -> each.role() != MemberRole.OWNER);
    return out;
  }

  /** True when the signer of that epoch is an admin of this one. */
  static boolean isAdmin(Epoch of, Epoch signed) {
    return of.member(signed.signer())
        .filter(each -> each.role().mayChange())
        .filter(each -> each.root().equals(Optional.of(signed.signerRoot())))
        .isPresent();
  }

  /** True when the signer of that epoch had the right to remove somebody, going by this one. */
  static boolean mayRemove(Epoch of, Epoch signed, BareJid person) {
    Optional<Member> signer =
        of.member(signed.signer())
            .filter(each -> each.root().equals(Optional.of(signed.signerRoot())));
    boolean owner = signer.filter(each -> each.role() == MemberRole.OWNER).isPresent();
    boolean ofOwner =
        of.member(person).filter(each -> each.role() == MemberRole.OWNER).isPresent();
    boolean itself = signer.filter(each -> each.jid().equals(person)).isPresent();
    return itself || owner || (isAdmin(of, signed) && !ofOwner);
  }
}
