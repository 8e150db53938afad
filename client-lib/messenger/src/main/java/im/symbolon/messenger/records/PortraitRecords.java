package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.PortraitRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How people look, sealed like all else: pictures of people are nobody's business either. The
 * pictures lie apart, because what people are called is read much more often.
 */
public final class PortraitRecords {
  private final Rows rows;

  public PortraitRecords(Rows rows) {
    this.rows = rows;
  }

  /** Where a picture came from. */
  public enum Origin {
    NOWHERE(0),
    PEP(1),
    /** An older way, which counts where there is no other. */
    VCARD(2);

    private final int number;

    Origin(int number) {
      this.number = number;
    }

    static Origin of(int number) {
      for (Origin each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("no origin of a picture");
    }
  }

  /** What is kept of somebody. */
  public record Entry(String sha1, String nick, Origin origin) {
    /** Nothing. */
    public static final Entry NONE = new Entry("", "", Origin.NOWHERE);
  }

  public Entry of(BareJid who) throws StoreException {
    PortraitRecord found = record(who);
    return Stored.read(
        () -> new Entry(found.getSha1(), found.getNick(), Origin.of(found.getOrigin())));
  }

  /** The bytes of their picture; none without one. */
  public byte[] picture(BareJid who) throws StoreException {
    return rows.get(Tables.PICTURES, RowKey.of(who.toString())).orElse(new byte[0]);
  }

  /** What everybody calls themselves. */
  public SortedMap<BareJid, String> nicks() throws StoreException {
    SortedMap<BareJid, String> found = new TreeMap<>();
    for (Row row : rows.all(Tables.PORTRAITS)) {
      PortraitRecord each = Stored.read(() -> PortraitRecord.parseFrom(row.value()));
      if (!each.getNick().isEmpty()) {
        found.put(Stored.read(() -> BareJid.parse(each.getAccount())), each.getNick());
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  /** Whose pictures are here, and which. */
  public Map<BareJid, String> pictures() throws StoreException {
    SortedMap<BareJid, String> found = new TreeMap<>();
    for (Row row : rows.all(Tables.PORTRAITS)) {
      PortraitRecord each = Stored.read(() -> PortraitRecord.parseFrom(row.value()));
      if (!each.getSha1().isEmpty()) {
        found.put(Stored.read(() -> BareJid.parse(each.getAccount())), each.getSha1());
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  public void picture(BareJid who, byte[] bytes, String sha1, Origin origin) throws StoreException {
    if (bytes.length == 0) {
      rows.delete(Tables.PICTURES, RowKey.of(who.toString()));
    } else {
      rows.put(Tables.PICTURES, RowKey.of(who.toString()), bytes);
    }
    put(
        record(who).toBuilder()
            .setAccount(who.toString())
            .setSha1(sha1)
            .setOrigin(origin.number)
            .build(),
        who);
  }

  public void nick(BareJid who, String nick) throws StoreException {
    put(record(who).toBuilder().setAccount(who.toString()).setNick(nick).build(), who);
  }

  private PortraitRecord record(BareJid who) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.PORTRAITS, RowKey.of(who.toString()));
    return value.isPresent()
        ? Stored.read(() -> PortraitRecord.parseFrom(value.get()))
        : PortraitRecord.getDefaultInstance();
  }

  private void put(PortraitRecord record, BareJid who) throws StoreException {
    rows.put(Tables.PORTRAITS, RowKey.of(who.toString()), record.toByteArray());
  }
}
