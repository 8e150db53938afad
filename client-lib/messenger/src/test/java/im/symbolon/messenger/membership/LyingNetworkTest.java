package im.symbolon.messenger.membership;

import static im.symbolon.messenger.membership.Groups.JUDGE;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.membership.Membership.State;
import im.symbolon.messenger.membership.wire.EpochRecord;
import im.symbolon.messenger.membership.wire.MembershipRecord;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LyingNetworkTest {
  @Property(tries = 150)
  @Label("whatever a server does, nobody reads who was removed, and in the end all agree")
  void nobodyWritesToTheRemovedAndAllAgree(@ForAll long seed, @ForAll @IntRange(max = 90) int steps)
      throws Exception {
    LyingNetwork network = new LyingNetwork(seed);
    for (int i = 0; i < steps; i++) {
      Person who = network.step();
      nobodyReadsWhoWasRemoved(network.beliefs.get(who));
    }
    network.deliverAll();
    Membership first = network.beliefs.get(LyingNetwork.PEOPLE.get(0));
    assertThat(new HashSet<>(network.beliefs.values())).containsExactly(first);
    assertThat(first.held()).isEmpty();
    nobodyReadsWhoWasRemoved(first);
    settles(network, first);
  }

  /** One admin merges two removals while the one who made one of them takes it back. */
  @Example
  void aRemovalThatWasMergedMeanwhileCanBeTakenBack() throws Exception {
    nobodyWritesToTheRemovedAndAllAgree(2133, 78);
  }

  /** Two admins remove somebody apart, and one of them, who heard of one removal, takes it back. */
  @Example
  void aRemovalThatNobodyTookBackHoldsBesideOneThatWas() throws Exception {
    nobodyWritesToTheRemovedAndAllAgree(3006, 37);
    nobodyWritesToTheRemovedAndAllAgree(2105, 47);
    nobodyWritesToTheRemovedAndAllAgree(4320, 65);
  }

  /** Somebody leaves whom only a dropped branch had let in; then an admin lets them in. */
  @Example
  void whoLeftWhereTheyWereNeverInMayBeAdded() throws Exception {
    nobodyWritesToTheRemovedAndAllAgree(249, 53);
    nobodyWritesToTheRemovedAndAllAgree(293, 90);
  }

  /** As long as somebody can merge, whoever is first does, and one list is left. */
  private static void settles(LyingNetwork network, Membership from) throws Exception {
    Membership group = from;
    for (int i = 0; group.state() == State.FORKED; i++) {
      assertThat(i).isLessThan(3);
      Set<BareJid> readers = group.readers().keySet();
      Epoch merge = network.person(group.mergers().get(0)).merge(group);
      Taken taken = group.take(merge, JUDGE);
      assertThat(taken.verdict()).isEqualTo(Taken.Verdict.ACCEPTED);
      group = taken.next();
      nobodyReadsWhoWasRemoved(group);
      assertThat(group.heads()).contains(merge);
      assertThat(group.readers().keySet()).containsAll(readers);
    }
  }

  private static void nobodyReadsWhoWasRemoved(Membership group) {
    Set<BareJid> wrong = new TreeSet<>(group.readers().keySet());
    wrong.retainAll(new Removed(group).people());
    assertThat(wrong).isEmpty();
  }

  @Property(tries = 100)
  @Label("any order of the same epochs, with repetitions and forgeries, gives the same")
  void orderDoesNotMatter(@ForAll long seed) throws Exception {
    LyingNetwork network = history(seed);
    Membership inOrder = all(network.epochs);
    List<Epoch> shuffled = new ArrayList<>(network.epochs);
    shuffled.addAll(network.epochs.subList(0, network.epochs.size() / 2));
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(all(shuffled)).isEqualTo(inOrder);
    assertThat(all(shuffled).readers()).isEqualTo(inOrder.readers());
    for (Epoch each : network.epochs) {
      assertThat(inOrder.take(each, JUDGE).next()).isEqualTo(inOrder);
      Epoch forged = each.draft().signedWith(network.epochs.get(0).signature());
      assertThat(inOrder.take(forged, JUDGE).next()).isEqualTo(inOrder);
    }
  }

  @Property(tries = 60)
  @Label("a server that holds epochs back never gets anybody in whom no admin added")
  void onlyAdmittedPeopleEverRead(@ForAll long seed) throws Exception {
    LyingNetwork network = history(seed);
    List<Epoch> some = new ArrayList<>(network.epochs);
    Collections.shuffle(some, new Random(seed));
    Membership group = Membership.founded(network.epochs.get(0).place());
    for (Epoch each : some.subList(0, some.size() * 2 / 3)) {
      group = group.take(each, JUDGE).next();
      for (Epoch head : group.heads()) {
        for (Member reader : group.readers().values()) {
          assertThat(head.member(reader.jid()).orElseThrow().isSamePersonAs(reader)).isTrue();
        }
      }
      nobodyReadsWhoWasRemoved(group);
    }
  }

  @Property(tries = 40)
  @Label("what is stored comes back as it was")
  void comesBackFromTheStore(@ForAll long seed) throws Exception {
    LyingNetwork network = history(seed);
    List<Epoch> some = new ArrayList<>(network.epochs);
    Collections.shuffle(some, new Random(seed));
    Membership group = all(some.subList(0, Math.max(1, some.size() * 3 / 4)));
    for (Epoch each : group.heads()) {
      group = group.confirmed(each.members().get(0).jid(), each.hash());
    }
    List<Epoch> epochs = new ArrayList<>();
    for (Epoch each : group.kept()) {
      byte[] row = MembershipCodec.write(each).toByteArray();
      epochs.add(MembershipCodec.read(EpochRecord.parseFrom(row)));
    }
    byte[] row = MembershipCodec.write(group).toByteArray();
    Membership read = MembershipCodec.read(MembershipRecord.parseFrom(row), epochs);
    assertThat(read).isEqualTo(group);
    assertThat(read.readers()).isEqualTo(group.readers());
  }

  private static LyingNetwork history(long seed) throws Exception {
    LyingNetwork network = new LyingNetwork(seed);
    for (int i = 0; i < 70; i++) {
      network.step();
    }
    return network;
  }

  private static Membership all(List<Epoch> epochs) {
    Epoch genesis = epochs.stream().min(Graph.ORDER).orElseThrow();
    return Groups.taking(Membership.founded(genesis.place()), epochs, JUDGE);
  }
}
