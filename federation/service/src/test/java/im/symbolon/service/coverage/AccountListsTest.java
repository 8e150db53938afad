package im.symbolon.service.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.MovableClock;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.TestLists;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

class AccountListsTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final FakePep pep = new FakePep();
  private final List<Optional<AccountLists.Lists>> heard = new ArrayList<>();
  private final List<AccountLists.Lists> read = new ArrayList<>();
  private boolean hearsAll;
  private final AccountLists<AccountLists.Lists> lists =
      new AccountLists<>(
          new ServiceAddresses("beta.test", Set.of("beta.test")),
          new Host(packet -> {}, pep, tasks::add),
          clock,
          () -> hearsAll,
          (account, found) -> {
            read.add(found);
            return Optional.of(found);
          });

  private Optional<AccountLists.Lists> ask() {
    lists.ask(BOB, heard::add);
    work();
    return heard.get(heard.size() - 1);
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void tellsAllListsTogether() {
    pep.announce(BOB, true, 1, 2);
    pep.announce(BOB, false, 2, 3);
    pep.publish(BOB, Namespaces.DEVICES, TestLists.of(BOB, TestLists.ours(BOB, 1)));
    AccountLists.Lists found = ask().orElseThrow();
    assertThat(found.announced()).extracting(DeviceId::value).containsExactly(1, 2, 3);
    assertThat(found.signed().orElseThrow().devices()).hasSize(1);
  }

  @Test
  void whoHasNoListsHasNoDevices() {
    AccountLists.Lists found = ask().orElseThrow();
    assertThat(found.announced()).isEmpty();
    assertThat(found.signed()).isEmpty();
  }

  /** REVIEW 15: an overlooked device would lose its messages. */
  @ParameterizedTest
  @ValueSource(
      strings = {Namespaces.OMEMO_2_DEVICES, Namespaces.OMEMO_LEGACY_DEVICES, Namespaces.DEVICES})
  void aListThatMayNotBeSeenIsNotTakenForNone(String node) {
    pep.announce(BOB, true, 1);
    pep.publish(BOB, Namespaces.DEVICES, TestLists.of(BOB, TestLists.ours(BOB, 1)));
    pep.onTheWay =
        answer -> {
          if (pep.asked.get(pep.asked.size() - 1).toXML().contains("'" + node + "'")
              || pep.asked.get(pep.asked.size() - 1).toXML().contains("\"" + node + "\"")) {
            answer.setType(IQ.Type.error);
            answer.setError(Condition.not_authorized);
          }
          return answer;
        };
    assertThat(ask()).isEmpty();
  }

  @Test
  void aListThatCannotBeReadIsNotTakenForNone() {
    pep.publish(
        BOB, Namespaces.OMEMO_2_DEVICES, XmlElement.element("urn:other", "devices").build());
    assertThat(ask()).isEmpty();
  }

  @Test
  void anAnswerOfSomebodyElseCountsNot() {
    pep.announce(BOB, true, 1);
    pep.onTheWay =
        answer -> {
          answer.setFrom("eve@beta.test");
          return answer;
        };
    assertThat(ask()).isEmpty();
  }

  @Test
  void silenceIsNotTakenForNone() {
    pep.silentDomains.add("beta.test");
    lists.ask(BOB, heard::add);
    work();
    for (int node = 0; node < 3; node++) {
      assertThat(heard).isEmpty();
      pep.unanswered.get(node).accept(Optional.empty());
      work();
    }
    assertThat(heard).containsExactly(Optional.empty());
  }

  /** Two PEP questions for each of a crowd's messages are what made servers slow. */
  @Test
  void whoWantsWhatIsAnnouncedIsToldByTheSameQuestions() {
    pep.announce(BOB, true, 1, 2);
    ask();
    List<Set<DeviceId>> announced = new ArrayList<>();
    lists.announced(BOB, announced::add);
    assertThat(announced).containsExactly(Set.of(new DeviceId(1), new DeviceId(2)));
    assertThat(pep.askedAbout(BOB)).isEqualTo(3);
  }

  /** Messages come in crowds, and each needs to know. */
  @Test
  void aThousandAskersGetOneAnswerEach() {
    pep.announce(BOB, true, 1);
    for (int i = 0; i < 1000; i++) {
      lists.ask(BOB, heard::add);
    }
    work();
    assertThat(heard).hasSize(1000).allMatch(Optional::isPresent);
    assertThat(pep.askedAbout(BOB)).isEqualTo(3);
    clock.advance(Duration.ofSeconds(5));
    ask();
    assertThat(pep.askedAbout(BOB)).isEqualTo(6);
  }

  /** Signatures take long to check: once for all who ask, and once for a list that stays. */
  @Test
  void listsThatStayWhatTheyAreAreReadOnce() {
    pep.announce(BOB, true, 1);
    pep.publish(BOB, Namespaces.DEVICES, TestLists.of(BOB, TestLists.ours(BOB, 1)));
    for (int i = 0; i < 100; i++) {
      lists.ask(BOB, heard::add);
    }
    work();
    clock.advance(Duration.ofSeconds(5));
    assertThat(ask()).isPresent();
    assertThat(read).hasSize(1);
    pep.announce(BOB, true, 1, 2);
    clock.advance(Duration.ofSeconds(5));
    assertThat(ask().orElseThrow().announced()).hasSize(2);
    assertThat(read).hasSize(2);
  }

  /** Whoever keeps a message writes down at once then whom it is for. */
  @Test
  void whatIsKnownIsToldAtOnceAndOnlyWhileItIsFresh() {
    pep.announce(BOB, true, 1);
    lists.ask(BOB, heard::add);
    assertThat(heard).isEmpty();
    work();
    lists.ask(BOB, heard::add);
    assertThat(heard).hasSize(2);
    clock.advance(Duration.ofSeconds(5));
    lists.ask(BOB, heard::add);
    assertThat(heard).hasSize(2);
  }

  /** Of 1,000 accounts that get a message every two seconds, hardly one changes its lists. */
  @Test
  void whereEachChangeIsToldListsAreNotReadAgainForTwoMinutes() {
    hearsAll = true;
    pep.announce(BOB, true, 1);
    ask();
    clock.advance(Duration.ofSeconds(119));
    assertThat(ask()).isPresent();
    assertThat(pep.askedAbout(BOB)).isEqualTo(3);
    clock.advance(Duration.ofSeconds(1));
    ask();
    assertThat(pep.askedAbout(BOB)).isEqualTo(6);
  }

  /** REVIEW 15: whoever erases must not overlook a device that another plugin let in. */
  @Test
  void whoeverErasesGetsNothingThatIsOlderThanFiveSeconds() {
    hearsAll = true;
    pep.announce(BOB, true, 1);
    ask();
    pep.announce(BOB, true, 1, 2);
    clock.advance(Duration.ofSeconds(5));
    lists.askLately(BOB, heard::add);
    work();
    assertThat(heard.get(1).orElseThrow().announced()).hasSize(2);
    assertThat(ask().orElseThrow().announced()).hasSize(2);
    assertThat(pep.askedAbout(BOB)).isEqualTo(6);
  }

  @Test
  void aChangeIsKnownToTheNextWhoAsks() {
    hearsAll = true;
    pep.announce(BOB, true, 1);
    ask();
    pep.announce(BOB, true, 1, 2);
    lists.changed(BOB);
    assertThat(ask().orElseThrow().announced()).hasSize(2);
  }

  /** Since version 5, Openfire says that a publication has been dealt with before it has been. */
  @Test
  void whatWasReadWhileAChangeWasUnderWayIsNotKept() {
    hearsAll = true;
    pep.announce(BOB, true, 1);
    lists.changed(BOB);
    clock.advance(Duration.ofSeconds(4));
    assertThat(ask().orElseThrow().announced()).hasSize(1);
    pep.announce(BOB, true, 1, 2);
    clock.advance(Duration.ofSeconds(5));
    assertThat(ask().orElseThrow().announced()).hasSize(2);
    clock.advance(Duration.ofSeconds(100));
    ask();
    assertThat(pep.askedAbout(BOB)).isEqualTo(6);
  }

  @Test
  void whatCouldNotBeReadIsSoonTriedAgain() {
    hearsAll = true;
    pep.onTheWay =
        answer -> {
          answer.setFrom("eve@beta.test");
          return answer;
        };
    assertThat(ask()).isEmpty();
    pep.onTheWay = answer -> answer;
    clock.advance(Duration.ofSeconds(5));
    assertThat(ask()).isPresent();
  }

  @Test
  void listsThatCannotBeUnderstoodCountAsUnknown() {
    AccountLists<String> broken =
        new AccountLists<>(
            new ServiceAddresses("beta.test", Set.of("beta.test")),
            new Host(packet -> {}, pep, tasks::add),
            clock,
            () -> false,
            (account, found) -> {
              throw new IllegalStateException("a test's");
            });
    List<Optional<String>> told = new ArrayList<>();
    broken.ask(BOB, told::add);
    work();
    assertThat(told).containsExactly(Optional.empty());
  }

  @Test
  void oneAskerWhoFailsLeavesTheOthersTheirAnswer() {
    lists.ask(
        BOB,
        found -> {
          throw new IllegalStateException("a test's");
        });
    lists.ask(BOB, heard::add);
    work();
    assertThat(heard).hasSize(1);
  }
}
