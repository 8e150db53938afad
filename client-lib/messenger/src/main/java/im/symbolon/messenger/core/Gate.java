package im.symbolon.messenger.core;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.trust.TrustPolicy;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.time.Instant;
import java.util.Optional;

/**
 * What everything that leaves has to pass, in the very transaction that seals it: a decision counts
 * from the moment it is stored.
 */
public final class Gate {
  private final Rows rows;
  private final TrustBook book;
  private final OwnSide own;
  private final Lines lines;
  private final Instant now;
  private final Outcome outcome;

  public Gate(Rows rows, Instant now, Outcome outcome) {
    this.rows = rows;
    this.book = new TrustBook(rows);
    this.own = new OwnSide(rows);
    this.lines = new Lines(rows, now, outcome);
    this.now = now;
    this.outcome = outcome;
  }

  /** What the transaction works on. */
  public Rows rows() {
    return rows;
  }

  /** When the transaction is made. */
  public Instant now() {
    return now;
  }

  /** True when it was seen before, or is expected. */
  public boolean knows(DeviceAddress device) throws StoreException {
    return book.entry(device).isPresent();
  }

  /**
   * True when anything may leave to that device. From a device that is not linked nothing does; and
   * to own devices only while the signed list has them (REVIEW 30).
   */
  public boolean isOpenTo(DeviceAddress device) throws StoreException {
    if (!own.maySpeak()) {
      return false;
    }
    return own.isOwn(device)
        ? own.lists(device) && trustIn(device) != Trust.DISTRUSTED
        : book.maySend(device, now);
  }

  /** True when its key need not be looked at: it is known, and nothing may leave to it. */
  public boolean isShutTo(DeviceAddress device) throws StoreException {
    return knows(device) && !isOpenTo(device);
  }

  /**
   * The device showed that identity.
   *
   * @return false when it is another one than is accepted from it; nothing was changed
   */
  public boolean accepts(DeviceAddress device, IdentityKey shown) throws StoreException {
    if (!own.allows(device, shown)) {
      return false;
    }
    Optional<TrustBook.Sighting> sighting = book.seen(device, Fingerprint.of(shown), now);
    if (sighting.filter(TrustBook.Sighting::news).isPresent()) {
      outcome.devicesChanged(device.account());
    }
    return sighting.isPresent();
  }

  /** What is thought of a device now. */
  public Trust trustIn(DeviceAddress device) throws StoreException {
    Optional<TrustBook.Entry> known = book.entry(device);
    if (own.isOwn(device) && !known.filter(k -> k.decision().isByPerson()).isPresent()) {
      return own.lists(device) ? Trust.TRUSTED : Trust.UNDECIDED;
    }
    return known.isPresent()
        ? known.get().decision().trust()
        : TrustPolicy.atFirstSight(book.everVerified(device.account()), now).trust();
  }

  /** The device offers another identity than before: one line for each device, however often. */
  public void otherKeyOffered(DeviceAddress device) throws StoreException {
    lines.write(device.account(), Note.OTHER_KEY_OFFERED, device.device().toString());
  }

  /** If it is a message, it waits for a decision: one line until there is one. */
  public void waitsForTrust(OutboxEntry entry) throws StoreException {
    if (entry.kind() == OutboxEntry.Kind.MESSAGE && !own.maySpeak()) {
      lines.write(entry.to(), Note.NOT_LINKED, own.occasion());
    } else if (entry.kind() == OutboxEntry.Kind.MESSAGE) {
      String occasion = Long.toString(book.decisions(entry.to()));
      lines.write(entry.to(), Note.NO_TRUSTED_DEVICE, occasion);
    }
  }
}
