package im.symbolon.service.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
  private static final int THREADS = 24;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch atGate = new CountDownLatch(1);
  private final GroupCommit<Integer, String> commit = new GroupCommit<>(this::write);

  @AfterEach
  void end() {
    gate.countDown();
    threads.shutdownNow();
  }

  /** 0 waits; what can be divided by 1000 does not fit, or the database does not like it. */
  private List<String> write(List<Integer> wanted) throws SQLException {
    groups.add(List.copyOf(wanted));
    if (wanted.contains(0)) {
      waitAtGate();
    }
    for (int each : wanted) {
      if (each == 1000) {
        throw new SQLException("too long", "22001");
      }
      if (each == 2000) {
        throw new SQLException("gone", "08006");
      }
      if (each == 3000) {
        throw new IllegalStateException("a fault");
      }
    }
    return wanted.stream().map(each -> "done " + each).toList();
  }

  private void waitAtGate() {
    atGate.countDown();
    try {
      assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has these come while another is written. */
  private List<Future<String>> together(int... wanted) throws Exception {
    Future<String> first = threads.submit(() -> commit.write(0));
    atGate.await();
    List<Future<String>> all = new ArrayList<>();
    for (int each : wanted) {
      int before = waiting();
      all.add(threads.submit(() -> commit.write(each)));
      await().until(() -> waiting() == before + 1);
    }
    gate.countDown();
    assertThat(first.get()).isEqualTo("done 0");
    return all;
  }

  private int waiting() {
    return commit.waiting();
  }

  @Test
  void whatComesWhileAnotherIsWrittenIsWrittenAtOnce() throws Exception {
    List<Future<String>> all = together(5, 6, 7);
    for (int i = 0; i < 3; i++) {
      assertThat(all.get(i).get()).isEqualTo("done " + (5 + i));
    }
    assertThat(groups).containsExactly(List.of(0), List.of(5, 6, 7));
  }

  /** The clock stands still in the first part, so that only their number can make them go. */
  @Test
  void afterATransactionOthersGatherUntilTheyAreEnoughOrItsTimeIsOver() throws Exception {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // as of a machine that just started
    GroupCommit<Integer, String> paced =
        new GroupCommit<>(this::write, GroupCommit.SPACING, nanos::get);
    assertThat(paced.write(1)).isEqualTo("done 1");
    List<Future<String>> few = new ArrayList<>();
    for (int i = 1; i < GroupCommit.ENOUGH; i++) {
      int wanted = 100 + i;
      few.add(threads.submit(() -> paced.write(wanted)));
    }
    await().until(() -> paced.waiting() == GroupCommit.ENOUGH - 1);
    assertThat(groups).hasSize(1);
    assertThat(paced.write(200)).isEqualTo("done 200");
    for (Future<String> each : few) {
      each.get();
    }
    assertThat(groups).hasSize(2);
    Future<String> last = threads.submit(() -> paced.write(300));
    await().until(() -> paced.waiting() == 1);
    nanos.addAndGet(GroupCommit.SPACING.toNanos());
    assertThat(last.get()).isEqualTo("done 300");
  }

  @Test
  void anInterruptDoesNotMakeWhoGathersGo() throws Exception {
    AtomicLong nanos = new AtomicLong();
    GroupCommit<Integer, String> paced =
        new GroupCommit<>(this::write, GroupCommit.SPACING, nanos::get);
    assertThat(paced.write(1)).isEqualTo("done 1");
    List<String> result = Collections.synchronizedList(new ArrayList<>());
    Thread caller =
        new Thread(
            () -> {
              try {
                result.add(paced.write(5) + Thread.currentThread().isInterrupted());
              } catch (SQLException e) {
                result.add(e.toString());
              }
            });
    caller.start();
    await().until(() -> paced.waiting() == 1);
    caller.interrupt();
    await().until(() -> !caller.isInterrupted());
    assertThat(paced.waiting()).isEqualTo(1);
    nanos.addAndGet(GroupCommit.SPACING.toNanos());
    caller.join();
    assertThat(result).containsExactly("done 5true");
  }

  @Test
  void aValueThatDoesNotFitIsItsOwnersTroubleAlone() throws Exception {
    List<Future<String>> all = together(5, 1000, 7);
    assertThat(all.get(0).get()).isEqualTo("done 5");
    assertThat(all.get(2).get()).isEqualTo("done 7");
    assertThatThrownBy(() -> all.get(1).get())
        .cause()
        .isInstanceOf(SQLException.class)
        .hasMessage("too long");
  }

  /** A database that does not answer is not asked again for each of those who wait. */
  @Test
  void withoutTheDatabaseEverybodyIsToldAtOnceAndTheNextIsTriedAgain() throws Exception {
    for (Future<String> each : together(5, 2000, 7)) {
      assertThatThrownBy(each::get).cause().isInstanceOf(SQLException.class).hasMessage("gone");
    }
    assertThat(groups).hasSize(2);
    assertThat(commit.write(8)).isEqualTo("done 8");
  }

  @Test
  void aFaultLeavesNobodyWaiting() throws Exception {
    for (Future<String> each : together(5, 3000)) {
      assertThatThrownBy(each::get).hasRootCauseMessage("a fault");
    }
    assertThat(commit.write(8)).isEqualTo("done 8");
  }

  /** Whoever wants several may have to write for others more than once, or fail and still do. */
  @Test
  void severalOfOneCallerMayFallIntoDifferentGroups() throws Exception {
    int many = 2 * GroupCommit.MAX_GROUP + 3;
    List<Integer> wanted = IntStream.rangeClosed(1, many).boxed().toList();
    assertThat(commit.write(wanted)).hasSize(many).endsWith("done " + many);
    assertThat(groups).hasSize(3);
    List<Integer> bad = new ArrayList<>(wanted);
    bad.set(0, 2000);
    assertThatThrownBy(() -> commit.write(bad)).isInstanceOf(SQLException.class);
    assertThat(commit.write(List.of())).isEmpty();
    assertThat(commit.write(8)).isEqualTo("done 8");
  }

  @Test
  void anInterruptIsKeptAndWhatWasWantedIsWritten() throws Exception {
    Future<String> first = threads.submit(() -> commit.write(0));
    atGate.await();
    List<String> result = Collections.synchronizedList(new ArrayList<>());
    Thread caller =
        new Thread(
            () -> {
              try {
                result.add(commit.write(5) + Thread.currentThread().isInterrupted());
              } catch (SQLException e) {
                result.add(e.toString());
              }
            });
    caller.start();
    await().until(() -> waiting() == 1);
    caller.interrupt();
    gate.countDown();
    caller.join();
    assertThat(result).containsExactly("done 5true");
    assertThat(first.get()).isEqualTo("done 0");
  }

  @Test
  void amongManyEachGetsHisOwnAndNothingIsWrittenTwice() throws Exception {
    List<Callable<Boolean>> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = 10_000 * (i + 1) + 1;
      callers.add(
          () -> {
            for (int each = first; each < first + 900; each++) {
              assertThat(commit.write(each)).isEqualTo("done " + each);
            }
            return true;
          });
    }
    for (Future<Boolean> each : threads.invokeAll(callers)) {
      each.get();
    }
    List<Integer> all = groups.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(THREADS * 900).doesNotHaveDuplicates();
  }
}
