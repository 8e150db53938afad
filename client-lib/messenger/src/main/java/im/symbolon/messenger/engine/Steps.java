package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnSightings;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.SealedContent;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What reading a message consists of, once it is known whose device may have sent it. */
final class Steps {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Opener opener;

  Steps(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
    this.opener = new Opener(surroundings, self);
  }

  /** The mark of what came before, if any of these did. */
  static Optional<Before> before(Rows rows, DeviceAddress sender, List<KeyEntry> entries)
      throws StoreException {
    for (KeyEntry each : entries) {
      byte[] mark = Notes.mark(sender, each);
      Optional<Seen.Mark> seen = new Seen(rows).find(mark);
      if (seen.isPresent()) {
        return Optional.of(new Before(Ciphertext.of(mark), seen.get()));
      }
    }
    return Optional.empty();
  }

  /** Something came before, and what was done with it. */
  record Before(Ciphertext key, Seen.Mark mark) {}

  /**
   * Opens it with that device's session. Legacy OMEMO does not say whose a device is, so several
   * entries may bear our id.
   *
   * @return empty when it is a duplicate
   */
  Optional<Opener.Result> open(
      Gate gate, DeviceAddress sender, OmemoVersion version, List<KeyEntry> entries)
      throws StoreException, Refusal {
    Optional<Refusal> first = Optional.empty();
    for (KeyEntry each : entries) {
      try {
        return opener.open(gate, sender, version, each);
      } catch (Refusal e) {
        first = first.isPresent() ? first : Optional.of(e);
      }
    }
    throw first.orElseThrow(() -> new IllegalArgumentException("there is no entry to open"));
  }

  static byte[] plaintext(Contents form, SealedContent content, RatchetPlaintext secret)
      throws Refusal {
    try {
      return form.dialect()
          .openPayload(content.ciphertext().bytes(), content.iv().map(Ciphertext::bytes), secret);
    } catch (RatchetException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  static void store(Rows rows, ChatMessage message, Outcome outcome)
      throws StoreException, Refusal {
    Repair.arrived(rows, message);
    switch (new Messages(rows).arrive(message)) {
      case NEW, FOUND -> outcome.received(message);
      case CONFLICTING -> throw new Refusal(Note.CONFLICTING);
      case RETRACTED -> outcome.chatChanged(message.chat());
      case KNOWN -> {} // it came by another way before
    }
  }

  /** All entries in them that were for us: what they would say was said. */
  void mark(Rows rows, DeviceAddress sender, List<OmemoElement> done, Seen.Mark mark)
      throws StoreException {
    Seen seen = new Seen(rows);
    for (OmemoElement element : done) {
      if (element.sender().equals(sender.device())) {
        for (KeyEntry each : element.entriesFor(self.address())) {
          seen.put(Notes.mark(sender, each), mark, now());
        }
      }
    }
  }

  /** In the version that came in. */
  void answer(Gate gate, DeviceAddress sender, OmemoVersion version, Opener.Result opened)
      throws StoreException {
    Outcome outcome = gate.outcome();
    if (opened.answerDue() && gate.isOpenTo(sender)) {
      OutboxEntry.Only only = new OutboxEntry.Only(sender.device(), version);
      gate.queue(OutboxEntry.empty(surroundings.newId(), sender.account(), only, now()));
    }
    if (opened.usedPreKey()) {
      outcome.keysDue();
    }
    if (sender.account().equals(surroundings.account())) {
      new OwnSightings(gate.rows()).saw(sender.device(), now());
    } else {
      outcome.heard(sender.account());
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
