package im.symbolon.messenger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.store.StoreException.Reason;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises. */
abstract class RowStoreContract {
  static final Table NOTES = Table.lasting(1, "notes");
  static final Table SESSIONS = Table.epoch(2, "sessions");
  static final RowKey KEY = RowKey.of("key");
  static final Group CHAT = Group.of("bob@beta.test");

  RowStore store;

  /** A new, empty store. */
  abstract RowStore create() throws Exception;

  /** What is there after the process went away without closing; also asked in mid-work. */
  abstract RowStore afterCrash() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = create();
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static String read(RowStore store, Table table, RowKey key) throws StoreException {
    return store.transaction(
        rows -> rows.get(table, key).map(v -> new String(v, UTF_8)).orElse("-"));
  }

  static void write(RowStore store, Table table, RowKey key, String value) throws StoreException {
    store.transaction(
        rows -> {
          rows.put(table, key, bytes(value));
          return null;
        });
  }

  static void write(RowStore store, Group group, long position, String value)
      throws StoreException {
    store.transaction(
        rows -> {
          rows.put(NOTES, RowKey.of(value), group, position, bytes(value));
          return null;
        });
  }

  static List<String> values(List<Row> rows) {
    return rows.stream().map(row -> new String(row.value(), UTF_8)).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsWhatWasCommitted(boolean epoch) throws Exception {
    Table table = epoch ? SESSIONS : NOTES;
    write(store, table, KEY, "one");
    write(store, table, KEY, "two");
    store = afterCrash();
    assertThat(read(store, table, KEY)).isEqualTo("two");
  }

  @Test
  void knowsNothingOfAMissingRow() throws Exception {
    assertThat(read(store, NOTES, KEY)).isEqualTo("-");
    assertThat(store.<Boolean, RuntimeException>transaction(rows -> rows.delete(NOTES, KEY)))
        .isFalse();
  }

  @Test
  void deletes() throws Exception {
    write(store, NOTES, KEY, "one");
    assertThat(store.<Boolean, RuntimeException>transaction(rows -> rows.delete(NOTES, KEY)))
        .isTrue();
    store = afterCrash();
    assertThat(read(store, NOTES, KEY)).isEqualTo("-");
  }

  @Test
  void keepsTablesApart() throws Exception {
    write(store, NOTES, KEY, "note");
    write(store, SESSIONS, KEY, "session");
    assertThat(read(store, NOTES, KEY)).isEqualTo("note");
    assertThat(read(store, SESSIONS, KEY)).isEqualTo("session");
  }

  @Test
  void workSeesItsOwnWrites() throws Exception {
    write(store, CHAT, 1, "one");
    List<String> seen =
        store.transaction(
            rows -> {
              rows.put(NOTES, RowKey.of("two"), CHAT, 2, bytes("two"));
              rows.delete(NOTES, RowKey.of("one"));
              rows.put(NOTES, RowKey.of("three"), CHAT, 3, bytes("three"));
              assertThat(rows.count(NOTES)).isEqualTo(2);
              return values(rows.newest(NOTES, CHAT, 9));
            });
    assertThat(seen).containsExactly("three", "two");
  }

  @Test
  void undoesEverythingWhenWorkThrows() throws Exception {
    write(store, CHAT, 1, "one");
    long generation = store.generation();
    assertThatThrownBy(
            () ->
                store.transaction(
                    rows -> {
                      rows.delete(NOTES, RowKey.of("one"));
                      rows.put(NOTES, RowKey.of("two"), CHAT, 2, bytes("two"));
                      rows.put(SESSIONS, KEY, bytes("session"));
                      throw new FileNotFoundException("no");
                    }))
        .isInstanceOf(FileNotFoundException.class);
    List<String> left = store.transaction(rows -> values(rows.first(NOTES, CHAT, 9)));
    assertThat(left).containsExactly("one");
    assertThat(read(store, SESSIONS, KEY)).isEqualTo("-");
    assertThat(store.generation()).isEqualTo(generation);
  }

  @Test
  void pagesNewestFirst() throws Exception {
    for (int i = -3; i <= 6; i++) {
      write(store, CHAT, i * 10L, "m" + i);
      write(store, Group.of("other"), i * 10L, "other" + i);
    }
    List<Row> page = store.transaction(rows -> rows.page(NOTES, CHAT, 60, 3));
    assertThat(values(page)).containsExactly("m5", "m4", "m3");
    List<Row> next = store.transaction(rows -> rows.page(NOTES, CHAT, page.get(2).position(), 100));
    assertThat(values(next)).containsExactly("m2", "m1", "m0", "m-1", "m-2", "m-3");
    assertThat(store.<List<Row>, RuntimeException>transaction(r -> r.page(NOTES, CHAT, -30, 5)))
        .isEmpty();
  }

  @Test
  void readsOldestFirst() throws Exception {
    write(store, CHAT, 30, "c");
    write(store, CHAT, 10, "a");
    write(store, CHAT, 20, "b");
    List<Row> first = store.transaction(rows -> rows.first(NOTES, CHAT, 2));
    assertThat(values(first)).containsExactly("a", "b");
  }

  @Test
  void ordersEqualPositionsByLastWrite() throws Exception {
    for (String name : List.of("a", "b", "c", "a")) {
      write(store, CHAT, 5, name);
    }
    List<Row> first = store.transaction(rows -> rows.first(NOTES, CHAT, 9));
    assertThat(values(first)).containsExactly("b", "c", "a");
    List<Row> newest = store.transaction(rows -> rows.newest(NOTES, CHAT, 9));
    assertThat(values(newest)).containsExactly("a", "c", "b");
  }

  @Test
  void givesNamesBackAsTheyWere() throws Exception {
    RowKey key = RowKey.of("Zürich", "").and(new byte[] {0, -1}).and(-7L).and("👋🏽");
    store.transaction(
        rows -> {
          rows.put(NOTES, key, Group.of(new byte[] {}), -1, new byte[] {});
          return null;
        });
    store = afterCrash();
    List<Row> all = store.transaction(rows -> rows.all(NOTES));
    assertThat(all).hasSize(1);
    Row row = all.get(0);
    assertThat(row.key()).isEqualTo(key).hasToString("RowKey");
    assertThat(row.key().text(0)).isEqualTo("Zürich");
    assertThat(row.key().bytes(2)).containsExactly(0, -1);
    assertThat(row.key().number(3)).isEqualTo(-7);
    assertThat(row.key().text(4)).isEqualTo("👋🏽");
    assertThat(row.group()).isEqualTo(Group.of("")).isNotEqualTo(Group.NONE);
    assertThat(row.position()).isEqualTo(-1);
    assertThat(row.value()).isEmpty();
  }

  @Test
  void movesARowBetweenGroups() throws Exception {
    store.transaction(
        rows -> {
          rows.put(NOTES, KEY, CHAT, 1, bytes("one"));
          rows.put(NOTES, KEY, Group.of("archive"), 2, bytes("two"));
          return null;
        });
    assertThat(store.<Long, RuntimeException>transaction(r -> r.count(NOTES, CHAT))).isZero();
    List<Row> moved = store.transaction(r -> r.first(NOTES, Group.of("archive"), 9));
    assertThat(values(moved)).containsExactly("two");
  }

  @Test
  void listsATableInTheOrderOfWriting() throws Exception {
    for (String name : List.of("c", "a", "b", "c")) {
      write(store, NOTES, RowKey.of(name), name);
    }
    List<Row> all = store.transaction(rows -> rows.all(NOTES));
    assertThat(values(all)).containsExactly("a", "b", "c");
    assertThat(all).allMatch(row -> row.group().equals(Group.NONE));
  }

  @Test
  void copiesArraysInAndOut() throws Exception {
    byte[] value = bytes("safe");
    store.transaction(
        rows -> {
          rows.put(NOTES, KEY, value);
          value[0] = '!';
          rows.get(NOTES, KEY).orElseThrow()[1] = '!';
          rows.all(NOTES).get(0).value()[2] = '!';
          return null;
        });
    assertThat(read(store, NOTES, KEY)).isEqualTo("safe");
  }

  @Test
  void countsChangesAndNothingElse() throws Exception {
    long before = store.generation();
    write(store, NOTES, KEY, "one");
    write(store, NOTES, KEY, "one");
    read(store, NOTES, KEY);
    store.transaction(rows -> rows.delete(NOTES, RowKey.of("missing")));
    assertThat(store.generation()).isEqualTo(before + 2);
    store = afterCrash();
    assertThat(store.generation()).isEqualTo(before + 2);
  }

  @Test
  void refusesATooLargeValueAndGoesOn() throws Exception {
    store.transaction(
        rows -> {
          rows.put(NOTES, KEY, new byte[Rows.MAX_VALUE_BYTES]);
          assertThatThrownBy(() -> rows.put(NOTES, RowKey.of("big"), new byte[10_000_000]))
              .isInstanceOfSatisfying(
                  StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
          return null;
        });
    store = afterCrash();
    assertThat(store.<Long, RuntimeException>transaction(rows -> rows.count(NOTES))).isOne();
    byte[] back = store.transaction(rows -> rows.get(NOTES, KEY).orElseThrow());
    assertThat(back).hasSize(Rows.MAX_VALUE_BYTES);
  }

  @Test
  void refusesATransactionInsideOfATransaction() throws Exception {
    assertThatThrownBy(
            () ->
                store.transaction(
                    rows -> {
                      rows.put(NOTES, KEY, bytes("one"));
                      return store.transaction(inner -> inner.delete(NOTES, KEY));
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside of a transaction");
    assertThat(read(store, NOTES, KEY)).isEqualTo("-");
  }

  @Test
  void refusesToCloseInsideOfATransaction() {
    assertThatThrownBy(
            () ->
                store.transaction(
                    rows -> {
                      store.close();
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesRowsOutsideOfTheirTransaction() throws Exception {
    AtomicReference<Rows> kept = new AtomicReference<>();
    store.transaction(
        rows -> {
          kept.set(rows);
          return null;
        });
    assertThatThrownBy(() -> kept.get().put(NOTES, KEY, bytes("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(read(store, NOTES, KEY)).isEqualTo("-");
  }

  @Test
  void refusesRowsOnAnotherThread() throws Exception {
    store.transaction(
        rows -> {
          CompletableFuture<Void> other =
              CompletableFuture.runAsync(
                  () ->
                      assertThatThrownBy(() -> rows.get(NOTES, KEY))
                          .isInstanceOf(IllegalStateException.class));
          other.join();
          return null;
        });
  }

  @Test
  void refusesTwoTablesWithOneNumber() {
    Table clash = Table.lasting(NOTES.number(), "clash");
    assertThatThrownBy(
            () ->
                store.transaction(
                    rows -> {
                      rows.put(NOTES, KEY, bytes("one"));
                      rows.put(clash, KEY, bytes("two"));
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("notes")
        .hasMessageContaining("clash");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, Rows.MAX_LIMIT + 1})
  void refusesALimitOutOfRange(int limit) {
    assertThatThrownBy(() -> store.transaction(rows -> rows.first(NOTES, CHAT, limit)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.transaction(rows -> rows.page(NOTES, CHAT, 0, limit)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void runsTransactionsOneAfterTheOther() throws Exception {
    write(store, NOTES, KEY, "0");
    int workers = 4;
    int rounds = 25;
    CountDownLatch start = new CountDownLatch(1);
    CompletableFuture<?>[] all = new CompletableFuture<?>[workers];
    for (int i = 0; i < workers; i++) {
      all[i] =
          CompletableFuture.runAsync(
              () -> {
                try {
                  start.await();
                  for (int round = 0; round < rounds; round++) {
                    increment();
                  }
                } catch (StoreException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              },
              command -> new Thread(command).start());
    }
    start.countDown();
    CompletableFuture.allOf(all).get(60, TimeUnit.SECONDS);
    assertThat(read(store, NOTES, KEY)).isEqualTo(Integer.toString(workers * rounds));
  }

  private void increment() throws StoreException {
    store.transaction(
        rows -> {
          int old = Integer.parseInt(new String(rows.get(NOTES, KEY).orElseThrow(), UTF_8));
          rows.put(NOTES, KEY, bytes(Integer.toString(old + 1)));
          return null;
        });
  }

  @Test
  void aCrashInMidWorkLeavesNothingOfIt() throws Exception {
    write(store, NOTES, KEY, "before");
    AtomicReference<RowStore> survivor = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                store.transaction(
                    rows -> {
                      rows.put(NOTES, KEY, bytes("during"));
                      survivor.set(afterCrash());
                      throw new FileNotFoundException("the end");
                    }))
        .isInstanceOf(FileNotFoundException.class);
    store.close();
    store = survivor.get();
    assertThat(read(store, NOTES, KEY)).isEqualTo("before");
  }

  @Test
  void refusesEverythingOnceClosed() throws Exception {
    store.close();
    store.close();
    assertThatThrownBy(() -> read(store, NOTES, KEY))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    assertThatThrownBy(store::generation).isInstanceOf(StoreException.class);
  }
}
