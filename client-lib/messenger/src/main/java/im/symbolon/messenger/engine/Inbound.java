package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.GroupEngine;
import im.symbolon.messenger.plain.PlainArrivals;
import im.symbolon.messenger.records.BlockedPeople;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.repair.Unread;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.ratchet.doubleratchet.Spent;
import java.util.List;
import java.util.Optional;

/**
 * Deals with one stanza of the inbox: in one transaction it is opened, its message stored, its
 * marks set, its answers queued, and the stanza removed. Of several versions of OMEMO in it, the
 * best that gives a text is read; one that opens without, or came before, counts for itself alone,
 * and the stanza stays for the others. A stanza of which none opens leaves a note and changes
 * nothing else.
 */
public final class Inbound {
  private final Surroundings surroundings;
  private final Reading reading;
  private final Healing healing;
  private final Repair repair;
  private final PlainArrivals plain;
  private final FromRooms rooms;
  private final Attempts attempts;

  public Inbound(
      Surroundings surroundings,
      ThisDevice self,
      ControlContent control,
      Repair repair,
      GroupEngine groups) {
    this.surroundings = surroundings;
    this.reading = new Reading(surroundings, self, control, repair);
    this.repair = repair;
    this.healing = new Healing(surroundings);
    this.plain = new PlainArrivals(surroundings);
    this.attempts = new Attempts(surroundings);
    this.rooms = new FromRooms(surroundings, self, control, attempts, groups);
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
      return refuse(arrived, new Attempts.Refused(e, Optional.empty()));
    }
  }

  private Outcome accept(Inbox.Arrived arrived) throws StoreException, Refusal {
    IncomingStanza stanza = arrived.stanza();
    if (stanza.type().equals("error")) {
      return returned(arrived);
    }
    if (isBlocked(arrived)) {
      return new Outcome();
    }
    if (stanza.type().equals("groupchat")) {
      return rooms.accept(arrived);
    }
    if (arrived.refused().isPresent()) {
      throw new Refusal(arrived.refused().get());
    }
    List<OmemoElement> elements = find(stanza);
    if (elements.isEmpty()) {
      throw new Refusal(Note.UNENCRYPTED);
    }
    return accept(arrived, elements);
  }

  /** What somebody sends who is blocked is gone: not read, not stored, not answered. */
  private boolean isBlocked(Inbox.Arrived arrived) throws StoreException {
    Optional<BareJid> sender = arrived.stanza().sender();
    return sender.isPresent()
        && !arrived.stanza().type().equals("groupchat")
        && surroundings
            .store()
            .transaction(
                rows -> {
                  boolean blocked = new BlockedPeople(rows).contains(sender.get());
                  if (blocked) {
                    new Inbox(rows).remove(arrived);
                  }
                  return blocked;
                });
  }

  private Outcome returned(Inbox.Arrived arrived) throws StoreException, Refusal {
    Outcome outcome = new Outcome();
    attempts.commit(
        arrived,
        rows -> {
          new Returned(surroundings).handle(rows, arrived.stanza(), outcome);
          plain.returned(rows, arrived.stanza(), outcome);
          return new Attempts.Done(Spent.nothing(), true);
        });
    return outcome;
  }

  /** One after the other, until one gives a text. */
  private Outcome accept(Inbox.Arrived arrived, List<OmemoElement> elements) throws StoreException {
    return attempts.each(
        arrived,
        elements,
        (rows, element, outcome) -> read(rows, arrived, elements, element, outcome),
        refused -> refuse(arrived, refused));
  }

  private Attempts.Done read(
      Rows rows,
      Inbox.Arrived arrived,
      List<OmemoElement> elements,
      OmemoElement element,
      Outcome outcome)
      throws StoreException, Refusal {
    plain.encrypted(rows, Notes.chat(surroundings, arrived.stanza()), outcome);
    Reading.Accepted accepted = reading.read(rows, arrived, elements, element, outcome);
    return new Attempts.Done(accepted.spent(), accepted.text() || elements.size() == 1);
  }

  private static List<OmemoElement> find(IncomingStanza stanza) throws Refusal {
    try {
      return OmemoStanza.find(stanza.extensions());
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  private Outcome refuse(Inbox.Arrived arrived, Attempts.Refused refused) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).remove(arrived);
              if (isTakenAsPlain(rows, arrived, outcome)) {
                return null;
              }
              if (isWithoutAText(arrived, refused)) {
                // No text is missing, and control messages cause none (REVIEW 27).
                reading.lookAgain(rows, arrived.stanza());
              } else {
                giveUp(rows, arrived, refused, outcome);
              }
              return null;
            });
    return outcome;
  }

  /** What is encrypted in any way says that the chat is no plain one. */
  private boolean isTakenAsPlain(Rows rows, Inbox.Arrived arrived, Outcome outcome)
      throws StoreException {
    BareJid chat = Notes.chat(surroundings, arrived.stanza());
    if (arrived.refused().equals(Optional.of(Note.UNENCRYPTED))) {
      return plain.take(rows, chat, arrived, outcome);
    }
    plain.encrypted(rows, chat, outcome);
    return false;
  }

  private static boolean isWithoutAText(Inbox.Arrived arrived, Attempts.Refused refused) {
    IncomingStanza stanza = arrived.stanza();
    boolean forAnother = !refused.isAboutThisDevice() && isControl(arrived);
    return forAnother || (Notes.isOnlyForSessions(stanza) && !refused.why().isWithoutItsContent());
  }

  private static boolean isControl(Inbox.Arrived arrived) {
    return ControlContent.isMarked(arrived.stanza().extensions());
  }

  /** What no person would have read leaves no line, and is not wanted either (REVIEW 27). */
  private void giveUp(Rows rows, Inbox.Arrived arrived, Attempts.Refused refused, Outcome outcome)
      throws StoreException {
    Optional<ChatMessage> line = Notes.line(surroundings, arrived, refused.why().note());
    Repair.Care care =
        isControl(arrived) ? Repair.Care.SESSION : repair(rows, arrived, refused, line, outcome);
    boolean leaves =
        care == Repair.Care.LINE
            && line.isPresent()
            && (refused.isAboutThisDevice() || repair.isMissed(rows, line.get().time()));
    if (leaves && new Messages(rows).add(line.get())) {
      outcome.received(line.get());
    }
    if (care != Repair.Care.NOTHING) {
      heal(rows, arrived, refused, outcome);
    }
    if (refused.why().note() == Note.NOT_FOR_THIS_DEVICE) {
      outcome.keysDue();
    }
  }

  private Repair.Care repair(
      Rows rows,
      Inbox.Arrived arrived,
      Attempts.Refused refused,
      Optional<ChatMessage> line,
      Outcome outcome)
      throws StoreException {
    Optional<String> id = arrived.stanza().id().filter(Notes::canBeOurs);
    if (!line.isPresent() || !id.isPresent() || !refused.element().isPresent()) {
      return Repair.Care.LINE;
    }
    ChatMessage lost = line.get();
    DeviceAddress sender = new DeviceAddress(lost.sender(), refused.element().get().sender());
    if (!mayBeAskedFor(rows, arrived, refused, sender)) {
      return Repair.Care.LINE;
    }
    Wanted.Line left = new Wanted.Line(lost.id(), refused.why().note());
    Unread unread = new Unread(id.get(), lost.chat(), sender, left, lost.time());
    return repair.unread(rows, unread, outcome);
  }

  /**
   * Devices of ours use nothing older among each other; but one from which servers hide what a
   * contact's devices can may have left some out.
   */
  private boolean mayBeAskedFor(
      Rows rows, Inbox.Arrived arrived, Attempts.Refused refused, DeviceAddress sender)
      throws StoreException {
    boolean modern =
        arrived.stanza().extension(OmemoVersion.OMEMO_2.namespace(), "encrypted").isPresent();
    return modern || (!refused.isAboutThisDevice() && repair.isOurs(rows, sender));
  }

  private void heal(Rows rows, Inbox.Arrived arrived, Attempts.Refused refused, Outcome outcome)
      throws StoreException {
    if (refused.why().isHealable() && refused.element().isPresent()) {
      OmemoElement element = refused.element().get();
      DeviceAddress sender = new DeviceAddress(arrived.stanza().sender().get(), element.sender());
      healing.heal(rows, sender, element.version(), outcome);
    }
  }
}
