package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.ratchet.doubleratchet.Spent;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deals with one stanza of the inbox: in one transaction it is opened, its message stored, its
 * marks set, its answers queued, and the stanza removed. Of several versions of OMEMO in it, the
 * best that opens is read. A stanza of which none opens leaves a note and changes nothing else.
 */
public final class Inbound {
  private static final Logger LOG = Logger.getLogger(Inbound.class.getName());

  private final Surroundings surroundings;
  private final Reading reading;
  private final Healing healing;

  public Inbound(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.reading = new Reading(surroundings, self);
    this.healing = new Healing(surroundings);
  }

  /** Deals with the oldest stanza; empty when there is none. */
  Optional<Outcome> next() throws StoreException {
    Optional<Inbox.Arrived> arrived =
        surroundings.store().transaction(rows -> new Inbox(rows).first(1).stream().findFirst());
    return arrived.isPresent() ? Optional.of(handle(arrived.get())) : Optional.empty();
  }

  private Outcome handle(Inbox.Arrived arrived) throws StoreException {
    try {
      return accept(arrived);
    } catch (Refusal e) {
      return refuse(arrived, new Refused(e, Optional.empty()));
    }
  }

  /** Why a stanza is not accepted, and the element that this is about. */
  private record Refused(Refusal why, Optional<OmemoElement> element) {
    /** That it was for other devices says less than what is wrong with one that was for us. */
    Refused or(Refused other) {
      return why.note() == Note.NOT_FOR_THIS_DEVICE ? other : this;
    }
  }

  private Outcome accept(Inbox.Arrived arrived) throws StoreException, Refusal {
    IncomingStanza stanza = arrived.stanza();
    if (stanza.type().equals("error")) {
      return commit(
          arrived,
          (rows, outcome) -> {
            new Returned(surroundings).handle(rows, stanza, outcome);
            return Spent.nothing();
          });
    }
    if (arrived.refused().isPresent()) {
      throw new Refusal(arrived.refused().get());
    }
    List<OmemoElement> elements = find(stanza);
    Optional<Refused> refused = Optional.empty();
    for (OmemoElement each : elements) {
      try {
        return commit(
            arrived, (rows, outcome) -> reading.read(rows, arrived, elements, each, outcome));
      } catch (Refusal e) {
        Refused now = new Refused(e, Optional.of(each));
        refused = Optional.of(refused.map(before -> before.or(now)).orElse(now));
      }
    }
    return refuse(arrived, refused.orElseThrow(() -> new Refusal(Note.UNENCRYPTED)));
  }

  private static List<OmemoElement> find(IncomingStanza stanza) throws Refusal {
    try {
      return OmemoStanza.find(stanza.extensions());
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  /** What is done with a stanza. */
  @FunctionalInterface
  private interface Step {
    Spent take(Rows rows, Outcome outcome) throws StoreException, Refusal;
  }

  /** One attempt: all of it, or nothing. */
  private Outcome commit(Inbox.Arrived arrived, Step step) throws StoreException, Refusal {
    Outcome outcome = new Outcome();
    try {
      Spent spent =
          surroundings
              .store()
              .<Spent, Refusal>transaction(
                  rows -> {
                    Spent used = step.take(rows, outcome);
                    new Inbox(rows).remove(arrived);
                    return used;
                  });
      spent.wipe();
      return outcome;
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.TOO_LARGE) {
        throw e;
      }
      throw new Refusal(Note.TOO_LARGE, e);
    } catch (RuntimeException e) {
      // A stanza that trips over a mistake of ours must neither stop the others nor vanish.
      LOG.log(Level.WARNING, "a stanza could not be handled: {0}", e.getClass().getName());
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  private Outcome refuse(Inbox.Arrived arrived, Refused refused) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).remove(arrived);
              if (Notes.isOnlyForSessions(arrived.stanza())
                  && !refused.why().isWithoutItsContent()) {
                // No text is missing, and control messages cause none (REVIEW 27).
                reading.lookAgain(rows, arrived.stanza());
              } else {
                line(rows, arrived, refused, outcome);
              }
              return null;
            });
    return outcome;
  }

  private void line(Rows rows, Inbox.Arrived arrived, Refused refused, Outcome outcome)
      throws StoreException {
    Note note = refused.why().note();
    Optional<ChatMessage> line = Notes.line(surroundings, arrived, note);
    if (line.isPresent() && new Messages(rows).add(line.get())) {
      outcome.received(line.get());
    }
    if (refused.why().isHealable() && refused.element().isPresent()) {
      OmemoElement element = refused.element().get();
      DeviceAddress sender = new DeviceAddress(arrived.stanza().sender().get(), element.sender());
      healing.heal(rows, sender, element.version(), outcome);
    } else if (note == Note.NOT_FOR_THIS_DEVICE) {
      outcome.keysDue();
    }
  }
}
