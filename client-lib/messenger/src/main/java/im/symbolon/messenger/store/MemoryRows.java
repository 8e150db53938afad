package im.symbolon.messenger.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of a {@link MemoryRowStore}, with a log that undoes what is not committed. */
final class MemoryRows implements Rows {
  private record Name(int table, RowKey key) {}

  private record GroupName(int table, Group group) {}

  /** Never changed once made; the version orders writes. */
  private record Entry(int table, Row row, long version) {
    Name name() {
      return new Name(table, row.key());
    }

    GroupName groupName() {
      return new GroupName(table, row.group());
    }

    long position() {
      return row.position();
    }

    Row copy() {
      return new Row(row.key(), row.group(), row.position(), row.value().clone());
    }
  }

  private static final Comparator<Entry> BY_POSITION =
      Comparator.comparingLong(Entry::position).thenComparingLong(Entry::version);

  private static final RowKey END = RowKey.of("");
  private static final byte[] NOTHING = {};

  private final Map<Name, Entry> entries = new HashMap<>();
  private final Map<GroupName, NavigableSet<Entry>> groups = new HashMap<>();
  private final Map<Integer, TreeMap<Long, Entry>> tables = new HashMap<>();
  private final Deque<Runnable> log = new ArrayDeque<>();
  private long versions;

  /** Keeps what was written; whether there was anything. */
  boolean commit() {
    boolean changed = !log.isEmpty();
    log.clear();
    return changed;
  }

  /** Everything that was committed, to be changed by itself. */
  MemoryRows copy() {
    MemoryRows copy = new MemoryRows();
    copy.versions = versions;
    tables.values().forEach(table -> table.values().forEach(copy::add));
    return copy;
  }

  /** Takes back everything since the last commit. */
  void undo() {
    while (!log.isEmpty()) {
      log.pop().run();
    }
  }

  @Override
  public Optional<byte[]> get(Table table, RowKey key) {
    Entry entry = entries.get(new Name(table.number(), key));
    return entry == null ? Optional.empty() : Optional.of(entry.row().value().clone());
  }

  @Override
  public void put(Table table, RowKey key, Group group, long position, byte[] value) {
    delete(table, key);
    Row row = new Row(key, group, position, value.clone());
    Entry entry = new Entry(table.number(), row, ++versions);
    add(entry);
    log.push(() -> remove(entry));
  }

  @Override
  public boolean delete(Table table, RowKey key) {
    Entry old = entries.get(new Name(table.number(), key));
    if (old == null) {
      return false;
    }
    remove(old);
    log.push(() -> add(old));
    return true;
  }

  @Override
  public List<Row> page(Table table, Group group, long beforePosition, int limit) {
    Entry end = new Entry(0, new Row(END, group, beforePosition, NOTHING), Long.MIN_VALUE);
    return rows(inGroup(table, group).headSet(end, false).descendingSet(), limit);
  }

  @Override
  public List<Row> first(Table table, Group group, int limit) {
    return rows(inGroup(table, group), limit);
  }

  @Override
  public List<Row> after(Table table, Group group, long position, int limit) {
    Entry end = new Entry(0, new Row(END, group, position, NOTHING), Long.MAX_VALUE);
    return rows(inGroup(table, group).tailSet(end, false), limit);
  }

  @Override
  public List<Row> all(Table table) {
    return rows(tables.getOrDefault(table.number(), new TreeMap<>()).values(), Integer.MAX_VALUE);
  }

  @Override
  public long count(Table table) {
    return tables.getOrDefault(table.number(), new TreeMap<>()).size();
  }

  @Override
  public long count(Table table, Group group) {
    return inGroup(table, group).size();
  }

  private NavigableSet<Entry> inGroup(Table table, Group group) {
    return groups.getOrDefault(new GroupName(table.number(), group), new TreeSet<>(BY_POSITION));
  }

  private void add(Entry entry) {
    entries.put(entry.name(), entry);
    groups.computeIfAbsent(entry.groupName(), g -> new TreeSet<>(BY_POSITION)).add(entry);
    tables.computeIfAbsent(entry.table(), t -> new TreeMap<>()).put(entry.version(), entry);
  }

  private void remove(Entry entry) {
    entries.remove(entry.name());
    NavigableSet<Entry> group = groups.get(entry.groupName());
    group.remove(entry);
    if (group.isEmpty()) {
      groups.remove(entry.groupName());
    }
    tables.get(entry.table()).remove(entry.version());
  }

  private static List<Row> rows(Iterable<Entry> entries, int limit) {
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries) {
      if (rows.size() == limit) {
        break;
      }
      rows.add(entry.copy());
    }
    return rows;
  }
}
