package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Act;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.records.wire.DeedRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was done to each entry of a chat: of each person and kind the newest, by time and then by
 * id, so that it is the same in whatever order they came. What was done to an entry that is not
 * here waits for it; that costs a row, as the act itself does.
 *
 * <p>Only what counts is in here: nobody edits or retracts what somebody else wrote.
 */
final class Deeds {
  private static final int AT_ONCE = 1_000;

  private final Rows rows;
  private final BareJid chat;

  Deeds(Rows rows, BareJid chat) {
    this.rows = rows;
    this.chat = chat;
  }

  /** What kind of act. */
  enum Kind {
    EDIT(1),
    RETRACT(2),
    REACT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    static Kind of(Act act) {
      return act instanceof Act.Edit ? EDIT : act instanceof Act.Retract ? RETRACT : REACT;
    }

    private static Kind of(int number) {
      for (Kind each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("unknown kind of act");
    }
  }

  /**
   * One act.
   *
   * @param id of the entry that says so
   */
  record Deed(BareJid author, Kind kind, String id, Instant time, SortedSet<String> emoji) {
    private static final Comparator<Deed> ORDER =
        Comparator.comparing(Deed::time).thenComparing(Deed::id);

    boolean isAfter(Deed other) {
      return ORDER.compare(this, other) > 0;
    }
  }

  /** True for an act that its sender may do. */
  static boolean counts(ChatMessage entry) {
    Optional<Act> act = entry.content().act();
    return act.isPresent()
        && (act.get() instanceof Act.React
            || act.get().target().author().equals(entry.sender()));
  }

  /** Takes an act that {@link #counts}. */
  void add(ChatMessage entry) throws StoreException {
    Act act = entry.content().act().get();
    SortedSet<String> emoji = act instanceof Act.React react ? react.emoji() : new TreeSet<>();
    Deed deed = new Deed(entry.sender(), Kind.of(act), entry.id(), entry.time(), emoji);
    Optional<byte[]> before = rows.get(Tables.DEEDS, key(act.target(), deed));
    if (!before.isPresent() || deed.isAfter(read(before.get()))) {
      put(key(act.target(), deed), group(act.target()), deed);
    }
    if (deed.kind() == Kind.EDIT) {
      put(key(act.target(), deed).and(deed.id()), edits(act.target()), deed);
    }
  }

  private void put(RowKey key, Group group, Deed deed) throws StoreException {
    DeedRecord value =
        DeedRecord.newBuilder()
            .setAuthor(deed.author().toString())
            .setKind(deed.kind().number)
            .setId(deed.id())
            .setTimeMs(deed.time().toEpochMilli())
            .addAllEmoji(deed.emoji())
            .build();
    rows.put(Tables.DEEDS, key, group, deed.time().toEpochMilli(), value.toByteArray());
  }

  /** Of everybody the last of each kind, in order. */
  List<Deed> of(Target target) throws StoreException {
    List<Deed> found = new ArrayList<>();
    for (Row row : rows.first(Tables.DEEDS, group(target), Rows.MAX_LIMIT)) {
      found.add(read(row.value()));
    }
    found.sort(Deed.ORDER);
    return Collections.unmodifiableList(found);
  }

  boolean isRetracted(Target target) throws StoreException {
    return rows.get(Tables.DEEDS, key(target, target.author(), Kind.RETRACT)).isPresent();
  }

  /** Ids of all entries by which its author edited it, and forgets them. */
  List<String> takeEdits(Target target) throws StoreException {
    List<String> ids = new ArrayList<>();
    List<Row> some = rows.first(Tables.DEEDS, edits(target), AT_ONCE);
    while (!some.isEmpty()) {
      for (Row row : some) {
        ids.add(read(row.value()).id());
        rows.delete(Tables.DEEDS, row.key());
      }
      some = rows.first(Tables.DEEDS, edits(target), AT_ONCE);
    }
    return ids;
  }

  private static Deed read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          DeedRecord found = DeedRecord.parseFrom(value);
          return new Deed(
              BareJid.parse(found.getAuthor()),
              Kind.of(found.getKind()),
              found.getId(),
              Instant.ofEpochMilli(found.getTimeMs()),
              new TreeSet<>(found.getEmojiList()));
        });
  }

  private RowKey key(Target target, Deed deed) {
    return key(target, deed.author(), deed.kind());
  }

  private RowKey key(Target target, BareJid author, Kind kind) {
    return RowKey.of(
        chat.toString(), target.author().toString(), target.id(), author.toString(), kind.name());
  }

  private Group group(Target target) {
    return Group.of(chat.toString(), target.author().toString(), target.id());
  }

  private Group edits(Target target) {
    return Group.of(chat.toString(), target.author().toString(), target.id(), "edits");
  }
}
