package im.symbolon.messenger.membership;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.ratchet.primitives.Ed25519;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tests of memberships share. */
final class Groups {
  /** No list key was ever replaced. */
  static final EpochJudge JUDGE = new EpochJudge(Ed25519::verify, (person, root) -> 0);

  private Groups() {}

  /** Of somebody's list keys only that serial and later ones are alive. */
  static EpochJudge aliveFrom(Person person) {
    return new EpochJudge(
        Ed25519::verify, (jid, root) -> jid.equals(person.jid) ? person.serial : 0);
  }

  static Membership of(Epoch genesis, Epoch... then) {
    return taking(Membership.founded(genesis.place()).take(genesis, JUDGE).next(), then);
  }

  static Membership taking(Membership group, Epoch... epochs) {
    return taking(group, Arrays.asList(epochs), JUDGE);
  }

  static Membership taking(Membership group, Collection<Epoch> epochs, EpochJudge judge) {
    Membership out = group;
    for (Epoch each : epochs) {
      out = out.take(each, judge).next();
    }
    return out;
  }

  static Set<BareJid> jids(Person... people) {
    return Arrays.stream(people)
        .map(each -> each.jid)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static void refuses(Membership group, Epoch epoch, Refusal why) {
    Taken taken = group.take(epoch, JUDGE);
    assertThat(taken.why()).hasValue(why);
    assertThat(taken.next()).isEqualTo(group);
  }
}
