package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.LinkOfferRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.linking.Invitation;
import im.symbolon.ratchet.linking.LinkOffer;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.linking.LinkProof;
import im.symbolon.ratchet.linking.ProvenOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Offers of devices that want to be linked, the last ones that came. Anybody may send some. */
public final class LinkOffers {
  private static final int MAX = 32;
  private static final Group ALL = Group.of("offers");

  private final Rows rows;
  private final BareJid own;

  public LinkOffers(Rows rows, BareJid own) {
    this.rows = rows;
    this.own = own;
  }

  /**
   * One of them.
   *
   * @param used whether something was handed over for it
   */
  public record Entry(ProvenOffer offer, Instant arrived, boolean used) {
    /** Something was handed over. */
    public Entry spent() {
      return new Entry(offer, arrived, true);
    }
  }

  /** The last one first. */
  public List<Entry> all() throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Row row : rows.newest(Tables.LINK_OFFERS, ALL, MAX)) {
      found.add(Stored.read(() -> read(LinkOfferRecord.parseFrom(row.value()))));
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * Adds one; one that came before stays as it is. Beyond a number the oldest goes, if it is of no
   * use any more; else the new one is not taken: nobody pushes out what waits for its code.
   */
  public void add(Entry entry) throws StoreException {
    if (rows.get(Tables.LINK_OFFERS, key(entry)).isPresent()) {
      return;
    }
    if (rows.count(Tables.LINK_OFFERS, ALL) >= MAX) {
      Row oldest = rows.first(Tables.LINK_OFFERS, ALL, 1).get(0);
      Entry first = Stored.read(() -> read(LinkOfferRecord.parseFrom(oldest.value())));
      Duration age = Duration.between(first.arrived(), entry.arrived()).abs();
      if (age.compareTo(Invitation.VALID) <= 0) {
        return;
      }
      rows.delete(Tables.LINK_OFFERS, oldest.key());
    }
    put(entry, new Sequences(rows).next("link offers", 1));
  }

  /** Changes one; its place stays. */
  public void put(Entry entry) throws StoreException {
    for (Row row : rows.newest(Tables.LINK_OFFERS, ALL, MAX)) {
      if (row.key().equals(key(entry))) {
        put(entry, row.position());
      }
    }
  }

  private void put(Entry entry, long position) throws StoreException {
    LinkOffer offer = entry.offer().offer();
    LinkOfferRecord value =
        LinkOfferRecord.newBuilder()
            .setDevice(offer.newcomer().device().device().value())
            .setFingerprint(offer.newcomer().identity().hex())
            .setOneTimeKey(ByteString.copyFrom(offer.oneTimeKey().encode()))
            .setTypedProof(ByteString.copyFrom(entry.offer().forTyped().encode()))
            .setScannedProof(ByteString.copyFrom(entry.offer().forScanned().encode()))
            .setArrivedAtMs(entry.arrived().toEpochMilli())
            .setUsed(entry.used())
            .build();
    rows.put(Tables.LINK_OFFERS, key(entry), ALL, position, value.toByteArray());
  }

  private Entry read(LinkOfferRecord found) throws Exception {
    LinkParty newcomer =
        new LinkParty(
            new DeviceAddress(own, DeviceId.of(found.getDevice())),
            new Fingerprint(found.getFingerprint()));
    return new Entry(
        new ProvenOffer(
            new LinkOffer(newcomer, CurveKey.parse(found.getOneTimeKey().toByteArray())),
            LinkProof.parse(found.getTypedProof().toByteArray()),
            LinkProof.parse(found.getScannedProof().toByteArray())),
        Instant.ofEpochMilli(found.getArrivedAtMs()),
        found.getUsed());
  }

  private static RowKey key(Entry entry) {
    LinkOffer offer = entry.offer().offer();
    return RowKey.of(offer.oneTimeKey().encode())
        .and(offer.newcomer().device().device().value())
        .and(offer.newcomer().identity().hex());
  }
}
