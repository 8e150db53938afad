package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jivesoftware.openfire.OfflineMessage;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.Message;

class OfflineRepairTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minusSeconds(60);

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final LoginGate gate = new LoginGate(clock);
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Store store = new Store();
  private final OfflineRepair repair = new OfflineRepair(store, gate, tasks::add, clock);

  @Test
  void deliversInOrderOnceAndRemoves() {
    store.add("second", LONG_AGO.plusMillis(1));
    store.add("first", LONG_AGO);
    store.add("first's twin", LONG_AGO);
    lookTwice();
    assertThat(store.delivered).containsExactly("first", "first's twin", "second");
    assertThat(store.messages).isEmpty();
  }

  @Test
  void leavesEverythingToTheNextLoginWhenNobodyIsThere() {
    store.add("first", LONG_AGO);
    store.patience = 0;
    lookTwice();
    assertThat(store.delivered).isEmpty();
    assertThat(store.messages).hasSize(1);
    assertThat(tasks).isEmpty();
  }

  @Test
  void keepsTheRestWhenTheUserLeavesInBetween() {
    store.add("first", LONG_AGO);
    store.add("second", LONG_AGO.plusMillis(1));
    store.patience = 2; // asked before the store is read, then once per message
    lookTwice();
    assertThat(store.delivered).containsExactly("first");
    assertThat(store.messages).hasSize(1);
  }

  @Test
  void waitsForTheHostsOwnDeliveryAtLogin() {
    AtomicBoolean done = new AtomicBoolean();
    gate.arrives("bob", "phone", done::get, () -> {});
    store.add("first", LONG_AGO);
    repair.check("bob");
    tasks.remove().run();
    assertThat(store.delivered).isEmpty();
    done.set(true);
    tasks.remove().run();
    assertThat(store.delivered).containsExactly("first");
    assertThat(tasks).isEmpty();
  }

  /** It may get company in its millisecond, which would be removed with it unseen. */
  @Test
  void waitsUntilAMessageHasSettled() {
    store.add("old", LONG_AGO);
    store.add("young", NOW.minus(OfflineRepair.SETTLED));
    repair.check("bob");
    tasks.remove().run();
    assertThat(store.delivered).containsExactly("old");
    assertThat(tasks).hasSize(1);
  }

  @Test
  void aMessageFromATimeToComeIsDelivered() {
    store.add("future", NOW.plusSeconds(3600));
    lookTwice();
    assertThat(store.delivered).containsExactly("future");
  }

  @Test
  void aLoginGetsWhatHasSettledAtOnce() {
    store.add("old", LONG_AGO);
    store.add("young", NOW);
    store.patience = 0; // for it does not count as logged in yet
    repair.login("bob", store::take);
    assertThat(store.delivered).containsExactly("old");
    assertThat(store.messages).hasSize(1);
  }

  @Test
  void manyReasonsAtOnceAreOneLook() {
    for (int i = 0; i < 100; i++) {
      repair.check("bob");
    }
    assertThat(tasks).hasSize(1);
  }

  @Test
  void aFailureRemovesNothingAndTheNextLookRepairsIt() {
    store.add("first", LONG_AGO);
    store.fails = true;
    lookTwice();
    assertThat(store.messages).hasSize(1);
    store.fails = false;
    lookTwice();
    assertThat(store.delivered).containsExactly("first");
  }

  private void lookTwice() {
    for (int i = 0; i < 2; i++) {
      repair.check("bob");
      tasks.remove().run();
    }
  }

  /** A store with one user, whose session ends after it was asked for so many times. */
  private static final class Store implements OfflineHost {
    private final List<OfflineMessage> messages = new ArrayList<>();
    private final List<String> delivered = new ArrayList<>();
    private int patience = Integer.MAX_VALUE;
    private boolean fails;

    void add(String text, Instant stored) {
      Message message = new Message();
      message.setBody(text);
      messages.add(new OfflineMessage(Date.from(stored), message.getElement()));
    }

    @Override
    public List<OfflineMessage> stored(String user) {
      return List.copyOf(messages);
    }

    @Override
    public void delete(String user, Instant stored) {
      messages.removeIf(message -> message.getCreationDate().toInstant().equals(stored));
    }

    @Override
    public Optional<Consumer<Message>> receiver(String user) {
      return patience-- > 0 ? Optional.of(this::take) : Optional.empty();
    }

    private void take(Message message) {
      if (fails) {
        throw new IllegalStateException("the test says so");
      }
      delivered.add(message.getBody());
    }
  }
}
