package im.symbolon.messenger.trust;

import static im.symbolon.messenger.trust.TestLists.BOB;
import static im.symbolon.messenger.trust.TestLists.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.trust.ListPolicy.Judgement;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListPolicyTest {
  private final TestLists bobs = new TestLists(1);
  private final ListedDevice phone = bobs.device(1);
  private final ListedDevice tablet = bobs.device(2);
  private final SignedDeviceList first = bobs.at(1, 5).with(phone);
  private final AcceptedList known = AcceptedList.of(first);

  private Judgement judge(SignedDeviceList list) {
    return judge(Optional.of(known), list, NOW);
  }

  private static Judgement judge(Optional<AcceptedList> known, SignedDeviceList list, Instant now) {
    return new ListPolicy(Ed25519::verify, now).judge(BOB, known, list);
  }

  @Test
  void aFirstListIntroducesAPerson() {
    assertThat(judge(Optional.empty(), first, NOW)).isEqualTo(Judgement.NEW_PERSON);
  }

  @Test
  void whatFollowsIsNewer() {
    assertThat(judge(bobs.at(1, 6).after(first).with(phone, tablet))).isEqualTo(Judgement.NEWER);
    SignedDeviceList other = bobs.at(1, 5).with(tablet);
    assertThat(judge(bobs.at(1, 6).after(other, first).with(phone)))
        .as("merged")
        .isEqualTo(Judgement.NEWER);
    assertThat(judge(bobs.at(1, 9).after(other).with(phone)))
        .as("some were missed")
        .isEqualTo(Judgement.NEWER);
  }

  @Test
  void theSameIsTheSameAlsoWhenItIsOver() {
    assertThat(judge(first)).isEqualTo(Judgement.SAME);
    Instant later = NOW.plus(Duration.ofDays(400));
    assertThat(judge(Optional.of(known), first, later)).isEqualTo(Judgement.SAME);
  }

  @Test
  @DisplayName("REVIEW 23: a lower version is evidence")
  void whatWasBeforeIsOlder() {
    assertThat(judge(bobs.at(1, 4).with(phone))).isEqualTo(Judgement.OLDER);
    SignedDeviceList longAgo = bobs.at(1, 1).issued(NOW.minus(Duration.ofDays(400))).with(phone);
    assertThat(judge(longAgo)).isEqualTo(Judgement.OLDER);
  }

  @Test
  @DisplayName("REVIEW 2: a higher serial kills every lower one")
  void theSerialCountsBeforeTheVersion() {
    AcceptedList revoked = AcceptedList.of(bobs.at(2, 1).with(phone));
    SignedDeviceList thiefs = bobs.at(1, 1_000_000).with(phone, tablet);
    assertThat(judge(Optional.of(revoked), thiefs, NOW)).isEqualTo(Judgement.OLDER);
    assertThat(judge(bobs.at(2, 1).with(phone))).isEqualTo(Judgement.NEWER);
    assertThat(judge(bobs.at(2, 6).after(bobs.at(1, 5).with(tablet)).with(phone)))
        .as("under another key nothing has to follow")
        .isEqualTo(Judgement.NEWER);
  }

  @Test
  void twoListsAtOnePlaceAreAFork() {
    assertThat(judge(bobs.at(1, 5).with(tablet))).isEqualTo(Judgement.FORKED);
  }

  @Test
  void theNextOneThatDoesNotFollowIsAFork() {
    assertThat(judge(bobs.at(1, 6).with(phone))).isEqualTo(Judgement.FORKED);
    assertThat(judge(bobs.at(1, 6).after(bobs.at(1, 5).with(tablet)).with(phone)))
        .isEqualTo(Judgement.FORKED);
  }

  @Test
  void anotherRootIsAnotherRoot() {
    TestLists others = new TestLists(2);
    assertThat(judge(others.at(9, 9).with(others.device(1)))).isEqualTo(Judgement.OTHER_ROOT);
  }

  @Test
  void anotherAccountsListIsNotLookedAt() {
    SignedDeviceList carols =
        bobs.at(1, 6).of(new BareJid("carol", "gamma.test")).after(first).with();
    assertThat(judge(carols)).isEqualTo(Judgement.OTHER_ACCOUNT);
  }

  @Test
  void aListThatIsOverIsExpiredWhateverItSays() {
    Instant before = NOW.minus(Duration.ofDays(30));
    assertThat(judge(bobs.at(1, 6).issued(before).after(first).with(phone)))
        .isEqualTo(Judgement.EXPIRED);
    assertThat(judge(bobs.at(1, 5).issued(before).with(tablet))).isEqualTo(Judgement.EXPIRED);
    SignedDeviceList someone = bobs.at(1, 1).issued(before).with(phone);
    assertThat(judge(Optional.empty(), someone, NOW)).isEqualTo(Judgement.EXPIRED);
    TestLists others = new TestLists(2);
    assertThat(judge(others.at(1, 1).issued(before).with())).isEqualTo(Judgement.EXPIRED);
  }

  @Test
  @DisplayName("REVIEW 3: every signature in it has to be right")
  void aWrongSignatureMakesItInvalid() {
    SignedDeviceList honest = bobs.at(1, 6).after(first).with(phone, tablet);
    SignedDeviceList unsigned =
        new SignedDeviceList(
            honest.account(),
            honest.certificate(),
            honest.version() + 1,
            honest.previous(),
            honest.issued(),
            honest.expires(),
            honest.devices(),
            honest.tombstones(),
            honest.signature());
    assertThat(judge(unsigned)).isEqualTo(Judgement.INVALID);
    TestLists others = new TestLists(2);
    assertThat(judge(bobs.at(1, 6).after(first).with(others.device(1))))
        .as("a device that signed for another root")
        .isEqualTo(Judgement.INVALID);
    assertThat(judge(Optional.empty(), unsigned, NOW)).isEqualTo(Judgement.INVALID);
  }

  @Test
  void onlyWhatCountsIsTaken() {
    for (Judgement each : Judgement.values()) {
      assertThat(each.isTaken())
          .as(each.toString())
          .isEqualTo(
              each == Judgement.NEW_PERSON || each == Judgement.NEWER || each == Judgement.FORKED);
    }
  }

  @Test
  void aRootThatWasScannedWaitsForItsList() {
    AcceptedList expecting = AcceptedList.expecting(bobs.root());
    assertThat(judge(Optional.of(expecting), first, NOW)).isEqualTo(Judgement.NEWER);
    TestLists others = new TestLists(2);
    assertThat(judge(Optional.of(expecting), others.at(1, 1).with(), NOW))
        .isEqualTo(Judgement.OTHER_ROOT);
  }
}
