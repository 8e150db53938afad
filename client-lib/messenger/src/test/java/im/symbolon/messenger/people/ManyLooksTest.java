package im.symbolon.messenger.people;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.TestLists;
import im.symbolon.messenger.xmpp.DirectoryServer;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.KeyDirectory;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.Found.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManyLooksTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "beta.test");

  private final DirectoryServer server = new DirectoryServer();
  private final RowStore store = new MemoryRowStore();
  private final TestLists root = new TestLists(7);
  private Instant now = TestLists.NOW;
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
  private final ManyLooks looks = looks();
  private final List<Object> lines = new ArrayList<>();

  private ManyLooks looks() {
    Surroundings alice =
        new Surroundings(DirectoryServer.ALICE, store, new Random(1)::nextBytes, clock);
    Disco disco = new Disco(server);
    PeopleCare care =
        new PeopleCare(alice, new Pep(server, disco), outcome -> lines.addAll(outcome.received()));
    return new ManyLooks(care, new KeyDirectory(server, new ServiceDiscovery(disco)));
  }

  private SignedDeviceList list(BareJid account, long version) {
    ListedDevice device =
        ListedDevice.foreign(
            new DeviceId(7), new TestLists(3).device(7).identity(), "Gajim", TestLists.NOW);
    return root.at(1, version).of(account).with(device);
  }

  private Optional<AcceptedList> accepted(BareJid account) throws Exception {
    return store.transaction(rows -> new People(rows).of(account)).flatMap(Person::accepted);
  }

  private void later() {
    now = now.plus(Duration.ofDays(8));
  }

  @Test
  void listsOfManyComeInAHandfulOfQuestionsAndAreVerified() throws Exception {
    List<BareJid> people = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      BareJid each = new BareJid("m" + i, "beta.test");
      people.add(each);
      server.lists.put(each, list(each, 1));
    }
    looks.beforeWriting(people);
    assertThat(server.pepReads).isEmpty();
    assertThat(server.questions).isLessThanOrEqualTo(5);
    for (BareJid each : people) {
      assertThat(accepted(each).flatMap(AcceptedList::hash))
          .contains(server.lists.get(each).hash());
    }
    int before = server.questions;
    looks.beforeWriting(people);
    assertThat(server.questions).isEqualTo(before);
  }

  @Test
  void aWeekLaterKnownListsAreComparedByHash() throws Exception {
    server.lists.put(BOB, list(BOB, 1));
    server.lists.put(CAROL, list(CAROL, 1));
    looks.beforeWriting(List.of(BOB, CAROL));
    later();
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(server.looks).hasSize(2);
    assertThat(server.looks.get(1).accounts().get(BOB).known())
        .contains(server.lists.get(BOB).hash());
    assertThat(server.pepReads).isEmpty();
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(server.looks).hasSize(2);
  }

  @Test
  void aListThatItsOwnerDidNotSignIsNotBelievedAndPepIsAsked() throws Exception {
    server.lists.put(BOB, list(BOB, 1));
    server.lists.put(CAROL, list(CAROL, 1));
    SignedDeviceList good = list(BOB, 1);
    SignedDeviceList forged = good.draft().signedWith(list(CAROL, 3).signature());
    server.says.put(BOB, new Found(BOB, Standing.GIVEN, Optional.of(forged), Optional.empty()));
    server.lists.remove(BOB);
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(accepted(BOB)).isEmpty();
    assertThat(server.pepReads).containsExactly(BOB);
  }

  /** What a directory remembers may be older than what somebody told: no evidence of anything. */
  @Test
  void anOlderListOrNoneAtAllIsAskedForBeforeAnythingIsSaid() throws Exception {
    server.lists.put(BOB, list(BOB, 2));
    server.lists.put(CAROL, list(CAROL, 2));
    looks.beforeWriting(List.of(BOB, CAROL));
    later();
    Found old = new Found(BOB, Standing.GIVEN, Optional.of(list(BOB, 1)), Optional.empty());
    server.says.put(BOB, old);
    server.says.put(CAROL, new Found(CAROL, Standing.NONE, Optional.empty(), Optional.empty()));
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(server.pepReads).containsExactlyInAnyOrder(BOB, CAROL);
    assertThat(accepted(BOB).orElseThrow(AssertionError::new).version()).isEqualTo(2);
    assertThat(accepted(CAROL)).isPresent();
    assertThat(lines).isEmpty();
  }

  @Test
  void whoseListADirectoryHidesIsAskedDirectlyOnceADay() throws Exception {
    server.lists.put(BOB, list(BOB, 1));
    server.says.put(BOB, new Found(BOB, Standing.NONE, Optional.empty(), Optional.empty()));
    looks.beforeWriting(List.of(BOB, CAROL));
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(accepted(BOB)).isPresent();
    assertThat(server.looks).hasSize(1);
    assertThat(server.pepReads).containsExactly(BOB, CAROL);
  }

  @Test
  void whomTheDirectoryCannotSeeIsAskedDirectly() throws Exception {
    server.lists.put(BOB, list(BOB, 1));
    server.says.put(BOB, new Failed(BOB, Failed.Why.ASK_YOURSELF));
    server.says.put(CAROL, new Failed(CAROL, Failed.Why.REFUSED));
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(server.pepReads).containsExactlyInAnyOrder(BOB, CAROL);
    assertThat(accepted(BOB)).isPresent();
  }

  @Test
  void whoseDomainIsAwayIsLeftAloneForAWhile() throws Exception {
    server.says.put(BOB, new Failed(BOB, Failed.Why.UNREACHABLE));
    server.says.put(CAROL, new Failed(CAROL, Failed.Why.UNREACHABLE));
    server.silent.add("beta.test");
    looks.beforeWriting(List.of(BOB, CAROL));
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(server.looks).hasSize(1);
    assertThat(server.pepReads).containsExactly(BOB); // one for all of the domain
    now = now.plus(Duration.ofMinutes(2));
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(server.looks).hasSize(2);
  }

  @Test
  void aDirectoryThatSaysADomainIsAwayDoesNotHideIt() throws Exception {
    server.lists.put(BOB, list(BOB, 1));
    server.lists.put(CAROL, list(CAROL, 1));
    server.says.put(BOB, new Failed(BOB, Failed.Why.UNREACHABLE));
    server.says.put(CAROL, new Failed(CAROL, Failed.Why.UNREACHABLE));
    looks.beforeWriting(List.of(BOB, CAROL));
    assertThat(accepted(BOB)).isPresent();
    assertThat(accepted(CAROL)).isPresent();
  }

  @Test
  void withoutADirectoryEachIsAskedAsBefore() throws Exception {
    server.hasDirectory = false;
    server.lists.put(BOB, list(BOB, 1));
    server.lists.put(CAROL, list(CAROL, 1));
    looks.beforeWriting(List.of(BOB, CAROL, DirectoryServer.ALICE));
    assertThat(server.pepReads).containsExactly(BOB, CAROL);
    assertThat(accepted(BOB)).isPresent();
  }
}
