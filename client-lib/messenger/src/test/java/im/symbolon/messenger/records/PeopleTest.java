package im.symbolon.messenger.records;

import static im.symbolon.messenger.trust.TestLists.BOB;
import static im.symbolon.messenger.trust.TestLists.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.symbolon.messenger.core.Judge;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.messenger.trust.Alarm;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.messenger.trust.Standing;
import im.symbolon.messenger.trust.TestLists;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private final MemoryRowStore store = new MemoryRowStore();
  private final TestLists bobs = new TestLists(1);
  private final ListedDevice phone = bobs.device(1);
  private final ListedDevice tablet = bobs.device(2);
  private final SignedDeviceList list = bobs.at(3, 7).removing(tablet).with(phone);

  private <T> T with(Work<T, StoreException> work) {
    try {
      return store.transaction(work);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private Void put(Rows rows, Person person) throws StoreException {
    new People(rows).put(person);
    return null;
  }

  private static DeviceAddress address(ListedDevice device) {
    return new DeviceAddress(BOB, device.id());
  }

  private Standing standing(DeviceAddress device, Optional<Fingerprint> shown) {
    return with(rows -> new People(rows).standing(device, shown));
  }

  private boolean mayWrite() {
    return with(rows -> new Judge(rows, NOW).mayWriteTo(address(phone)));
  }

  @Test
  void everythingAboutAPersonOutlivesARestart() throws Exception {
    Person person =
        with(rows -> new People(rows).take(list))
            .verified(new PersonVerification(PersonVerification.How.NUMBER, NOW))
            .blocked(new Blocked(Alarm.ROOT_CHANGED, new TestLists(2).root()))
            .looked(NOW, Set.of(new DeviceId(66)))
            .showing(Set.of(new DeviceId(67)))
            .refusing(List.of(new TestLists(3).root()));
    with(rows -> put(rows, person));
    MemoryRowStore after = store.crash();
    Optional<Person> stored = after.transaction(r -> new People(r).of(BOB));
    assertThat(stored).contains(person);
    List<Person> all = after.transaction(r -> new People(r).all());
    assertThat(all).containsExactly(person);
    Optional<SignedDeviceList> kept = after.transaction(r -> new People(r).list(BOB));
    assertThat(kept).contains(list);
  }

  @Test
  void theListSaysWhatADeviceIs() {
    Fingerprint key = Fingerprint.of(phone.identity());
    Fingerprint other = Fingerprint.of(tablet.identity());
    assertThat(standing(address(phone), Optional.of(key))).isEqualTo(Standing.NO_ROOT);
    with(rows -> new People(rows).take(list));
    assertThat(standing(address(phone), Optional.of(key))).isEqualTo(Standing.LISTED);
    assertThat(standing(address(phone), Optional.empty())).isEqualTo(Standing.LISTED);
    assertThat(standing(address(phone), Optional.of(other))).isEqualTo(Standing.OTHER_KEY);
    assertThat(standing(address(tablet), Optional.of(other))).isEqualTo(Standing.REMOVED);
    assertThat(standing(address(tablet), Optional.empty())).isEqualTo(Standing.REMOVED);
    DeviceAddress nobody = new DeviceAddress(BOB, new DeviceId(66));
    assertThat(standing(nobody, Optional.empty())).isEqualTo(Standing.UNLISTED);
    assertThat(standing(nobody, Optional.of(other)))
        .as("a removed key under another id")
        .isEqualTo(Standing.REMOVED);
  }

  /** REVIEW 3: once a root was seen, that person never returns to single devices. */
  @Test
  void aRootIsNeverForgotten() {
    with(rows -> new People(rows).take(list));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(rows -> put(rows, Person.unknown(BOB))));
    boolean has = with(rows -> new People(rows).hasRoot(BOB));
    assertThat(has).isTrue();
  }

  @Test
  void anotherRootEndsTheVerificationOfTheFirst() {
    Person verified =
        with(rows -> new People(rows).take(list))
            .verified(new PersonVerification(PersonVerification.How.CODE, NOW));
    with(rows -> put(rows, verified));
    Person next = with(rows -> new People(rows).take(bobs.at(3, 8).after(list).with(phone)));
    assertThat(next.verified()).isPresent();
    TestLists others = new TestLists(2);
    Person other = with(rows -> new People(rows).take(others.at(1, 1).with()));
    assertThat(other.verified()).isEmpty();
    assertThat(other.root()).contains(others.root());
  }

  @Test
  void nothingLeavesToWhoIsBlockedWhateverIsThoughtOfTheirDevices() {
    with(rows -> new People(rows).take(list));
    Fingerprint key = Fingerprint.of(phone.identity());
    with(
        rows -> {
          new TrustBook(rows).decide(address(phone), key, Decision.ofPerson(Trust.TRUSTED, NOW));
          return null;
        });
    assertThat(mayWrite()).isTrue();
    with(
        rows -> {
          People people = new People(rows);
          people.put(
              people
                  .of(BOB)
                  .get()
                  .blocked(new Blocked(Alarm.ROOT_CHANGED, new TestLists(2).root())));
          return null;
        });
    assertThat(mayWrite()).isFalse();
  }

  /** The key that a device came with first was not the one that its owner signed. */
  @Test
  void whatWasBelievedBlindlyGivesWayToWhatIsSigned() {
    Fingerprint right = Fingerprint.of(phone.identity());
    Fingerprint wrong = Fingerprint.of(tablet.identity());
    with(rows -> new TrustBook(rows).seen(address(phone), wrong, NOW));
    with(
        rows -> {
          new TrustBook(rows).follow(address(phone), right);
          return null;
        });
    Optional<TrustBook.Sighting> seen =
        with(rows -> new TrustBook(rows).seen(address(phone), right, NOW));
    assertThat(seen).isPresent();
    with(
        rows -> {
          Decision distrusted = Decision.ofPerson(Trust.DISTRUSTED, NOW);
          new TrustBook(rows).decide(address(phone), right, distrusted);
          new TrustBook(rows).follow(address(phone), wrong);
          return null;
        });
    Optional<TrustBook.Entry> entry = with(rows -> new TrustBook(rows).entry(address(phone)));
    assertThat(entry)
        .map(TrustBook.Entry::fingerprint)
        .as("what a hand decided stays")
        .contains(right);
  }
}
