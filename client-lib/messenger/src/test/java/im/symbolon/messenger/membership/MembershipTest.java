package im.symbolon.messenger.membership;

import static im.symbolon.messenger.membership.Groups.JUDGE;
import static im.symbolon.messenger.membership.Groups.aliveFrom;
import static im.symbolon.messenger.membership.Groups.jids;
import static im.symbolon.messenger.membership.Groups.refuses;
import static im.symbolon.messenger.membership.Groups.taking;
import static im.symbolon.protocol.groups.MemberRole.ADMIN;
import static im.symbolon.protocol.groups.MemberRole.MEMBER;
import static im.symbolon.protocol.groups.MemberRole.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.membership.Membership.State;
import im.symbolon.messenger.membership.Taken.Verdict;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private final Person olga = new Person("olga");
  private final Person ada = new Person("ada");
  private final Person bert = new Person("bert");
  private final Person carl = new Person("carl");
  private final Person zoe = new Person("zoe");
  private final Epoch genesis;
  private final Membership group;

  MembershipTest() throws Exception {
    genesis = olga.create(ada.as(ADMIN), bert.as(ADMIN), carl.as(MEMBER));
    group = Groups.of(genesis);
  }

  @Test
  void nobodyIsInBeforeTheFirstEpochCame() {
    Membership empty = Membership.founded(genesis.place());
    assertThat(empty.state()).isEqualTo(State.WAITING);
    assertThat(empty.readers()).isEmpty();
    assertThat(empty.missing()).containsExactly(genesis.hash());
    assertThat(group.state()).isEqualTo(State.SETTLED);
    assertThat(group.readers().keySet()).isEqualTo(jids(olga, ada, bert, carl));
    assertThat(group.missing()).isEmpty();
  }

  @Test
  void admissionsRolesRemovalsAndLeavingFollowEachOther() throws Exception {
    Membership added = taking(group, ada.add(group, zoe.as(MEMBER)));
    assertThat(added.readers()).containsEntry(zoe.jid, zoe.as(MEMBER));
    Membership promoted = taking(added, olga.role(added, zoe, ADMIN));
    Membership removed = taking(promoted, zoe.remove(promoted, carl));
    assertThat(removed.readers().keySet()).isEqualTo(jids(olga, ada, bert, zoe));
    Membership left = taking(removed, bert.leave(removed));
    assertThat(left.readers().keySet()).isEqualTo(jids(olga, ada, zoe));
    assertThat(left.state()).isEqualTo(State.SETTLED);
    assertThat(left.heads().get(0).number()).isEqualTo(4);
    assertThat(left.heads().get(0).removed())
        .extracting(Removal::jid)
        .containsExactly(bert.jid, carl.jid);
    Membership back = taking(left, ada.add(left, carl.as(MEMBER)));
    assertThat(back.heads().get(0).removed()).extracting(Removal::jid).containsExactly(bert.jid);
  }

  @Test
  void whatAForeignHandSignedChangesNothing() throws Exception {
    EpochDraft draft = ada.drafting().add(group, zoe.as(MEMBER));
    Epoch real = ada.sign(draft);
    Epoch other = bert.add(group, zoe.as(MEMBER));
    refuses(group, draft.signedWith(other.signature()), Refusal.NOT_AUTHENTIC);
    assertThat(group.take(real, JUDGE).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void strangersAndPlainMembersAddNobody() throws Exception {
    refuses(group, forged(zoe, group, zoe.as(ADMIN)), Refusal.NOT_A_MEMBER);
    refuses(group, forged(carl, group, zoe.as(MEMBER)), Refusal.NOT_ALLOWED);
  }

  @Test
  @DisplayName("REVIEW 9: whose root has changed is not the same admin")
  void anotherRootIsAnotherPerson() throws Exception {
    Person impostor = ada.withOtherRoot();
    refuses(group, forged(impostor, group, zoe.as(MEMBER)), Refusal.OTHER_ROOT);
    reason(() -> impostor.add(group, zoe.as(MEMBER)), DraftException.Reason.NOT_ALLOWED);
  }

  /** Whichever of the two removals a merge carries on, which is for their hashes to say. */
  @Test
  @DisplayName("REVIEW 9: one removal taken back does not take back another's")
  void twoRemovalsAreTakenBackByWhoKnewOfBoth() throws Exception {
    for (int i = 0; i < 8; i++) {
      Epoch one = olga.sign(olga.drafting(i).remove(group, carl.jid));
      Membership removed = taking(group, one);
      Epoch back = olga.add(removed, carl.as(MEMBER));
      Membership apart = taking(group, one, ada.remove(group, carl));
      Membership forked = taking(apart, ada.merge(apart), back);
      Membership merged = taking(forked, olga.merge(forked));
      assertThat(merged.readers().keySet()).isEqualTo(jids(olga, ada, bert));
      Membership knowing = taking(merged, olga.add(merged, carl.as(MEMBER)));
      assertThat(knowing.readers().keySet()).isEqualTo(jids(olga, ada, bert, carl));
    }
  }

  @Test
  @DisplayName("REVIEW 2: a list key that was replaced signs nothing")
  void aDeadKeySignsNothing() throws Exception {
    Person next = ada.withNextKey();
    Epoch stolen = ada.add(group, zoe.as(ADMIN));
    Taken taken = group.take(stolen, aliveFrom(next));
    assertThat(taken.verdict()).isEqualTo(Verdict.HELD);
    assertThat(taken.next().readers()).isEqualTo(group.readers());
    Epoch alive = next.remove(group, carl);
    Membership after = taking(taken.next(), List.of(alive), aliveFrom(next));
    assertThat(after.readers().keySet()).isEqualTo(jids(olga, ada, bert));
    assertThat(after.state()).isEqualTo(State.SETTLED);
  }

  @Test
  @DisplayName("REVIEW 2: a thief's own admin vouches for nothing; one who was there before does")
  void whatTheLivingBuiltUponCounts() throws Exception {
    Person next = ada.withNextKey();
    Epoch old = ada.add(group, zoe.as(ADMIN));
    Membership thief = taking(group, old);
    Epoch byNewcomer = zoe.remove(thief, carl);
    Membership held = taking(group, List.of(old, byNewcomer), aliveFrom(next));
    assertThat(held.heads()).containsExactly(genesis);
    Epoch byFriend = bert.remove(thief, carl);
    for (List<Epoch> order : List.of(List.of(old, byFriend), List.of(byFriend, old))) {
      Membership after = taking(group, order, aliveFrom(next));
      assertThat(after.heads()).containsExactly(byFriend);
    }
  }

  @Test
  void epochsOfOtherRoomsAndGroupsAreRefused() throws Exception {
    BareJid elsewhere = new BareJid("other", "rooms.alpha.test");
    Epoch otherRoom = olga.sign(olga.drafting().create(elsewhere, List.of(zoe.as(ADMIN))));
    refuses(group, otherRoom, Refusal.OTHER_GROUP);
    Epoch otherGenesis = olga.create(zoe.as(ADMIN));
    refuses(group, otherGenesis, Refusal.OTHER_GROUP);
    Membership other = Groups.of(otherGenesis);
    refuses(group, olga.add(other, carl.as(MEMBER)), Refusal.OTHER_GROUP);
    assertThat(new GroupPlace(Person.ROOM, genesis.hash())).isEqualTo(group.place());
  }

  @Test
  void aNumberThatJumpsIsRefused() throws Exception {
    Epoch jumping = renumbered(ada, group, 2);
    refuses(group, jumping, Refusal.WRONG_NUMBER);
    refuses(group, renumbered(ada, group, 999_999_999_999L), Refusal.WRONG_NUMBER);
  }

  @Test
  void removalsCannotBeLeftOutOrInvented() throws Exception {
    Membership without = taking(group, ada.remove(group, carl));
    EpochDraft good = ada.drafting().add(without, zoe.as(MEMBER));
    refuses(without, ada.sign(with(good, good.number(), List.of())), Refusal.WRONG_REMOVALS);
    List<Removal> more = new ArrayList<>(good.removed());
    more.add(Removal.here(new BareJid("zz", "zz.test"), good.number()));
    refuses(without, ada.sign(with(good, good.number(), more)), Refusal.WRONG_REMOVALS);
  }

  @Test
  void nobodyButAnOwnerTouchesOwners() throws Exception {
    reason(() -> ada.remove(group, olga), DraftException.Reason.NO_OWNER);
    reason(() -> ada.role(group, ada, OWNER), DraftException.Reason.NOT_ALLOWED);
    reason(() -> ada.add(group, zoe.as(OWNER)), DraftException.Reason.NOT_ALLOWED);
    reason(() -> olga.leave(group), DraftException.Reason.NO_OWNER);
    Membership shared = taking(group, olga.role(group, ada, OWNER));
    reason(() -> bert.remove(shared, olga), DraftException.Reason.NOT_ALLOWED);
    Membership left = taking(shared, olga.leave(shared));
    assertThat(left.readers().keySet()).isEqualTo(jids(ada, bert, carl));
    refuses(group, forged(ada, group, zoe.as(OWNER)), Refusal.NOT_ALLOWED);
  }

  @Test
  void aChildWaitsForItsParentAndNamesIt() throws Exception {
    Epoch first = ada.add(group, zoe.as(MEMBER));
    Membership ahead = taking(group, first);
    Epoch second = bert.remove(ahead, carl);
    Taken held = group.take(second, JUDGE);
    assertThat(held.verdict()).isEqualTo(Verdict.HELD);
    assertThat(held.next().readers()).isEqualTo(group.readers());
    assertThat(held.next().missing()).containsExactly(first.hash());
    Taken both = held.next().take(first, JUDGE);
    assertThat(both.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(both.next()).isEqualTo(taking(ahead, second));
    assertThat(both.next().take(first, JUDGE).verdict()).isEqualTo(Verdict.KNOWN);
    assertThat(both.next().take(first, JUDGE).next()).isEqualTo(both.next());
  }

  @Test
  @DisplayName("REVIEW 9: in a fork those read who are in both branches, until a merge")
  void aForkNarrows() throws Exception {
    Epoch one = ada.add(group, zoe.as(MEMBER));
    Epoch two = bert.remove(group, carl);
    Membership fork = taking(group, one, two);
    assertThat(fork.state()).isEqualTo(State.FORKED);
    assertThat(fork.readers().keySet()).isEqualTo(jids(olga, ada, bert));
    assertThat(fork.mergers()).extracting(Member::jid).containsExactly(olga.jid, ada.jid, bert.jid);
    reason(() -> ada.remove(fork, bert), DraftException.Reason.MERGE_FIRST);
    reason(() -> carl.merge(fork), DraftException.Reason.NOT_ALLOWED);
    Membership merged = taking(fork, ada.merge(fork));
    assertThat(merged.state()).isEqualTo(State.SETTLED);
    assertThat(merged.readers().keySet()).isEqualTo(jids(olga, ada, bert, zoe));
    assertThat(merged.heads().get(0).removed())
        .containsExactly(Removal.here(carl.jid, 1).after(two.hash()));
    reason(() -> ada.merge(merged), DraftException.Reason.NOTHING_TO_MERGE);
  }

  @Test
  @DisplayName("REVIEW 9: removals survive merges, also beside many branches that know nothing")
  void removalsSurviveMerges() throws Exception {
    Membership fork = group;
    for (Person each : List.of(olga, ada, bert)) {
      fork = taking(fork, each.add(group, new Person("new" + each.jid.local()).as(MEMBER)));
    }
    fork = taking(fork, olga.sign(olga.drafting(9).remove(group, carl.jid)));
    Membership merged = taking(fork, bert.merge(fork));
    assertThat(merged.heads()).hasSize(1);
    assertThat(merged.readers()).hasSize(6).doesNotContainKey(carl.jid);
  }

  @Test
  void whoWasAddedAgainKnowinglyIsNotRemovedByAnOlderBranch() throws Exception {
    Membership without = taking(group, ada.remove(group, carl));
    Epoch beside = bert.add(without, zoe.as(MEMBER));
    Epoch again = ada.add(without, carl.as(MEMBER));
    Membership fork = taking(without, beside, again);
    assertThat(fork.readers()).doesNotContainKey(carl.jid);
    Membership merged = taking(fork, olga.merge(fork));
    assertThat(merged.readers()).containsKeys(carl.jid, zoe.jid);
  }

  @Test
  @DisplayName("REVIEW 9: a branch by somebody whom the sibling removed is dropped")
  void aRemovedAdminsBranchIsDropped() throws Exception {
    Epoch removing = olga.remove(group, bert);
    Epoch late = bert.add(group, zoe.as(MEMBER));
    Membership behind = taking(group, late);
    Epoch later = bert.remove(behind, ada);
    for (List<Epoch> order :
        List.of(List.of(removing, late, later), List.of(later, late, removing))) {
      Membership after = taking(group, order, JUDGE);
      assertThat(after.state()).isEqualTo(State.SETTLED);
      assertThat(after.heads()).containsExactly(removing);
      assertThat(after.readers().keySet()).isEqualTo(jids(olga, ada, carl));
      assertThat(after.dropped()).containsExactly(late, later);
      assertThat(after.barred()).isEmpty();
    }
  }

  @Test
  @DisplayName("REVIEW 9: whom somebody else removed in a dropped branch stays out nevertheless")
  void droppingABranchDoesNotFailOpen() throws Exception {
    Epoch removing = olga.remove(group, bert);
    Epoch late = bert.add(group, zoe.as(MEMBER));
    Epoch byAda = ada.remove(taking(group, late), carl);
    Membership after = taking(group, late, byAda, removing);
    assertThat(after.heads()).containsExactly(removing);
    assertThat(after.barred()).containsExactly(carl.jid);
    assertThat(after.readers().keySet()).isEqualTo(jids(olga, ada));
    Membership settled = taking(after, olga.add(after, zoe.as(MEMBER)));
    assertThat(settled.barred()).isEmpty();
    assertThat(settled.readers().keySet()).isEqualTo(jids(olga, ada, zoe));
    Membership back = taking(settled, ada.add(settled, carl.as(MEMBER)));
    assertThat(back.readers()).containsKey(carl.jid);
  }

  @Test
  @DisplayName("REVIEW 9: who removed each other are out until the owner decides; the owner wins")
  void mutualRemoval() throws Exception {
    Membership fork = taking(group, ada.remove(group, bert), bert.remove(group, ada));
    assertThat(fork.state()).isEqualTo(State.FORKED);
    assertThat(fork.readers().keySet()).isEqualTo(jids(olga, carl));
    assertThat(fork.mergers()).extracting(Member::jid).containsExactly(olga.jid);
    Membership decided = taking(fork, olga.merge(fork));
    assertThat(decided.state()).isEqualTo(State.SETTLED);
    assertThat(decided.readers().keySet()).isEqualTo(jids(olga, carl));
    refuses(group, forgedWithout(bert, group, olga), Refusal.NOT_ALLOWED);
    Membership owners = taking(group, olga.remove(group, bert), forgedWithout(bert, group, olga));
    assertThat(owners.readers().keySet()).isEqualTo(jids(olga, ada, carl));
  }

  @Test
  @DisplayName("REVIEW 9: without an owner in both branches a mutual removal is the end")
  void mutualRemovalOfOwnersIsStuck() throws Exception {
    Membership two = taking(group, olga.role(group, ada, OWNER));
    Membership fork = taking(two, olga.remove(two, ada), ada.remove(two, olga));
    assertThat(fork.state()).isEqualTo(State.STUCK);
    assertThat(fork.mergers()).isEmpty();
    assertThat(fork.readers().keySet()).isEqualTo(jids(bert, carl));
    reason(() -> bert.merge(fork), DraftException.Reason.NOT_ALLOWED);
    reason(() -> carl.leave(fork), DraftException.Reason.NO_GROUP);
  }

  @Test
  void aMergeSaysNothingElseThanItsBranches() throws Exception {
    Membership fork = taking(group, ada.add(group, zoe.as(MEMBER)), bert.remove(group, carl));
    EpochDraft good = ada.drafting().merge(fork);
    List<Member> more = new ArrayList<>(good.members());
    more.add(new Person("zz").as(MEMBER));
    refuses(fork, ada.sign(members(good, more)), Refusal.WRONG_MERGE);
    Membership ahead = taking(group, good.signedWith(ada.sign(good).signature()));
    assertThat(ahead.held()).hasSize(1);
  }

  @Test
  void twoMergesAtTheSameMomentSayTheSame() throws Exception {
    Membership fork = taking(group, ada.add(group, zoe.as(MEMBER)), bert.remove(group, carl));
    Membership twice = taking(fork, ada.merge(fork), bert.merge(fork));
    assertThat(twice.heads()).hasSize(2);
    assertThat(twice.readers().keySet()).isEqualTo(jids(olga, ada, bert, zoe));
    Membership merged = taking(twice, olga.merge(twice));
    assertThat(merged.state()).isEqualTo(State.SETTLED);
    assertThat(merged.readers()).isEqualTo(twice.readers());
  }

  @Test
  void keysAndRolesThatOneBranchChangedAreMergedAndConflictsAreOut() throws Exception {
    Epoch one = olga.role(group, carl, ADMIN);
    Epoch two = ada.add(group, zoe.as(MEMBER));
    Membership fork = taking(group, one, two);
    assertThat(fork.readers().get(carl.jid).role()).isEqualTo(MEMBER);
    Membership merged = taking(fork, bert.merge(fork));
    assertThat(merged.readers().get(carl.jid).role()).isEqualTo(ADMIN);
    Membership conflict = taking(group, two, bert.add(group, zoe.withOtherRoot().as(MEMBER)));
    assertThat(conflict.readers()).doesNotContainKey(zoe.jid);
    Membership out = taking(conflict, olga.merge(conflict));
    assertThat(out.readers()).doesNotContainKey(zoe.jid);
    assertThat(out.heads().get(0).removed()).extracting(Removal::jid).containsExactly(zoe.jid);
  }

  @Test
  void ownershipThatWasHandedOverInOneBranchIsNotLost() throws Exception {
    Membership two = taking(group, olga.role(group, ada, OWNER));
    Epoch handed = olga.role(two, olga, ADMIN);
    Membership fork = taking(two, handed, bert.remove(two, carl));
    Membership merged = taking(fork, ada.merge(fork));
    assertThat(merged.readers().get(ada.jid).role()).isEqualTo(OWNER);
    assertThat(merged.readers().get(olga.jid).role()).isEqualTo(ADMIN);
  }

  @Test
  void anInvitationNamesWhereTheGroupBeginsForTheInvited() throws Exception {
    Epoch first = ada.add(group, zoe.as(MEMBER));
    Membership full = taking(group, first);
    Membership invited = Membership.invited(group.place(), Set.of(first.hash()));
    assertThat(invited.take(genesis, JUDGE).verdict()).isEqualTo(Verdict.HELD);
    Membership joined = taking(invited, first);
    assertThat(joined.readers()).isEqualTo(full.readers());
    Epoch beside = bert.remove(group, carl);
    assertThat(joined.take(beside, JUDGE).verdict()).isEqualTo(Verdict.HELD);
    Membership filled = taking(joined, beside, genesis);
    assertThat(filled.readers()).isEqualTo(taking(full, beside).readers());
    assertThat(filled.heads()).isEqualTo(taking(full, beside).heads());
  }

  @Test
  void heldEpochsAreBoundedAndStrangersPushNobodyOut() throws Exception {
    Membership ahead = taking(group, ada.add(group, zoe.as(MEMBER)));
    Epoch wanted = bert.remove(ahead, carl);
    Membership held = taking(group, wanted);
    Person stranger = new Person("mallory");
    Epoch owned = stranger.create();
    for (int i = 0; i < 2 * Membership.MAX_HELD; i++) {
      EpochDraft own = stranger.drafting(i).add(Groups.of(owned), zoe.as(MEMBER));
      Epoch junk = stranger.sign(placed(own, group.place(), List.of(owned.hash())));
      held = taking(held, junk);
    }
    assertThat(held.held()).hasSize(Membership.MAX_HELD).contains(wanted);
    assertThat(held.readers()).isEqualTo(group.readers());
  }

  @Test
  void branchesAreBoundedAndAMergeEndsThem() throws Exception {
    Membership fork = group;
    for (int i = 0; i < Membership.MAX_BRANCHES; i++) {
      fork = taking(fork, ada.sign(ada.drafting(i).add(group, new Person("n" + i).as(MEMBER))));
    }
    assertThat(fork.heads()).hasSize(Membership.MAX_BRANCHES);
    refuses(fork, bert.remove(group, carl), Refusal.TOO_MANY_BRANCHES);
    Membership merged = taking(fork, ada.merge(fork));
    assertThat(merged.state()).isEqualTo(State.SETTLED);
    assertThat(merged.readers()).hasSize(4 + Membership.MAX_BRANCHES);
  }

  @Test
  void ofLargeGroupsFewerEpochsAreKept() throws Exception {
    Person founder = new Person("founder");
    List<Member> others = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      others.add(other(i));
    }
    Epoch first = founder.create(others.toArray(new Member[0]));
    Membership group = Groups.of(first);
    for (int i = 900; i < 920; i++) {
      group = Groups.taking(group, founder.add(group, other(i)));
    }
    assertThat(group.kept()).hasSizeBetween(Membership.MAX_KEPT_OF_LARGE, 18);
    assertThat(group.isKnown(first.hash())).isTrue();
    assertThat(group.readers()).hasSize(921);
  }

  private Member other(int number) {
    return Member.account(
        new BareJid("member" + number, "gamma.test"),
        MEMBER,
        new Person("anybody").as(MEMBER).root().get());
  }

  @Test
  void oldEpochsAreForgottenAndStillKnown() throws Exception {
    Membership aged = group;
    List<Epoch> all = new ArrayList<>(List.of(genesis));
    for (int i = 0; i < Membership.MAX_KEPT + 10; i++) {
      Epoch next = ada.role(aged, carl, i % 2 == 0 ? ADMIN : MEMBER);
      all.add(next);
      aged = taking(aged, next);
    }
    assertThat(aged.kept()).hasSize(Membership.MAX_KEPT);
    for (Epoch each : all) {
      assertThat(aged.take(each, JUDGE).verdict()).isEqualTo(Verdict.KNOWN);
    }
    refuses(aged, bert.remove(group, carl), Refusal.TOO_OLD);
  }

  @Test
  @DisplayName("REVIEW 10: removed; confirmed by N of M")
  void removalsAreConfirmed() throws Exception {
    Member foreign =
        Member.foreign(
            new BareJid("foreign", "gamma.test"),
            Map.of(new DeviceId(1), carl.as(MEMBER).root().orElseThrow().key()));
    Membership before = taking(group, ada.add(group, foreign));
    Epoch removing = ada.remove(before, carl);
    Membership after = taking(before, removing);
    RemovalProgress progress = after.removal(carl.jid).orElseThrow();
    assertThat(progress.confirmed()).isEqualTo(jids(ada));
    assertThat(progress.waiting()).isEqualTo(jids(bert, olga));
    assertThat(progress.unable()).containsExactly(foreign.jid());
    assertThat(progress.all()).isEqualTo(3);
    assertThat(after.confirmed(bert.jid, genesis.hash()).removal(carl.jid)).hasValue(progress);
    Membership told = after.confirmed(bert.jid, removing.hash());
    assertThat(told.removal(carl.jid).orElseThrow().confirmed()).isEqualTo(jids(ada, bert));
    Membership later = taking(told, olga.add(told, zoe.as(MEMBER)));
    assertThat(later.removal(carl.jid).orElseThrow().confirmed()).isEqualTo(jids(ada, bert, olga));
    assertThat(later.removal(carl.jid).orElseThrow().waiting()).isEqualTo(jids(zoe));
    assertThat(later.removal(bert.jid)).isEmpty();
    assertThat(after.confirmed(zoe.jid, removing.hash())).isSameAs(after);
  }

  @Test
  @DisplayName("whom the server added by itself is unconfirmed and gets nothing")
  void theServersListIsComparedWithTheSignedOne() {
    Attendance found = group.attendance(jids(olga, ada, zoe));
    assertThat(found.reached()).isEqualTo(jids(olga, ada));
    assertThat(found.unconfirmed()).isEqualTo(jids(zoe));
    assertThat(found.absent()).isEqualTo(jids(bert, carl));
    assertThat(group.readers()).doesNotContainKey(zoe.jid);
  }

  @Test
  @DisplayName("REVIEW 10: who uses an older epoch is told; a newer one is held and fetched")
  void epochsTravelWithMessages() throws Exception {
    Epoch removing = ada.remove(group, carl);
    Membership after = taking(group, removing);
    Travel old = Travel.heard(after, bert.jid, genesis.name());
    assertThat(old).isEqualTo(new Travel(Travel.Action.OPEN, List.of(removing)));
    Travel current = Travel.heard(after, bert.jid, removing.name());
    assertThat(current).isEqualTo(new Travel(Travel.Action.OPEN, List.of()));
    Travel newer = Travel.heard(group, bert.jid, removing.name());
    assertThat(newer.action()).isEqualTo(Travel.Action.HOLD);
    for (Person each : List.of(carl, zoe)) {
      assertThat(Travel.heard(after, each.jid, genesis.name()).action())
          .isEqualTo(Travel.Action.REFUSE);
    }
  }

  /** As a client would sign it that keeps no rules. */
  private static Epoch forged(Person signer, Membership group, Member added) {
    Epoch head = group.heads().get(0);
    List<Member> members = new ArrayList<>(head.members());
    members.add(added);
    members.sort((one, other) -> one.jid().compareTo(other.jid()));
    return signer.sign(next(signer, group, members));
  }

  private static Epoch forgedWithout(Person signer, Membership group, Person removed) {
    List<Member> members = new ArrayList<>(group.heads().get(0).members());
    members.removeIf(each -> each.jid().equals(removed.jid));
    members.replaceAll(each -> each.jid().equals(signer.jid) ? each.as(OWNER) : each);
    return signer.sign(next(signer, group, members));
  }

  private static EpochDraft next(Person signer, Membership group, List<Member> members) {
    Epoch head = group.heads().get(0);
    long number = head.number() + 1;
    return new EpochDraft(
        Person.ROOM,
        number,
        Optional.of(group.place().genesis()),
        List.of(head.hash()),
        members,
        Merging.removals(List.of(head), members, number),
        signer.jid,
        signer.drafting().certificate(),
        Person.NOW);
  }

  private static Epoch renumbered(Person signer, Membership group, long number) throws Exception {
    return signer.sign(
        with(signer.drafting().add(group, new Person("x").as(MEMBER)), number, List.of()));
  }

  private static EpochDraft with(EpochDraft in, long number, List<Removal> removed) {
    return new EpochDraft(
        in.room(),
        number,
        in.genesis(),
        in.parents(),
        in.members(),
        removed,
        in.signer(),
        in.certificate(),
        in.time());
  }

  private static EpochDraft members(EpochDraft in, List<Member> members) {
    return new EpochDraft(
        in.room(),
        in.number(),
        in.genesis(),
        in.parents(),
        members,
        in.removed(),
        in.signer(),
        in.certificate(),
        in.time());
  }

  private static EpochDraft placed(EpochDraft in, GroupPlace place, List<EpochHash> parents) {
    return new EpochDraft(
        place.room(),
        in.number(),
        Optional.of(place.genesis()),
        parents,
        in.members(),
        in.removed(),
        in.signer(),
        in.certificate(),
        in.time());
  }

  private static void reason(ThrowingCallable call, DraftException.Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOf(DraftException.class)
        .extracting(e -> ((DraftException) e).reason())
        .isEqualTo(reason);
  }
}
