package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.GroupEngine;
import im.symbolon.messenger.groups.Voices;
import im.symbolon.messenger.groups.Voices.Voice;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deals with one stanza that came through a room. With a slot in it, the slot alone is read; else
 * OMEMO, of members' devices that know no slots (REVIEW 4). Whose word it is says the session that
 * opens it. What a member wrote and cannot be read leaves a line; what a room's server made up, or
 * somebody who is no member, leaves none.
 */
final class FromRooms {
  private static final Logger LOG = Logger.getLogger(FromRooms.class.getName());

  /**
   * Lines without a message between them: from then on no more, as anybody could be their cause.
   */
  private static final int MAX_LINES = 10;

  private final Surroundings surroundings;
  private final Attempts attempts;
  private final RoomReading reading;
  private final Healing healing;
  private final GroupEngine groups;

  FromRooms(
      Surroundings surroundings,
      ThisDevice self,
      ControlContent control,
      Attempts attempts,
      GroupEngine groups) {
    this.surroundings = surroundings;
    this.attempts = attempts;
    this.reading = new RoomReading(surroundings, self, control, groups);
    this.healing = new Healing(surroundings);
    this.groups = groups;
  }

  Outcome accept(Inbox.Arrived arrived) throws StoreException {
    try {
      List<OmemoElement> elements =
          GroupEngine.isSlot(arrived.stanza()) || arrived.refused().isPresent()
              ? List.of()
              : OmemoStanza.find(arrived.stanza().extensions());
      return elements.isEmpty() ? signed(arrived) : foreign(arrived, elements);
    } catch (ProtocolException | IllegalArgumentException | Refusal e) {
      LOG.log(Level.FINE, "a room''s stanza is passed over: {0}", e.getMessage());
      return attempts.passOver(arrived);
    }
  }

  private Outcome signed(Inbox.Arrived arrived) throws StoreException, Refusal {
    Outcome outcome = new Outcome();
    attempts.commit(arrived, rows -> new Attempts.Done(groups.take(rows, arrived, outcome), true));
    return outcome;
  }

  private Outcome foreign(Inbox.Arrived arrived, List<OmemoElement> elements)
      throws StoreException {
    return attempts.each(
        arrived,
        elements,
        (rows, element, outcome) ->
            reading.read(new Gate(rows, now(), outcome), arrived, elements, element),
        refused -> refuse(arrived, refused));
  }

  private Outcome refuse(Inbox.Arrived arrived, Attempts.Refused refused) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).remove(arrived);
              refuse(new Gate(rows, now(), outcome), arrived, refused);
              return null;
            });
    return outcome;
  }

  private void refuse(Gate gate, Inbox.Arrived arrived, Attempts.Refused refused)
      throws StoreException {
    OmemoElement element = refused.element().orElseThrow(() -> new IllegalStateException("none"));
    Optional<Voice> author =
        Voices.of(gate, arrived.stanza()).named(element.sender()).stream()
            .filter(each -> !each.capable())
            .findFirst();
    boolean silent =
        Notes.isOnlyForSessions(arrived.stanza()) && !refused.why().isWithoutItsContent();
    if (!author.isPresent() || silent) {
      return;
    }
    line(gate, arrived, refused.why().note(), author.get());
    if (refused.why().isHealable()) {
      healing.heal(gate.rows(), author.get().device(), element.version(), gate.outcome());
    }
    if (refused.why().note() == Note.NOT_FOR_THIS_DEVICE) {
      gate.outcome().keysDue();
    }
  }

  private void line(Gate gate, Inbox.Arrived arrived, Note note, Voice author)
      throws StoreException {
    Optional<ChatMessage> line =
        Notes.line(surroundings, arrived, note)
            .map(each -> Notes.by(each, author.device().account(), surroundings.account()));
    if (line.isPresent()
        && !isFull(gate.rows(), line.get())
        && new Messages(gate.rows()).add(line.get())) {
      gate.outcome().received(line.get());
    }
  }

  private static boolean isFull(Rows rows, ChatMessage line) throws StoreException {
    List<ChatMessage> last = new Messages(rows).newest(line.chat(), MAX_LINES);
    return last.size() >= MAX_LINES && last.stream().allMatch(each -> each.note().isPresent());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
