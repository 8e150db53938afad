package im.symbolon.messenger.core;

import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.Standing;
import im.symbolon.messenger.trust.TrustPolicy;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * What is thought of a device now: of what was decided about it here and of what its owner signed.
 */
public final class Judge {
  private final TrustBook book;
  private final People people;
  private final Instant now;

  public Judge(Rows rows, Instant now) {
    this.book = new TrustBook(rows);
    this.people = new People(rows);
    this.now = now;
  }

  /** With the key that is accepted from it; of one that showed none yet, as if the right one. */
  public Decision decision(DeviceAddress device) throws StoreException {
    Optional<TrustBook.Entry> known = book.entry(device);
    return TrustPolicy.decide(
        known.isPresent() ? known.get().decision() : atFirstSight(device.account()),
        people.standing(device, known.map(TrustBook.Entry::fingerprint)));
  }

  private Decision atFirstSight(BareJid person) throws StoreException {
    return TrustPolicy.atFirstSight(book.everVerified(person), now);
  }

  /** Whether anything may leave to that device, which need not have been seen yet. */
  public boolean mayWriteTo(DeviceAddress device) throws StoreException {
    BareJid person = device.account();
    boolean strict = people.hasRoot(person) || book.everVerified(person);
    return !people.isBlocked(person) && TrustPolicy.maySend(decision(device).trust(), strict);
  }

  /** True while nothing leaves to that person, whatever is thought of their devices. */
  public boolean isBlocked(BareJid person) throws StoreException {
    return people.isBlocked(person);
  }

  /** What the owner's list says about a device that shows this key. */
  public Standing standing(DeviceAddress device, Fingerprint shown) throws StoreException {
    return people.standing(device, Optional.of(shown));
  }
}
