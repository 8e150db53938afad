package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.history.Histories;
import im.symbolon.messenger.linking.LinkCodes;
import im.symbolon.messenger.linking.LinkRequest;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.linking.LinkingException;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A device is linked by the code that it shows, and nothing else. */
class LinkingTest {
  private final World world = new World(3);
  private final Phone phone;
  private final Phone bob;
  private final Phone tablet;

  /** What a phone was told about linking. */
  private static final class Told implements MessengerListener {
    final List<LinkFailure> failures = new ArrayList<>();
    final List<DeviceId> linked = new ArrayList<>();
    final List<HistoryProgress> progress = new ArrayList<>();

    @Override
    public void linkingFailed(LinkFailure why) {
      failures.add(why);
    }

    @Override
    public void deviceLinked(DeviceId device) {
      linked.add(device);
    }

    @Override
    public void historyProgressed(HistoryProgress now) {
      progress.add(now);
    }
  }

  LinkingTest() {
    world.linking = false;
    world.network.telling = true;
    phone = world.phone(CAROL, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(60);
    phone.send(BOB, "before");
    bob.send(CAROL, "answer");
    world.pass(30);
    tablet = world.phone(CAROL, "tablet");
    world.pass(60);
  }

  private static Told listen(Phone phone) {
    Told told = new Told();
    phone.messenger.listen(told);
    return told;
  }

  private LinkCodes invite(Phone newcomer) throws Exception {
    LinkCodes codes = newcomer.messenger.linking().invite();
    world.pass(10);
    return codes;
  }

  private static void approve(Phone granter, String code, boolean history) throws Exception {
    try (LinkRequest request = granter.messenger.linking().find(code)) {
      request.approve(history);
    }
  }

  private void link(String code) throws Exception {
    approve(phone, code, false);
    world.pass(60);
  }

  private static void refused(Reason reason, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            LinkingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void assertNothingChanged(Phone newcomer) {
    assertThat(newcomer.membership()).isEqualTo(Membership.UNLINKED);
  }

  private void assertLinked() {
    assertThat(tablet.membership()).isEqualTo(Membership.LINKED);
    bob.send(CAROL, "to both");
    world.pass(60);
    assertThat(tablet.texts(BOB, false)).contains("to both");
    tablet.send(BOB, "from the tablet");
    world.pass(60);
    assertThat(bob.texts(CAROL, false)).contains("from the tablet");
    assertThat(phone.texts(BOB, true)).contains("from the tablet");
  }

  @Test
  void aTypedCodeLinks() throws Exception {
    Told told = listen(phone);
    link(invite(tablet).typed().toLowerCase(Locale.ROOT).replace("-", " "));
    assertLinked();
    assertThat(told.linked).containsExactly(tablet.messenger.device());
    assertThat(told.failures).isEmpty();
  }

  @Test
  void aScannedCodeLinks() throws Exception {
    link(invite(tablet).qrCode());
    assertLinked();
  }

  @Test
  @DisplayName("REVIEW 24: the old device shows what it will hand over, and asks")
  void nothingIsHandedOverBeforeThePersonAgrees() throws Exception {
    LinkCodes codes = invite(tablet);
    Traffic before = Traffic.of(world);
    try (LinkRequest request = phone.messenger.linking().find(codes.typed())) {
      assertThat(request.device()).isEqualTo(tablet.messenger.device());
      assertThat(request.fingerprint()).isEqualTo(Fingerprint.of(tablet.messenger.identity()));
      assertThat(request.historyLines()).isGreaterThanOrEqualTo(2);
      assertThat(request.verifiedPeople()).isZero();
    }
    world.pass(60);
    assertThat(Traffic.of(world).since(before).to(CAROL).stanzas()).isEmpty();
    assertNothingChanged(tablet);
  }

  @Test
  void aDeviceThatWaitsSaysNothingToAnybodyElse() throws Exception {
    Traffic before = Traffic.of(world);
    tablet.send(BOB, "waits");
    invite(tablet);
    world.pass(120);
    Traffic said = Traffic.of(world).since(before);
    assertThat(said.to(BOB).stanzas()).isEmpty();
    assertThat(said.to(CAROL).stanzas())
        .allSatisfy(
            stanza -> assertThat(Traffic.keysFor(stanza, phone)).as("the offer").isNotEmpty());
    link(invite(tablet).typed());
    assertThat(bob.texts(CAROL, false)).contains("waits");
  }

  @Test
  @DisplayName("a wrong code links nothing and says so")
  void aWrongCode() throws Exception {
    LinkCodes codes = invite(tablet);
    String wrong = codes.typed().startsWith("A") ? "B" : "A";
    refused(
        Reason.WRONG_CODE,
        () -> phone.messenger.linking().find(wrong + codes.typed().substring(1)));
    refused(Reason.NO_CODE, () -> phone.messenger.linking().find("ABCD-EFGH"));
    world.pass(60);
    assertNothingChanged(tablet);
    link(codes.typed());
    assertLinked();
  }

  @Test
  @DisplayName("REVIEW 24: a code is used once")
  void aCodeTriedTwice() throws Exception {
    LinkCodes codes = invite(tablet);
    LinkRequest second = phone.messenger.linking().find(codes.qrCode());
    link(codes.typed());
    refused(Reason.USED, () -> phone.messenger.linking().find(codes.typed()));
    refused(Reason.USED, () -> second.approve(true));
    assertLinked();
  }

  @Test
  @DisplayName("REVIEW 24: five minutes, on either device's clock")
  void aCodeThatIsLate() throws Exception {
    LinkCodes codes = invite(tablet);
    LinkRequest early = phone.messenger.linking().find(codes.typed());
    world.pass(301);
    refused(Reason.EXPIRED, () -> phone.messenger.linking().find(codes.typed()));
    refused(Reason.EXPIRED, () -> early.approve(false));
    assertNothingChanged(tablet);
  }

  /** It was approved in time, and came too late. */
  @Test
  void aGrantThatIsLate() throws Exception {
    LinkCodes codes = invite(tablet);
    Told there = listen(phone);
    world.pass(200);
    tablet.crash();
    approve(phone, codes.typed(), false);
    world.pass(200);
    tablet.start();
    Told here = listen(tablet);
    world.pass(120);
    assertNothingChanged(tablet);
    assertThat(here.failures).containsExactly(LinkFailure.EXPIRED);
    assertThat(there.failures).containsExactly(LinkFailure.EXPIRED);
    link(invite(tablet).typed());
    assertLinked();
  }

  @Test
  void aNewCodeEndsTheOldOne() throws Exception {
    LinkCodes old = invite(tablet);
    Told there = listen(phone);
    invite(tablet);
    link(old.typed());
    assertThat(there.failures).containsExactly(LinkFailure.WRONG_CODE);
    assertNothingChanged(tablet);
  }

  @Test
  @DisplayName("a QR code of somebody else's device says whose it is not")
  void aForeignCode() throws Exception {
    Phone alice = world.phone(ALICE, "phone");
    world.pass(60);
    Phone alices = world.phone(ALICE, "tablet");
    world.pass(60);
    LinkCodes codes = invite(alices);
    refused(Reason.OTHER_ACCOUNT, () -> phone.messenger.linking().find(codes.qrCode()));
    refused(Reason.WRONG_CODE, () -> phone.messenger.linking().find(codes.typed()));
    assertNothingChanged(alices);
    approve(alice, codes.qrCode(), false);
    world.pass(60);
    assertThat(alices.membership()).isEqualTo(Membership.LINKED);
  }

  @Test
  void aDeviceThatDoesNotWaitShowsNoCode() {
    refused(Reason.NOT_WAITING, () -> phone.messenger.linking().invite());
  }

  @Test
  void aDeviceThatIsNotLinkedLinksNoOther() throws Exception {
    Phone third = world.phone(CAROL, "third");
    world.pass(60);
    LinkCodes codes = invite(third);
    refused(Reason.WRONG_CODE, () -> tablet.messenger.linking().find(codes.typed()));
    assertNothingChanged(third);
  }

  @Test
  void verificationsArriveWithTheLink() throws Exception {
    phone.messenger.trust(
        BOB, bob.messenger.device(), Fingerprint.of(bob.messenger.identity()), Trust.TRUSTED);
    LinkCodes codes = invite(tablet);
    try (LinkRequest request = phone.messenger.linking().find(codes.typed())) {
      assertThat(request.verifiedPeople()).isEqualTo(1);
      request.approve(false);
    }
    world.pass(60);
    assertThat(tablet.messenger.devices(BOB))
        .filteredOn(each -> each.id().equals(bob.messenger.device()))
        .allSatisfy(
            each ->
                assertThat(each.decision())
                    .isEqualTo(phone.messenger.devices(BOB).get(0).decision()))
        .hasSize(1);
  }

  @Test
  void theHistoryComesWhenThatWasAllowed() throws Exception {
    for (int i = 0; i < 300; i++) {
      phone.send(BOB, "long " + i + " " + "x".repeat(1000));
    }
    world.pass(300);
    Told told = listen(tablet);
    approve(phone, invite(tablet).typed(), true);
    world.pass(120);
    assertThat(tablet.texts(BOB, true)).isEqualTo(phone.texts(BOB, true));
    assertThat(tablet.texts(BOB, false)).isEqualTo(phone.texts(BOB, false));
    assertThat(told.progress).hasSizeGreaterThan(3);
    assertThat(told.progress.get(told.progress.size() - 1).done()).isTrue();
    assertThat(tablet.messenger.linking().history().orElseThrow().done()).isTrue();
  }

  @Test
  void theHistoryDoesNotComeOtherwise() throws Exception {
    link(invite(tablet).typed());
    assertThat(tablet.texts(BOB, true)).isEmpty();
    assertThat(tablet.messenger.linking().history()).isEmpty();
  }

  /** Power fails at the tablet after each number of changes of its store, and comes back. */
  @Test
  void theHistoryComesWhateverBreaksOffAtTheDeviceThatTakesIt() throws Exception {
    writeSome();
    approve(phone, invite(tablet).typed(), true);
    for (int commits = 1; commits < 40 && !isDone(); commits++) {
      tablet.crashAfter(commits);
      world.pass(40);
      world.start(tablet);
    }
    tablet.crashAfter(Integer.MAX_VALUE);
    world.start(tablet);
    world.pass(4000);
    if (tablet.membership() == Membership.UNLINKED) { // the code went with the power
      approve(phone, invite(tablet).typed(), true);
      world.pass(400);
    }
    assertAllIsThereOnce();
  }

  @Test
  void theHistoryComesWhateverBreaksOffAtTheDeviceThatGivesIt() throws Exception {
    writeSome();
    approve(phone, invite(tablet).typed(), true);
    for (int commits = 1; commits < 40 && !isDone(); commits++) {
      phone.crashAfter(commits);
      world.pass(40);
      world.start(phone);
    }
    phone.crashAfter(Integer.MAX_VALUE);
    world.start(phone);
    world.pass(4000);
    if (tablet.membership() == Membership.UNLINKED) { // the code was too old by then
      approve(phone, invite(tablet).typed(), true);
      world.pass(400);
    }
    assertAllIsThereOnce();
  }

  private void writeSome() {
    for (int i = 0; i < 120; i++) {
      phone.send(BOB, "long " + i + " " + "x".repeat(3000));
    }
    world.pass(300);
  }

  private boolean isDone() throws Exception {
    return tablet.isOn()
        && tablet.messenger.linking().history().filter(HistoryProgress::done).isPresent();
  }

  private void assertAllIsThereOnce() throws Exception {
    assertThat(isDone()).isTrue();
    assertThat(tablet.texts(BOB, true)).isEqualTo(phone.texts(BOB, true));
    assertThat(tablet.texts(BOB, false)).isEqualTo(phone.texts(BOB, false));
  }

  /** Messages go on while the history comes. */
  @Test
  void newMessagesAndHistoryDoNotGetInEachOthersWay() throws Exception {
    writeSome();
    approve(phone, invite(tablet).typed(), true);
    world.pass(15); // bob knows the tablet; what he sent before is for repair
    for (int i = 0; i < 20; i++) {
      bob.send(CAROL, "meanwhile " + i);
      world.pass(2);
    }
    world.pass(200);
    assertThat(tablet.texts(BOB, true)).isEqualTo(phone.texts(BOB, true));
    assertThat(tablet.texts(BOB, false))
        .containsExactlyInAnyOrderElementsOf(phone.texts(BOB, false))
        .doesNotHaveDuplicates();
  }

  /** REVIEW 7: what nobody allowed is not given, whoever asks. */
  @Test
  void aDeviceOfTheAccountGetsNoHistoryUnasked() throws Exception {
    link(invite(tablet).typed());
    Histories asking =
        new Histories(
            new Surroundings(CAROL, tablet.copyOfStore(), new Random(1)::nextBytes, world.time));
    Fingerprint phonesKey = Fingerprint.of(phone.messenger.identity());
    tablet.read(
        rows -> {
          asking.begin(rows, phone.messenger.device(), phonesKey);
          asking.askAgain(rows, new Outcome());
          return null;
        });
    tablet.send(CAROL, "wakes the queue");
    world.pass(300);
    assertThat(tablet.texts(BOB, true)).isEmpty();
    assertThat(tablet.messenger.linking().history().orElseThrow().received()).isZero();
  }

  /** Power fails at either device at any moment of linking; at worst a new code is needed. */
  @Test
  void linkingBreaksOffWithoutHarmAnywhere() throws Exception {
    for (Phone weak : List.of(phone, tablet)) {
      for (int commits = 1; commits < 12; commits++) {
        Phone newcomer = world.phone(CAROL, weak.name() + commits);
        world.pass(60);
        LinkCodes codes = invite(newcomer);
        Phone granter = phone;
        (weak == phone ? granter : newcomer).crashAfter(commits);
        try {
          approve(granter, codes.typed(), true);
        } catch (VirtualTime.PowerCut e) {
          assertThat(granter.isOn()).isFalse();
        }
        world.pass(60);
        granter.crashAfter(Integer.MAX_VALUE);
        newcomer.crashAfter(Integer.MAX_VALUE);
        world.start(granter);
        world.start(newcomer);
        world.pass(200);
        if (newcomer.membership() == Membership.UNLINKED) {
          approve(granter, invite(newcomer).typed(), true);
          world.pass(200);
        }
        assertThat(newcomer.membership())
            .as("%s %s", weak.name(), commits)
            .isEqualTo(Membership.LINKED);
        bob.send(CAROL, "to " + newcomer.name());
        world.pass(100);
        assertThat(newcomer.texts(BOB, false)).contains("to " + newcomer.name());
        assertThat(newcomer.texts(BOB, false)).doesNotHaveDuplicates();
      }
    }
  }
}
