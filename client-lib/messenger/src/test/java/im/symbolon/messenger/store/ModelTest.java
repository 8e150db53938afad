package im.symbolon.messenger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Random transactions, failures, restarts and days beside a plain map. */
class ModelTest {
  private static final List<Table> TABLES =
      List.of(Table.lasting(1, "lasting"), Table.epoch(2, "epoch"));

  private record Step(int table, int key, int group, int position, boolean delete, int size) {}

  private enum End {
    COMMIT,
    FAIL,
    REOPEN,
    CRASH,
    NEXT_DAY
  }

  private record Transaction(List<Step> steps, End end) {}

  private record Name(int table, int key) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      return Comparator.comparingInt(Name::table).thenComparingInt(Name::key).compare(this, other);
    }
  }

  /** In the order of {@code write} where positions are equal. */
  private record Cell(int group, int position, int size, int write) {}

  private static final class Abort extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private Path directory;
  private StoreFile file;
  private int writes;
  private int days;

  @BeforeTry
  void place() throws IOException {
    directory = Files.createTempDirectory("model");
    file = new StoreFile(Files.createTempDirectory(directory, "s"));
    writes = 0;
    days = 0;
  }

  @AfterTry
  void remove() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Provide
  Arbitrary<List<Transaction>> transactions() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(-3, 3),
                Arbitraries.frequency(Tuple.of(3, false), net.jqwik.api.Tuple.of(1, true)),
                Arbitraries.integers().between(0, 600))
            .as(Step::new);
    return Combinators.combine(
            step.list().ofMaxSize(6),
            Arbitraries.frequency(
                Tuple.of(6, End.COMMIT),
                Tuple.of(2, End.FAIL),
                Tuple.of(1, End.REOPEN),
                Tuple.of(1, End.CRASH),
                Tuple.of(1, End.NEXT_DAY)))
        .as(Transaction::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 60)
  void theSqlStoreIsAMap(@ForAll("transactions") List<Transaction> all) throws Exception {
    follow(file.open(), all);
  }

  @Property(tries = 200)
  void theMemoryStoreIsAMap(@ForAll("transactions") List<Transaction> all) throws Exception {
    follow(new MemoryRowStore(), all);
  }

  private void follow(RowStore start, List<Transaction> all) throws Exception {
    RowStore store = start;
    Map<Name, Cell> model = new TreeMap<>();
    for (Transaction transaction : all) {
      Map<Name, Cell> next = new TreeMap<>(model);
      if (transaction.end() == End.FAIL) {
        RowStore failing = store;
        assertThatThrownBy(() -> failing.transaction(rows -> apply(rows, transaction, next, true)))
            .isInstanceOf(Abort.class);
      } else {
        store.transaction(rows -> apply(rows, transaction, next, false));
        model = next;
      }
      store = afterwards(store, transaction.end());
      Map<Name, Cell> expected = model;
      store.transaction(
          rows -> {
            compare(rows, expected);
            return null;
          });
    }
    store.close();
  }

  private Void apply(Rows rows, Transaction transaction, Map<Name, Cell> model, boolean fail)
      throws StoreException, Abort {
    for (Step step : transaction.steps()) {
      Table table = TABLES.get(step.table());
      Name name = new Name(step.table(), step.key());
      if (step.delete()) {
        assertThat(rows.delete(table, key(name))).isEqualTo(model.remove(name) != null);
      } else {
        Cell cell = new Cell(step.group(), step.position(), step.size(), ++writes);
        rows.put(table, key(name), group(step.group()), step.position(), value(cell));
        model.put(name, cell);
      }
    }
    compare(rows, model);
    if (fail) {
      throw new Abort();
    }
    return null;
  }

  private RowStore afterwards(RowStore store, End end) throws Exception {
    if (end == End.NEXT_DAY) {
      file.clock(StoreFile.START.plusSeconds(86_400L * ++days));
    }
    if (store instanceof MemoryRowStore memory) {
      return end == End.CRASH ? memory.crash() : memory;
    }
    if (end == End.CRASH) {
      file = file.copy(Files.createTempDirectory(directory, "s"));
      store.close();
      return file.open();
    }
    if (end == End.REOPEN) {
      store.close();
      return file.open();
    }
    return store;
  }

  private static void compare(Rows rows, Map<Name, Cell> model) throws StoreException {
    for (int table = 0; table < TABLES.size(); table++) {
      List<Row> all = rows.all(TABLES.get(table));
      assertSame(all, expected(model, table, -1, Comparator.comparingInt(Cell::write)));
      assertThat(rows.count(TABLES.get(table))).isEqualTo(all.size());
      for (int group = 0; group < 3; group++) {
        compareGroup(rows, model, table, group);
      }
    }
    for (Map.Entry<Name, Cell> entry : model.entrySet()) {
      Table table = TABLES.get(entry.getKey().table());
      assertThat(rows.get(table, key(entry.getKey()))).contains(value(entry.getValue()));
    }
  }

  private static void compareGroup(Rows rows, Map<Name, Cell> model, int table, int group)
      throws StoreException {
    List<Map.Entry<Name, Cell>> sorted =
        expected(
            model,
            table,
            group,
            Comparator.comparingInt(Cell::position).thenComparingInt(Cell::write));
    Table of = TABLES.get(table);
    long middle = sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2).getValue().position();
    assertSame(
        rows.after(of, group(group), middle, 3),
        sorted.stream().filter(each -> each.getValue().position() > middle).limit(3).toList());
    assertSame(rows.first(of, group(group), 3), sorted.subList(0, Math.min(3, sorted.size())));
    assertThat(rows.count(of, group(group))).isEqualTo(sorted.size());
    List<Map.Entry<Name, Cell>> reversed = new ArrayList<>(sorted);
    Collections.reverse(reversed);
    assertSame(rows.newest(of, group(group), 100), reversed);
    reversed.removeIf(entry -> entry.getValue().position() >= 1);
    assertSame(
        rows.page(of, group(group), 1, 2), reversed.subList(0, Math.min(2, reversed.size())));
  }

  private static List<Map.Entry<Name, Cell>> expected(
      Map<Name, Cell> model, int table, int group, Comparator<Cell> order) {
    return model.entrySet().stream()
        .filter(entry -> entry.getKey().table() == table)
        .filter(entry -> group < 0 || entry.getValue().group() == group)
        .sorted(Map.Entry.comparingByValue(order))
        .toList();
  }

  private static void assertSame(List<Row> rows, List<Map.Entry<Name, Cell>> expected) {
    assertThat(rows).hasSameSizeAs(expected);
    for (int i = 0; i < rows.size(); i++) {
      Cell cell = expected.get(i).getValue();
      assertThat(rows.get(i).key()).isEqualTo(key(expected.get(i).getKey()));
      assertThat(rows.get(i).group()).isEqualTo(group(cell.group()));
      assertThat(rows.get(i).position()).isEqualTo(cell.position());
      assertThat(rows.get(i).value()).isEqualTo(value(cell));
    }
  }

  private static RowKey key(Name name) {
    return RowKey.of("k").and(name.key());
  }

  private static Group group(int group) {
    return group == 0 ? Group.NONE : Group.of("g" + group);
  }

  private static byte[] value(Cell cell) {
    byte[] value = new byte[cell.size()];
    Arrays.fill(value, (byte) cell.write());
    return value;
  }
}
