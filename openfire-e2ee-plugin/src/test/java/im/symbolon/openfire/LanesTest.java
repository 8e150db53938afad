package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    gate.countDown();
    threads.shutdownNow();
  }

  @Test
  void keepsTheOrderOfEachKeyAndHasNoneWaitForAnother() {
    Lanes<String> lanes = new Lanes<>(threads, 1000);
    lanes.run("slow", this::waitAtGate);
    for (int i = 0; i < 50; i++) {
      String number = "" + i;
      lanes.run("slow", () -> ran.add("slow " + number));
      lanes.run("quick", () -> ran.add("quick " + number));
    }
    await().until(() -> ran.size() == 50);
    assertThat(ran).isEqualTo(numbered("quick"));
    gate.countDown();
    await().until(() -> ran.size() == 100);
    assertThat(ran.subList(50, 100)).isEqualTo(numbered("slow"));
  }

  private static List<String> numbered(String name) {
    return IntStream.range(0, 50).mapToObj(i -> name + " " + i).toList();
  }

  @Test
  void followsOnlyWhereSomethingGoesAhead() {
    Lanes<String> lanes = new Lanes<>(threads, 10);
    assertThat(lanes.runBehind("a", () -> ran.add("never"))).isFalse();
    lanes.run("a", this::waitAtGate);
    assertThat(lanes.runBehind("a", () -> ran.add("second"))).isTrue();
    assertThat(lanes.runBehind("b", () -> ran.add("never"))).isFalse();
    gate.countDown();
    await().until(() -> ran.equals(List.of("second")));
    await().until(() -> !lanes.runBehind("a", () -> {}));
  }

  @Test
  void whoBringsTooMuchWaitsUntilThereIsRoom() throws Exception {
    Lanes<String> lanes = new Lanes<>(threads, 2);
    lanes.run("a", this::waitAtGate);
    lanes.run("a", () -> ran.add("second"));
    Thread bringer = new Thread(() -> lanes.run("b", () -> ran.add("third")));
    bringer.start();
    await().until(() -> bringer.getState() == Thread.State.WAITING);
    assertThat(ran).isEmpty();
    gate.countDown();
    bringer.join();
    await().until(() -> ran.size() == 2);
  }

  @Test
  void oneThatFailsKeepsNobodyBack() {
    Lanes<String> lanes = new Lanes<>(threads, 1);
    for (int i = 0; i < 3; i++) {
      lanes.run(
          "a",
          () -> {
            throw new IllegalStateException("as foreseen");
          });
    }
    lanes.run("a", () -> ran.add("last"));
    await().until(() -> ran.equals(List.of("last")));
  }

  @Test
  void whatWasTakenRunsAlsoAfterTheEndAndNothingElseIsTaken() {
    Lanes<String> lanes = new Lanes<>(threads, 10);
    lanes.run("a", this::waitAtGate);
    lanes.run("a", () -> ran.add("taken"));
    lanes.close();
    threads.shutdown();
    assertThat(lanes.run("a", () -> ran.add("late"))).isFalse();
    assertThat(lanes.run("b", () -> ran.add("late"))).isFalse();
    gate.countDown();
    await().until(threads::isTerminated);
    assertThat(ran).containsExactly("taken");
  }

  private void waitAtGate() {
    try {
      assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
