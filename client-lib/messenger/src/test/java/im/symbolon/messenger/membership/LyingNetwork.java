package im.symbolon.messenger.membership;

import static im.symbolon.messenger.membership.Groups.JUDGE;
import static im.symbolon.protocol.groups.MemberRole.ADMIN;
import static im.symbolon.protocol.groups.MemberRole.MEMBER;
import static im.symbolon.protocol.groups.MemberRole.OWNER;

import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Five members and two others, each with what they believe, and a server that does as it likes. */
final class LyingNetwork {
  /** Fewer than what is kept of a group, and branches below their limit. */
  private static final int MAX_EPOCHS = 15;

  static final List<Person> PEOPLE =
      List.of(
          new Person("olga"),
          new Person("ada"),
          new Person("bert"),
          new Person("carl"),
          new Person("dora"),
          new Person("eric"),
          new Person("fred"));

  final List<Epoch> epochs = new ArrayList<>();
  final Map<Person, Membership> beliefs = new HashMap<>();
  private final Random random;

  LyingNetwork(long seed) throws Exception {
    this.random = new Random(seed);
    Epoch genesis =
        PEOPLE
            .get(0)
            .create(
                PEOPLE.get(1).as(ADMIN),
                PEOPLE.get(2).as(ADMIN),
                PEOPLE.get(3).as(MEMBER),
                PEOPLE.get(4).as(MEMBER));
    epochs.add(genesis);
    PEOPLE.forEach(each -> beliefs.put(each, Groups.of(genesis)));
  }

  /**
   * Somebody does something, or the server delivers an epoch to somebody, again or for the first
   * time.
   */
  Person step() {
    Person who = any(PEOPLE);
    if (random.nextInt(3) > 0 || epochs.size() >= MAX_EPOCHS) {
      deliver(who, any(epochs));
      return who;
    }
    try {
      Epoch made = who.sign(change(who, beliefs.get(who)));
      epochs.add(made);
      deliver(who, made);
    } catch (DraftException notNow) {
      deliver(who, any(epochs));
    }
    return who;
  }

  void deliver(Person to, Epoch epoch) {
    if (random.nextInt(5) == 0) {
      take(to, epoch.draft().signedWith(any(epochs).signature()));
    }
    take(to, epoch);
  }

  private void take(Person to, Epoch epoch) {
    beliefs.put(to, beliefs.get(to).take(epoch, JUDGE).next());
  }

  /** Everything, to everybody, in an order of their own. */
  void deliverAll() {
    for (Person each : PEOPLE) {
      List<Epoch> order = new ArrayList<>(epochs);
      Collections.shuffle(order, random);
      order.forEach(epoch -> deliver(each, epoch));
    }
  }

  private EpochDraft change(Person who, Membership group) throws DraftException {
    Person other = any(PEOPLE);
    Drafting drafting = who.drafting(epochs.size());
    return switch (random.nextInt(8)) {
      case 0, 1 -> drafting.add(group, other.as(random.nextBoolean() ? MEMBER : ADMIN));
      case 2, 3, 4 -> drafting.remove(group, other.jid);
      case 5 -> drafting.role(group, other.jid, any(List.of(OWNER, ADMIN, MEMBER)));
      case 6 -> drafting.leave(group);
      default -> drafting.merge(group);
    };
  }

  Person person(Member member) {
    return PEOPLE.stream().filter(each -> each.jid.equals(member.jid())).findFirst().orElseThrow();
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
