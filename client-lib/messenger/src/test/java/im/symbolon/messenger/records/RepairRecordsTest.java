package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.RecipientSnapshots.Recipient;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.records.Wanted.Stage;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.FailureReason;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.account.AccountRootPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What repair remembers (tables 50 to 54). */
class RepairRecordsTest {
  private static final BareJid ANN = new BareJid("ann", "one.example");
  private static final BareJid BEN = new BareJid("ben", "two.example");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final DeviceAddress PHONE = new DeviceAddress(ANN, new DeviceId(7));
  private static final DeviceAddress TABLET = new DeviceAddress(ANN, new DeviceId(8));
  private static final Fingerprint KEY = new Fingerprint("ab".repeat(32));
  private static final AccountRoot ROOT = root();
  private static final MessagePlace PLACE = new MessagePlace(ANN, BEN);

  private final MemoryRowStore store = new MemoryRowStore();

  private <T> T with(Work<T, StoreException> work) throws StoreException {
    return store.transaction(work);
  }

  private boolean is(Work<Boolean, StoreException> work) throws StoreException {
    return with(work);
  }

  private <T> Optional<T> maybe(Work<Optional<T>, StoreException> work) throws StoreException {
    return with(work);
  }

  private <T> List<T> list(Work<List<T>, StoreException> work) throws StoreException {
    return with(work);
  }

  private GapRecords.Asked asked(DeviceId device) throws StoreException {
    return with(rows -> new GapRecords(rows).asked(device));
  }

  /** Something that returns nothing. */
  private interface Step {
    void take(Rows rows) throws StoreException;
  }

  private void in(Step step) throws StoreException {
    with(
        rows -> {
          step.take(rows);
          return null;
        });
  }

  private static AccountRoot root() {
    try (AccountRootPair pair = AccountRootPair.generate(new Random(5)::nextBytes)) {
      return pair.root();
    }
  }

  private static Snapshot snapshot(Instant at) {
    List<Recipient> recipients =
        List.of(new Recipient(PHONE, KEY, 3), new Recipient(TABLET, KEY, 0));
    return new Snapshot(ANN, Optional.of(ROOT), at, recipients, false);
  }

  @Test
  void recipientsAreReadAsTheyWereWritten() throws Exception {
    Snapshot sent = snapshot(NOW);
    in(rows -> new RecipientSnapshots(rows).put("m1", sent));
    assertThat(maybe(rows -> new RecipientSnapshots(rows).of("m1"))).contains(sent);
    assertThat(maybe(rows -> new RecipientSnapshots(rows).of("m2"))).isEmpty();
    assertThat(sent.recipient(PHONE)).contains(new Recipient(PHONE, KEY, 3));
    assertThat(sent.recipient(new DeviceAddress(BEN, new DeviceId(7)))).isEmpty();
    Damage.isFound(store, Tables.RECIPIENTS, rows -> new RecipientSnapshots(rows).of("m1"));
  }

  @Test
  @DisplayName("REVIEW 6: one hint for each message and account counts")
  void oneHintCounts() throws Exception {
    in(rows -> new RecipientSnapshots(rows).put("m1", snapshot(NOW)));
    assertThat(is(rows -> new RecipientSnapshots(rows).hinted("m1", BEN))).isFalse();
    assertThat(is(rows -> new RecipientSnapshots(rows).hinted("m2", ANN))).isFalse();
    assertThat(is(rows -> new RecipientSnapshots(rows).hinted("m1", ANN))).isTrue();
    assertThat(is(rows -> new RecipientSnapshots(rows).hinted("m1", ANN))).isFalse();
    assertThat(maybe(rows -> new RecipientSnapshots(rows).of("m1")).get().recipients()).hasSize(2);
  }

  @Test
  @DisplayName("REVIEW 7: after 14 days nobody is entitled to a message any more")
  void recipientsAreForgottenAfterFourteenDays() throws Exception {
    in(rows -> new RecipientSnapshots(rows).put("old", snapshot(NOW)));
    in(rows -> new RecipientSnapshots(rows).put("new", snapshot(NOW.plusSeconds(1))));
    Instant later = NOW.plus(Duration.ofDays(14));
    in(rows -> new RecipientSnapshots(rows).purge(later.minusMillis(1)));
    assertThat(maybe(rows -> new RecipientSnapshots(rows).of("old"))).isPresent();
    in(rows -> new RecipientSnapshots(rows).purge(later));
    assertThat(maybe(rows -> new RecipientSnapshots(rows).of("old"))).isEmpty();
    assertThat(maybe(rows -> new RecipientSnapshots(rows).of("new"))).isPresent();
  }

  private static Wanted.Entry wanted(String id, Stage stage) {
    return new Wanted.Entry(
        id,
        ANN,
        PHONE,
        FailureReason.NOT_OPENED,
        new Wanted.Line("line of " + id, Note.NOT_AUTHENTIC),
        NOW,
        new Wanted.Step(stage, NOW.plusSeconds(60)));
  }

  @Test
  void wantedMessagesAreReadAsTheyWereWritten() throws Exception {
    for (Stage each : Stage.values()) {
      Wanted.Entry entry = wanted("m1", each);
      in(rows -> new Wanted(rows).put(entry));
      assertThat(maybe(rows -> new Wanted(rows).get(ANN, ANN, "m1"))).contains(entry);
      assertThat(list(rows -> new Wanted(rows).all())).containsExactly(entry);
    }
    Damage.isFound(store, Tables.WANTED, rows -> new Wanted(rows).all());
    in(rows -> new Wanted(rows).remove(ANN, ANN, "m1"));
    assertThat(list(rows -> new Wanted(rows).all())).isEmpty();
  }

  @Test
  void stagesGoOnToTheEndAndStayThere() {
    Stage stage = Stage.LOOKING;
    while (stage != Stage.OVER) {
      Stage next = stage.next();
      assertThat(next).isGreaterThan(stage);
      stage = next;
    }
    assertThat(Stage.UNLISTED.next()).isEqualTo(Stage.UNLISTED);
    assertThat(stage.next()).isEqualTo(Stage.OVER);
    assertThat(Wanted.nextDue(List.of(wanted("m1", Stage.OVER)))).isEmpty();
    assertThat(Wanted.nextDue(List.of(wanted("m1", Stage.OVER), wanted("m2", Stage.OWN))))
        .contains(NOW.plusSeconds(60));
  }

  @Test
  @DisplayName("REVIEW 27: whoever makes up messages fills no store")
  void ofOneSenderOnlySoManyAreWanted() throws Exception {
    for (int i = 0; i < Wanted.MAX_OF_ONE; i++) {
      int number = i;
      assertThat(is(rows -> new Wanted(rows).hasRoom(ANN))).isTrue();
      in(rows -> new Wanted(rows).put(wanted("m" + number, Stage.SENDER)));
    }
    assertThat(is(rows -> new Wanted(rows).hasRoom(ANN))).isFalse();
    assertThat(is(rows -> new Wanted(rows).hasRoom(BEN))).isTrue();
  }

  @Test
  void whatIsOverIsForgottenWhenNobodyCanSendItAgain() throws Exception {
    in(rows -> new Wanted(rows).put(wanted("over", Stage.OVER)));
    in(rows -> new Wanted(rows).put(wanted("going on", Stage.AGAIN)));
    in(rows -> new Wanted(rows).purge(NOW.plus(Duration.ofDays(14)).minusMillis(1)));
    assertThat(list(rows -> new Wanted(rows).all())).hasSize(2);
    in(rows -> new Wanted(rows).purge(NOW.plus(Duration.ofDays(14))));
    assertThat(list(rows -> new Wanted(rows).all()))
        .containsExactly(wanted("going on", Stage.AGAIN));
  }

  private boolean mayAnswer(String id, DeviceAddress device) throws StoreException {
    return with(rows -> new Resends(rows).mayAnswer(PLACE, id, device, NOW));
  }

  @Test
  @DisplayName("REVIEW 7: three times for each message and device")
  void resendsAreCounted() throws Exception {
    for (int i = 0; i < Resends.MOST; i++) {
      assertThat(mayAnswer("m1", PHONE)).isTrue();
    }
    assertThat(mayAnswer("m1", PHONE)).isFalse();
    Damage.isFound(
        store,
        Tables.RESENDS,
        rows -> new Resends(rows).mayAnswer(PLACE, "m1", PHONE, NOW.plusSeconds(1)));
    assertThat(mayAnswer("m1", TABLET)).isTrue();
    assertThat(mayAnswer("m2", PHONE)).isTrue();
    in(rows -> new Resends(rows).purge(NOW.plus(Duration.ofDays(14))));
    assertThat(mayAnswer("m1", PHONE)).as("too old to be asked for by then").isTrue();
  }

  @Test
  void whoWasGivenWhatItNeverSawIsRememberedWhateverElseIsCounted() throws Exception {
    assertThat(mayAnswer("m1", PHONE)).isTrue();
    assertThat(is(rows -> new Resends(rows).isUnseen(PLACE, "m1", PHONE))).isFalse();
    in(rows -> new Resends(rows).unseen(PLACE, "m1", PHONE, NOW));
    assertThat(mayAnswer("m1", PHONE)).isTrue();
    assertThat(mayAnswer("m1", PHONE)).isTrue();
    assertThat(mayAnswer("m1", PHONE)).as("three times").isFalse();
    assertThat(is(rows -> new Resends(rows).isUnseen(PLACE, "m1", PHONE))).isTrue();
    assertThat(is(rows -> new Resends(rows).isUnseen(PLACE, "m1", TABLET))).isFalse();
  }

  @Test
  void whatHadNoTextIsRememberedAsLongAsItCanBeAskedFor() throws Exception {
    in(rows -> new Textless(rows).put(ANN, "m1", NOW));
    assertThat(is(rows -> new Textless(rows).has(ANN, "m1"))).isTrue();
    assertThat(is(rows -> new Textless(rows).has(BEN, "m1"))).isFalse();
    in(rows -> new Resends(rows).purge(NOW.plus(Duration.ofDays(14))));
    assertThat(is(rows -> new Textless(rows).has(ANN, "m1"))).isFalse();
  }

  @Test
  void whatThisDeviceAloneNeedNotMissIsNothingThatOthersAreTold() throws Exception {
    in(rows -> new Textless(rows).putForHere(ANN, "m1", NOW));
    assertThat(is(rows -> new Textless(rows).hasForHere(ANN, "m1"))).isTrue();
    assertThat(is(rows -> new Textless(rows).has(ANN, "m1"))).isFalse();
    in(rows -> new Textless(rows).put(ANN, "m2", NOW));
    assertThat(is(rows -> new Textless(rows).hasForHere(ANN, "m2"))).isTrue();
    in(rows -> new Resends(rows).purge(NOW.plus(Duration.ofDays(14))));
    assertThat(is(rows -> new Textless(rows).hasForHere(ANN, "m1"))).isFalse();
  }

  @Test
  @DisplayName("REVIEW 7: a gap is given once")
  void gapsAreGivenOnce() throws Exception {
    assertThat(is(rows -> new GapRecords(rows).mayAnswer(PHONE, NOW))).isTrue();
    assertThat(is(rows -> new GapRecords(rows).mayAnswer(PHONE, NOW))).isFalse();
    Instant later = NOW.plus(Duration.ofDays(13));
    in(rows -> new GapRecords(rows).purge(later));
    assertThat(is(rows -> new GapRecords(rows).mayAnswer(PHONE, later))).isFalse();
    assertThat(is(rows -> new GapRecords(rows).mayAnswer(TABLET, later))).isTrue();
  }

  @Test
  void theOwnGapIsOpenForFourteenDays() throws Exception {
    DeviceId old = new DeviceId(5);
    Instant since = NOW.minusSeconds(3600);
    assertThat(asked(old)).isEqualTo(new GapRecords.Asked(0, Instant.EPOCH));
    assertThat(maybe(rows -> new GapRecords(rows).open(NOW))).isEmpty();
    in(rows -> new GapRecords(rows).asked(old, since, NOW));
    in(rows -> new GapRecords(rows).asked(old, since, NOW.plusSeconds(90)));
    assertThat(asked(old)).isEqualTo(new GapRecords.Asked(2, NOW.plusSeconds(90)));
    assertThat(asked(new DeviceId(6)).times()).isZero();
    assertThat(maybe(rows -> new GapRecords(rows).open(NOW.plusSeconds(100)))).contains(since);
    Instant end = NOW.plusSeconds(90).plus(Duration.ofDays(14));
    assertThat(maybe(rows -> new GapRecords(rows).open(end))).isEmpty();
    in(rows -> new GapRecords(rows).purge(end));
    assertThat(asked(old).times()).as("it does not begin to ask anew").isEqualTo(2);
    Damage.isFound(
        store,
        Tables.GAPS,
        rows -> List.of(new GapRecords(rows).asked(old), new GapRecords(rows).open(NOW)));
  }

  private boolean wentBack(long version, Instant at) throws StoreException {
    return with(rows -> new UsedLists(rows).wentBack(PHONE, version, at));
  }

  @Test
  @DisplayName("REVIEW 23: only what was written later goes back to an older list")
  void whoUsesAnOlderListThanBeforeWentBack() throws Exception {
    assertThat(wentBack(3, NOW)).isFalse();
    assertThat(wentBack(4, NOW.plusSeconds(10))).isFalse();
    assertThat(wentBack(3, NOW.plusSeconds(5))).as("it was only late").isFalse();
    assertThat(wentBack(4, NOW.plusSeconds(20))).isFalse();
    assertThat(wentBack(3, NOW.plusSeconds(20))).isTrue();
    in(rows -> new UsedLists(rows).put(PHONE, 1, NOW.plusSeconds(30)));
    assertThat(wentBack(1, NOW.plusSeconds(40))).as("they count anew").isFalse();
    assertThat(is(rows -> new UsedLists(rows).wentBack(TABLET, 1, NOW))).isFalse();
    in(rows -> rows.delete(Tables.LIST_TAGS, rows.all(Tables.LIST_TAGS).get(1).key()));
    Instant late = NOW.plus(Duration.ofDays(1));
    Damage.isFound(store, Tables.LIST_TAGS, rows -> new UsedLists(rows).wentBack(PHONE, 0, late));
  }
}
