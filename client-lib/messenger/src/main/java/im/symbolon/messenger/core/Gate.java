package im.symbolon.messenger.core;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Standing;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
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
  private final Judge judge;
  private final Lines lines;
  private final Instant now;
  private final Outcome outcome;

  public Gate(Rows rows, Instant now, Outcome outcome) {
    this.rows = rows;
    this.book = new TrustBook(rows);
    this.own = new OwnSide(rows);
    this.judge = new Judge(rows, now);
    this.lines = new Lines(rows, now, outcome);
    this.now = now;
    this.outcome = outcome;
  }

  /** What the transaction works on. */
  public Rows rows() {
    return rows;
  }

  /** What is to be done once it was committed. */
  public Outcome outcome() {
    return outcome;
  }

  /** Queues what is to leave once it was committed. */
  public void queue(OutboxEntry entry) throws StoreException {
    new Outbox(rows).add(entry);
    outcome.queued(entry.to());
  }

  /** When the transaction is made. */
  public Instant now() {
    return now;
  }

  /** True when it was seen before, or is expected. */
  public boolean knows(DeviceAddress device) throws StoreException {
    return book.entry(device).isPresent();
  }

  /** True when anything may leave to that device; from one that is not linked, nothing does. */
  public boolean isOpenTo(DeviceAddress device) throws StoreException {
    return own.maySpeak() && judge.mayWriteTo(device);
  }

  /** True when its key need not be looked at: it is known, and nothing may leave to it. */
  public boolean isShutTo(DeviceAddress device) throws StoreException {
    return isBlocked(device.account()) || (knows(device) && !isOpenTo(device));
  }

  /** True while nothing at all leaves to that person, and nobody need be asked about them. */
  public boolean isBlocked(BareJid person) throws StoreException {
    return judge.isBlocked(person);
  }

  /**
   * The device showed that identity.
   *
   * @return false when it is another one than is accepted from it; nothing was changed
   */
  public boolean accepts(DeviceAddress device, IdentityKey shown) throws StoreException {
    Fingerprint key = Fingerprint.of(shown);
    Standing standing = judge.standing(device, key);
    if (standing == Standing.OTHER_KEY) {
      return false;
    }
    if (standing == Standing.UNLISTED) {
      outcome.unlisted(device);
    }
    Optional<TrustBook.Sighting> sighting = book.seen(device, key, now);
    if (sighting.filter(TrustBook.Sighting::news).isPresent()) {
      outcome.devicesChanged(device.account());
    }
    return sighting.isPresent();
  }

  /** What is thought of a device now. */
  public Trust trustIn(DeviceAddress device) throws StoreException {
    return judge.decision(device).trust();
  }

  /** The device offers another identity than before: one line for each device, however often. */
  public void otherKeyOffered(DeviceAddress device) throws StoreException {
    lines.write(device.account(), Note.OTHER_KEY_OFFERED, device.device().toString());
  }

  /** If it is a message, it waits for a decision: one line until there is one. */
  public void waitsForTrust(OutboxEntry entry) throws StoreException {
    if (entry.kind() != OutboxEntry.Kind.MESSAGE) {
      return;
    }
    if (!own.maySpeak()) {
      lines.write(entry.to(), Note.NOT_LINKED, own.occasion());
    } else if (isBlocked(entry.to())) {
      lines.write(entry.to(), Note.WAITS_FOR_PERSON, alarm(entry.to()));
    } else {
      String occasion = Long.toString(book.decisions(entry.to()));
      lines.write(entry.to(), Note.NO_TRUSTED_DEVICE, occasion);
    }
  }

  private String alarm(BareJid person) throws StoreException {
    return new People(rows)
        .of(person)
        .flatMap(Person::blocked)
        .map(why -> why.offered().fingerprint().hex())
        .orElse("");
  }
}
