package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.MovableClock;
import im.symbolon.service.files.FileException.Reason;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the book promises on every database. */
abstract class FileBookContract {
  /** Half past noon: far from both ends of a day. */
  private static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");

  private static final FileQuota QUOTA = new FileQuota(1000, 5000, 10, 3000, 4);
  private static final FileTimes TIMES =
      new FileTimes(Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofDays(30));
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final BareJid alice = new BareJid("alice" + ACCOUNTS.incrementAndGet(), "alpha.test");
  private final MovableClock clock = new MovableClock(NOW);
  private final FileBook book = book(QUOTA);

  abstract ConnectionSource connections();

  private FileBook book(FileQuota quota) {
    return book(quota, connections());
  }

  private FileBook book(FileQuota quota, ConnectionSource connections) {
    return new FileBook(
        new Database(connections), clock, new SecureRandom(), new FileRules(quota, TIMES));
  }

  private static SlotRequest wanted(long size) {
    return new SlotRequest(FileName.of("a.bin").orElseThrow(), size, new MediaType("image/png"));
  }

  private Slot slot(long size) throws FileException {
    return book.give(alice, wanted(size));
  }

  private StoredFile claim(Slot slot, long size) throws FileException {
    return book.claim(slot.url(), size, MediaType.UNSAID);
  }

  private Slot kept(long size) throws FileException {
    Slot slot = slot(size);
    assertThat(book.complete(claim(slot, size).id())).isTrue();
    return slot;
  }

  private static FileException refused(Reason reason, ThrowingCallable call) {
    FileException[] out = new FileException[1];
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FileException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              out[0] = e;
            });
    return out[0];
  }

  @Test
  void aFileIsServedFromItsCompletionOn() throws Exception {
    Slot slot = slot(10);
    assertThat(book.find(slot.url())).isEmpty();
    StoredFile file = claim(slot, 10);
    assertThat(file).isEqualTo(new StoredFile(slot.id(), alice.toString(), 10));
    assertThat(book.find(slot.url())).isEmpty();
    assertThat(book.complete(file.id())).isTrue();
    assertThat(book.find(slot.url())).contains(file);
  }

  @Test
  void everySlotHasItsOwnUrlAndNeitherIsTheIdInIt() throws Exception {
    Set<String> urls = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      Slot slot = slot(1);
      urls.add(slot.url().path());
      assertThat(slot.url().path()).doesNotContain(slot.id().value()).endsWith("/a.bin");
    }
    assertThat(urls).hasSize(4);
  }

  @Test
  void aSlotIsUsedOnce() throws Exception {
    Slot slot = slot(10);
    StoredFile file = claim(slot, 10);
    refused(Reason.USED, () -> claim(slot, 10));
    book.complete(file.id());
    refused(Reason.USED, () -> claim(slot, 10));
    assertThat(book.complete(file.id())).isFalse();
    assertThat(book.find(slot.url())).contains(file);
  }

  @Test
  void ofManyUploadsForOneSlotOneBegins() throws Exception {
    Slot slot = slot(10);
    List<Callable<Boolean>> uploads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      uploads.add(
          () -> {
            try {
              claim(slot, 10);
              return true;
            } catch (FileException e) {
              assertThat(e.reason()).isEqualTo(Reason.USED);
              return false;
            }
          });
    }
    assertThat(atOnce(uploads)).containsOnlyOnce(true);
  }

  @Test
  void manyRequestsAtOnceDoNotExceedTheQuota() throws Exception {
    FileBook crowded = book(QUOTA, together(16));
    List<Callable<Boolean>> requests = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      requests.add(
          () -> {
            try {
              crowded.give(alice, wanted(1000));
              return true;
            } catch (FileException e) {
              assertThat(e.reason()).isEqualTo(Reason.QUOTA);
              return false;
            }
          });
    }
    assertThat(atOnce(requests).stream().filter(given -> given)).hasSize(3);
  }

  /** The first so many connections begin to work when all of them are open. */
  private ConnectionSource together(int count) {
    CountDownLatch open = new CountDownLatch(count);
    return () -> {
      Connection out = connections().open();
      open.countDown();
      try {
        assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return out;
    };
  }

  private static List<Boolean> atOnce(List<Callable<Boolean>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Boolean> out = new ArrayList<>();
      for (Future<Boolean> each : threads.invokeAll(tasks)) {
        out.add(each.get());
      }
      return out;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anotherSizeOrTypeIsRefusedAndTheSlotStaysGood() throws Exception {
    Slot slot = slot(10);
    refused(Reason.OTHER_SIZE, () -> claim(slot, 9));
    refused(Reason.OTHER_SIZE, () -> claim(slot, 11));
    refused(Reason.OTHER_TYPE, () -> book.claim(slot.url(), 10, new MediaType("text/html")));
    assertThat(book.claim(slot.url(), 10, new MediaType("image/png")).id()).isEqualTo(slot.id());
  }

  @Test
  void aSlotEndsAfterFiveMinutes() throws Exception {
    Slot slot = slot(10);
    clock.advance(Duration.ofMinutes(5));
    Slot other = slot(10);
    assertThat(claim(slot, 10)).isNotNull();
    clock.advance(Duration.ofMinutes(5).plusSeconds(1));
    refused(Reason.NO_SUCH_SLOT, () -> claim(other, 10));
  }

  @Test
  void aSlotOfATimeToComeIsNone() throws Exception {
    Slot slot = slot(10);
    clock.advance(Duration.ofDays(-365));
    refused(Reason.NO_SUCH_SLOT, () -> claim(slot, 10));
  }

  @Test
  void anUnknownUrlIsNoSlotAndNoFile() throws Exception {
    FileUrl url = FileUrl.fresh(new SecureRandom(), FileName.of("a.bin").orElseThrow());
    refused(Reason.NO_SUCH_SLOT, () -> book.claim(url, 10, MediaType.UNSAID));
    assertThat(book.find(url)).isEmpty();
  }

  @Test
  void theSameRandomPartWithAnotherNameIsNoFile() throws Exception {
    Slot slot = kept(10);
    FileUrl other = FileUrl.parse(slot.url().path().replace("a.bin", "b.bin")).orElseThrow();
    assertThat(book.find(other)).isEmpty();
  }

  @Test
  void tooLargeIsTooLargeAndCostsNothing() throws Exception {
    refused(Reason.TOO_LARGE, () -> slot(1001));
    refused(Reason.TOO_LARGE, () -> slot(Long.MAX_VALUE));
    for (int i = 0; i < 3; i++) {
      slot(1000);
    }
  }

  @Test
  void slotsAtOneTimeAreBounded() throws Exception {
    for (int i = 0; i < 4; i++) {
      slot(1);
    }
    FileException full = refused(Reason.QUOTA, () -> slot(1));
    assertThat(full.retry()).contains(NOW.plus(Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(5));
    assertThat(slot(1)).isNotNull();
  }

  @Test
  void whatIsKeptIsBoundedUntilTheFirstOfItGoes() throws Exception {
    kept(1000);
    clock.advance(Duration.ofDays(1));
    kept(1000);
    slot(999);
    FileException full = refused(Reason.QUOTA, () -> slot(2));
    assertThat(full.retry()).contains(NOW.plus(Duration.ofDays(1)).plus(TIMES.slot()));
    assertThat(slot(1)).isNotNull();
    clock.advance(Duration.ofHours(1));
    kept(1000);
    FileException files = refused(Reason.QUOTA, () -> slot(1));
    assertThat(files.retry()).contains(NOW.plus(TIMES.retention()));
  }

  @Test
  void aDayIsBoundedInBytesEvenForSlotsThatNobodyUses() throws Exception {
    for (int i = 0; i < 5; i++) {
      slot(1000);
      clock.advance(Duration.ofMinutes(6));
    }
    FileException full = refused(Reason.QUOTA, () -> slot(1));
    assertThat(full.retry()).contains(Instant.parse("2026-11-21T00:00:00Z"));
    clock.advance(Duration.ofDays(1));
    assertThat(slot(1000)).isNotNull();
  }

  @Test
  void aDayIsBoundedInFiles() throws Exception {
    for (int i = 0; i < 10; i++) {
      slot(1);
      clock.advance(Duration.ofMinutes(6));
    }
    refused(Reason.QUOTA, () -> slot(1));
  }

  @Test
  void whatWasRefusedForWantOfRoomDoesNotCountForTheDay() throws Exception {
    kept(1000);
    kept(1000);
    kept(1000);
    for (int i = 0; i < 20; i++) {
      refused(Reason.QUOTA, () -> slot(1000));
    }
    book.expire(NOW.plus(Duration.ofDays(31)));
    assertThat(slot(1000)).isNotNull();
    clock.advance(Duration.ofMinutes(6));
    assertThat(slot(1000)).isNotNull();
  }

  @Test
  void oneAccountsQuotaIsNotAnothers() throws Exception {
    for (int i = 0; i < 4; i++) {
      slot(1);
    }
    BareJid bob = new BareJid("bob-of-" + alice.local(), "alpha.test");
    assertThat(book.give(bob, wanted(1000))).isNotNull();
  }

  @Test
  void anAbandonedUploadIsNeverServedAndGivesItsRoomBack() throws Exception {
    Slot slot = slot(1000);
    StoredFile file = claim(slot, 1000);
    book.abandon(file.id());
    assertThat(book.complete(file.id())).isFalse();
    assertThat(book.find(slot.url())).isEmpty();
    refused(Reason.NO_SUCH_SLOT, () -> claim(slot, 1000));
    for (int i = 0; i < 3; i++) {
      kept(1000);
    }
  }

  @Test
  void expiresSlotsUploadsAndFilesAtTheirTime() throws Exception {
    Slot file = kept(10);
    Slot upload = slot(10);
    claim(upload, 10);
    Slot slot = slot(10);
    book.expire(NOW.plus(TIMES.slot()));
    assertThat(mine(slot, upload, file)).containsExactly(slot.id());
    book.expire(NOW.plus(TIMES.upload()));
    assertThat(mine(slot, upload, file)).containsExactlyInAnyOrder(slot.id(), upload.id());
    book.expire(NOW.plus(TIMES.retention()).minusSeconds(1));
    assertThat(book.find(file.url())).isPresent();
    book.expire(NOW.plus(TIMES.retention()));
    assertThat(book.find(file.url())).isEmpty();
    assertThat(mine(slot, upload, file)).hasSize(3);
    book.erased(file.id());
    assertThat(mine(slot, upload, file)).hasSize(2);
  }

  /** Those of the slots that wait for being erased; other tests have others. */
  private List<FileId> mine(Slot... slots) throws FileException {
    List<FileId> out = new ArrayList<>();
    List<FileId> all = book.erasing("", 10_000);
    for (Slot each : slots) {
      if (all.contains(each.id())) {
        out.add(each.id());
      }
    }
    return out;
  }

  @Test
  void pagesThroughWhatIsToBeErased() throws Exception {
    List<FileId> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ids.add(slot(1).id());
    }
    book.forget(alice);
    List<FileId> found = new ArrayList<>();
    String last = "";
    for (List<FileId> page = book.erasing(last, 3); !page.isEmpty(); page = book.erasing(last, 3)) {
      assertThat(page.size()).isLessThanOrEqualTo(3);
      found.addAll(page);
      last = page.get(page.size() - 1).value();
    }
    assertThat(found).containsAll(ids).doesNotHaveDuplicates();
  }

  @Test
  void onlyWhatIsBeingErasedLosesItsRow() throws Exception {
    Slot slot = kept(10);
    book.erased(slot.id());
    assertThat(book.find(slot.url())).isPresent();
  }

  @Test
  void slotsOfAClockThatWasAheadDoNotBlockTheAccount() throws Exception {
    clock.advance(Duration.ofDays(365));
    for (int i = 0; i < 4; i++) {
      slot(1);
    }
    clock.advance(Duration.ofDays(-365));
    refused(Reason.QUOTA, () -> slot(1));
    book.expire(clock.instant());
    assertThat(slot(1)).isNotNull();
  }

  @Test
  void aForgottenAccountLeavesNothing() throws Exception {
    Slot file = kept(10);
    Slot upload = slot(10);
    claim(upload, 10);
    book.forget(alice);
    assertThat(book.find(file.url())).isEmpty();
    assertThat(book.complete(upload.id())).isFalse();
    assertThat(mine(file, upload)).hasSize(2);
  }

  @Test
  void anotherNodeKnowsTheSame() throws Exception {
    Slot slot = slot(10);
    FileBook node = book(QUOTA);
    node.claim(slot.url(), 10, MediaType.UNSAID);
    refused(Reason.USED, () -> claim(slot, 10));
    assertThat(node.complete(slot.id())).isTrue();
    assertThat(book.find(slot.url())).isPresent();
  }

  @Test
  void countsWhatIsKept() throws Exception {
    FileUsage before = book.usage();
    kept(10);
    kept(20);
    slot(30);
    assertThat(book.usage()).isEqualTo(new FileUsage(before.files() + 2, before.bytes() + 30));
  }
}
