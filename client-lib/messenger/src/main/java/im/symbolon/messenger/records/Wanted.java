package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.wire.WantedRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Messages that came and could not be read, until somebody sends them again. Whoever makes them up
 * fills no store: {@value #MAX_OF_ONE} of one sender's account, for 14 days.
 */
public final class Wanted {
  /** Of one account. */
  public static final int MAX_OF_ONE = 300;

  private static final int MAX = 3_000;
  private static final Duration KEPT = RecipientSnapshots.KEPT;

  private final Rows rows;

  public Wanted(Rows rows) {
    this.rows = rows;
  }

  /** Whom it is asked for next, or what else is to be done. */
  public enum Stage {
    /** It is being looked whether the sender is a device of ours. */
    LOOKING(1),
    /** The sending device is asked. */
    SENDER(2),
    /** The sender's other devices are asked, too. */
    SENDERS(3),
    /** Our own other devices are asked. */
    OWN(4),
    /** The same once more: they may not have known this device yet. */
    OWN_AGAIN(5),
    /** A line says that it is missing. */
    MISSING(6),
    /** Everybody is asked once more. */
    AGAIN(7),
    /** Nobody is asked any more unless they are heard of; whoever sends it is welcome. */
    OVER(8),
    /** Nobody lists the device that sent it: that may come yet, before a line is left. */
    UNLISTED(9);

    private final int number;

    Stage(int number) {
      this.number = number;
    }

    static Stage of(int number) {
      for (Stage each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("unknown stage");
    }

    /** What follows when nobody answered. */
    public Stage next() {
      return this == OVER || this == UNLISTED ? this : of(number + 1);
    }
  }

  /**
   * One message.
   *
   * @param id as it was outside of its envelope: ours have the same inside
   * @param sender the device that its sender claims to be
   * @param line what stands in the chat instead of a message of a foreign device
   * @param sentAt when it was sent, as servers say
   */
  public record Entry(
      String id,
      BareJid chat,
      DeviceAddress sender,
      FailureReason reason,
      Line line,
      Instant sentAt,
      Step step) {
    public Entry {
      Objects.requireNonNull(id);
      Objects.requireNonNull(chat);
      Objects.requireNonNull(sender);
      Objects.requireNonNull(reason);
      Objects.requireNonNull(line);
      Objects.requireNonNull(sentAt);
      Objects.requireNonNull(step);
    }

    /** The same, further on. */
    public Entry at(Stage stage, Instant due) {
      return new Entry(id, chat, sender, reason, line, sentAt, new Step(stage, due));
    }
  }

  /** A line of the chat. */
  public record Line(String id, Note note) {
    public Line {
      Objects.requireNonNull(id);
      Objects.requireNonNull(note);
    }
  }

  /** What is to be done, and when. */
  public record Step(Stage stage, Instant due) {
    public Step {
      Objects.requireNonNull(stage);
      Objects.requireNonNull(due);
    }
  }

  public Optional<Entry> get(BareJid chat, BareJid sender, String id) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.WANTED, key(chat, sender, id));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  /** True while one more can be kept of that account. */
  public boolean hasRoom(BareJid account) throws StoreException {
    return rows.count(Tables.WANTED, group(account)) < MAX_OF_ONE
        && rows.count(Tables.WANTED) < MAX;
  }

  public void put(Entry entry) throws StoreException {
    DeviceAddress sender = entry.sender();
    WantedRecord value =
        WantedRecord.newBuilder()
            .setId(entry.id())
            .setChat(entry.chat().toString())
            .setSender(sender.account().toString())
            .setSenderDevice(sender.device().value())
            .setReason(entry.reason().number())
            .setNote(entry.line().note().number())
            .setLineId(entry.line().id())
            .setSentAtMs(entry.sentAt().toEpochMilli())
            .setStage(entry.step().stage().number)
            .setNextAtMs(entry.step().due().toEpochMilli())
            .build();
    rows.put(
        Tables.WANTED,
        key(entry.chat(), sender.account(), entry.id()),
        group(sender.account()),
        entry.sentAt().toEpochMilli(),
        value.toByteArray());
  }

  /** It is here, or nobody wants it any more. */
  public void remove(BareJid chat, BareJid sender, String id) throws StoreException {
    rows.delete(Tables.WANTED, key(chat, sender, id));
  }

  /** All of them; there are never many. */
  public List<Entry> all() throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Row row : rows.all(Tables.WANTED)) {
      found.add(read(row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  /** Those of one account that something is still to be done for: the soonest of them. */
  public static Optional<Instant> nextDue(List<Entry> entries) {
    return entries.stream()
        .map(Entry::step)
        .filter(step -> step.stage() != Stage.OVER)
        .map(Step::due)
        .min(Instant::compareTo);
  }

  /** Another device asks for all of them, from the beginning: it may have been sent none. */
  public void restart(Instant now) throws StoreException {
    for (Entry each : all()) {
      put(each.at(Stage.LOOKING, now));
    }
  }

  /** Forgets what nobody can send again. */
  public void purge(Instant now) throws StoreException {
    for (Entry each : all()) {
      if (!each.sentAt().plus(KEPT).isAfter(now) && each.step().stage() == Stage.OVER) {
        remove(each.chat(), each.sender().account(), each.id());
      }
    }
  }

  private static Entry read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          WantedRecord found = WantedRecord.parseFrom(value);
          return new Entry(
              found.getId(),
              BareJid.parse(found.getChat()),
              new DeviceAddress(
                  BareJid.parse(found.getSender()), DeviceId.of(found.getSenderDevice())),
              FailureReason.of(found.getReason()),
              new Line(found.getLineId(), Note.of(found.getNote()).get()),
              Instant.ofEpochMilli(found.getSentAtMs()),
              new Step(Stage.of(found.getStage()), Instant.ofEpochMilli(found.getNextAtMs())));
        });
  }

  private static RowKey key(BareJid chat, BareJid sender, String id) {
    return RowKey.of(chat.toString(), sender.toString(), id);
  }

  private static Group group(BareJid account) {
    return Group.of(account.toString());
  }
}
