package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.GroupRecord;
import im.symbolon.messenger.records.wire.KnownEpochRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The groups that this device knows, each by its room. */
public final class Groups {
  private final Rows rows;

  public Groups(Rows rows) {
    this.rows = rows;
  }

  /** What this account is to a group. */
  public enum Standing {
    /** Somebody signed that we belong to it, and we have not joined. */
    INVITED(1),
    /** We take part: messages are read and sent. */
    JOINED(2),
    /** We left it. */
    LEFT(3),
    /** An admin signed that we do not belong to it any more. */
    REMOVED(4);

    private final int number;

    Standing(int number) {
      this.number = number;
    }

    static Standing of(int number) {
      for (Standing each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("unknown standing in a group");
    }
  }

  /**
   * One group.
   *
   * @param nick ours in the room
   * @param since when the standing became what it is
   */
  public record Entry(
      GroupPlace place, Standing standing, String name, String nick, Instant since) {
    public Entry {
      Objects.requireNonNull(place);
      Objects.requireNonNull(standing);
      Objects.requireNonNull(name);
      Objects.requireNonNull(nick);
      Objects.requireNonNull(since);
    }

    public BareJid room() {
      return place.room();
    }

    /** True when messages are read and sent. */
    public boolean isJoined() {
      return standing == Standing.JOINED;
    }

    /** The same, with another standing. */
    public Entry in(Standing next, Instant now) {
      return next == standing ? this : new Entry(place, next, name, nick, now);
    }
  }

  /** The group of that room. */
  public Optional<Entry> of(BareJid room) throws StoreException {
    Optional<GroupRecord> found = load(room);
    return found.isPresent() ? Optional.of(Stored.read(() -> read(found.get()))) : Optional.empty();
  }

  /** True when we take part in the group of that room. */
  public boolean isJoined(BareJid room) throws StoreException {
    return of(room).filter(Entry::isJoined).isPresent();
  }

  /** All of them. */
  public List<Entry> all() throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Row row : rows.all(Tables.GROUPS)) {
      found.add(Stored.read(() -> read(GroupRecord.parseFrom(row.value()))));
    }
    return Collections.unmodifiableList(found);
  }

  /** Writes it; who is in the room stays as it is known. */
  public void put(Entry entry) throws StoreException {
    GroupRecord.Builder out =
        load(entry.room()).map(GroupRecord::toBuilder).orElseGet(GroupRecord::newBuilder);
    save(
        out.setRoom(entry.room().toString())
            .setGenesis(ByteString.copyFrom(entry.place().genesis().encode()))
            .setStanding(entry.standing().number)
            .setName(entry.name())
            .setNick(entry.nick())
            .setSinceMs(entry.since().toEpochMilli())
            .build());
  }

  /** Who is in the room, as its server said last: nobody, before it said anything. */
  public Set<BareJid> present(BareJid room) throws StoreException {
    Set<BareJid> present = new TreeSet<>();
    Optional<GroupRecord> found = load(room);
    if (found.isPresent()) {
      for (String each : found.get().getPresentList()) {
        present.add(Stored.read(() -> BareJid.parse(each)));
      }
    }
    return Collections.unmodifiableSet(present);
  }

  /** When the room's server last said who is in it. */
  public Instant presentAt(BareJid room) throws StoreException {
    return Instant.ofEpochMilli(load(room).map(GroupRecord::getPresentAtMs).orElse(0L));
  }

  /** The room's server says who is in it; of a group that is not known, nothing is kept. */
  public void present(BareJid room, Set<BareJid> said, Instant now) throws StoreException {
    Optional<GroupRecord> found = load(room);
    if (found.isPresent()) {
      GroupRecord.Builder out =
          found.get().toBuilder().clearPresent().setPresentAtMs(now.toEpochMilli());
      new TreeSet<>(said).forEach(each -> out.addPresent(each.toString()));
      save(out.build());
    }
  }

  /** Who is in the room may be others than its server said last: to be asked again. */
  public void outdated(BareJid room) throws StoreException {
    Optional<GroupRecord> found = load(room);
    if (found.isPresent()) {
      save(found.get().toBuilder().clearPresentAtMs().build());
    }
  }

  /** The epochs from which on that group is known. */
  public Set<EpochHash> pinned(BareJid room) throws StoreException {
    Set<EpochHash> pinned = new HashSet<>();
    for (ByteString each : load(room).map(GroupRecord::getPinnedList).orElse(List.of())) {
      pinned.add(Stored.read(() -> EpochHash.parse(each.toByteArray())));
    }
    return Collections.unmodifiableSet(pinned);
  }

  /** That group is known from these epochs on. */
  public void pin(BareJid room, Set<EpochHash> epochs) throws StoreException {
    Optional<GroupRecord> found = load(room);
    if (found.isPresent()) {
      GroupRecord.Builder out = found.get().toBuilder().clearPinned();
      epochs.forEach(each -> out.addPinned(ByteString.copyFrom(each.encode())));
      save(out.build());
    }
  }

  /** A member has shown to know an epoch. */
  public record Confirmed(BareJid member, EpochHash epoch) {}

  /** Who has shown to know which epochs. */
  public List<Confirmed> confirmed(BareJid room) throws StoreException {
    List<Confirmed> found = new ArrayList<>();
    for (KnownEpochRecord each : load(room).map(GroupRecord::getConfirmedList).orElse(List.of())) {
      found.add(
          Stored.read(
              () ->
                  new Confirmed(
                      BareJid.parse(each.getMember()),
                      EpochHash.parse(each.getEpoch().toByteArray()))));
    }
    return Collections.unmodifiableList(found);
  }

  /** Remembers the last epoch that each member has shown to know. */
  public void confirmed(BareJid room, Confirmed known) throws StoreException {
    Optional<GroupRecord> found = load(room);
    if (found.isPresent()) {
      GroupRecord.Builder out = found.get().toBuilder().clearConfirmed();
      String member = known.member().toString();
      found.get().getConfirmedList().stream()
          .filter(each -> !each.getMember().equals(member))
          .forEach(out::addConfirmed);
      save(
          out.addConfirmed(
                  KnownEpochRecord.newBuilder()
                      .setMember(member)
                      .setEpoch(ByteString.copyFrom(known.epoch().encode())))
              .build());
    }
  }

  /** The place in the chat up to which a person has read. */
  public long readPlace(BareJid room) throws StoreException {
    return load(room).map(GroupRecord::getReadPlace).orElse(0L);
  }

  /** A person has read up to that place; of a group that is not known, nothing is kept. */
  public void readPlace(BareJid room, long place) throws StoreException {
    Optional<GroupRecord> found = load(room);
    if (found.isPresent()) {
      save(found.get().toBuilder().setReadPlace(place).build());
    }
  }

  Optional<GroupRecord> load(BareJid room) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.GROUPS, key(room));
    return value.isPresent()
        ? Optional.of(Stored.read(() -> GroupRecord.parseFrom(value.get())))
        : Optional.empty();
  }

  void save(GroupRecord record) throws StoreException {
    rows.put(Tables.GROUPS, RowKey.of(record.getRoom()), record.toByteArray());
  }

  private static Entry read(GroupRecord found) throws ProtocolException {
    return new Entry(
        new GroupPlace(
            BareJid.parse(found.getRoom()), EpochHash.parse(found.getGenesis().toByteArray())),
        Standing.of(found.getStanding()),
        found.getName(),
        found.getNick(),
        Instant.ofEpochMilli(found.getSinceMs()));
  }

  private static RowKey key(BareJid room) {
    return RowKey.of(room.toString());
  }
}
