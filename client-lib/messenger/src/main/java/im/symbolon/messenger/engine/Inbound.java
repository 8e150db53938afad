package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.GroupEngine;
import im.symbolon.messenger.plain.PlainArrivals;
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
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deals with one stanza of the inbox: in one transaction it is opened, its message stored, its
 * marks set, its answers queued, and the stanza removed. Of several versions of OMEMO in it, the
 * best that gives a text is read; one that opens without, or came before, counts for itself alone,
 * and the stanza stays for the others. A stanza of which none opens leaves a note and changes
 * nothing else.
 */
public final class Inbound {
  private static final Logger LOG = Logger.getLogger(Inbound.class.getName());

  private final Surroundings surroundings;
  private final Reading reading;
  private final Healing healing;
  private final Repair repair;
  private final PlainArrivals plain;
  private final GroupEngine groups;

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
    this.groups = groups;
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
      if (arrived.stanza().type().equals("groupchat")) {
        return passOver(arrived); // rooms cannot fill chats with lines
      }
      return refuse(arrived, new Refused(e, Optional.empty()));
    }
  }

  /** Why a stanza is not accepted, and the element that this is about. */
  private record Refused(Refusal why, Optional<OmemoElement> element) {
    /** That it was for other devices says less than what is wrong with one that was for us. */
    Refused or(Refused other) {
      return isAboutThisDevice() ? this : other;
    }

    boolean isAboutThisDevice() {
      return why.note() != Note.NOT_FOR_THIS_DEVICE;
    }
  }

  private Outcome accept(Inbox.Arrived arrived) throws StoreException, Refusal {
    IncomingStanza stanza = arrived.stanza();
    if (stanza.type().equals("error")) {
      return returned(arrived);
    }
    if (stanza.type().equals("groupchat")) {
      return fromRoom(arrived);
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

  private Outcome returned(Inbox.Arrived arrived) throws StoreException, Refusal {
    Outcome outcome = new Outcome();
    commit(
        arrived,
        rows -> {
          new Returned(surroundings).handle(rows, arrived.stanza(), outcome);
          plain.returned(rows, arrived.stanza(), outcome);
          return new Done(Spent.nothing(), true);
        });
    return outcome;
  }

  private Outcome fromRoom(Inbox.Arrived arrived) throws StoreException, Refusal {
    Outcome outcome = new Outcome();
    commit(arrived, rows -> new Done(groups.take(rows, arrived, outcome), true));
    return outcome;
  }

  /** One after the other, until one gives a text. */
  private Outcome accept(Inbox.Arrived arrived, List<OmemoElement> elements) throws StoreException {
    Outcome all = new Outcome();
    Optional<Refused> refused = Optional.empty();
    boolean accepted = false;
    for (OmemoElement each : elements) {
      Outcome outcome = new Outcome();
      try {
        boolean done = commit(arrived, rows -> read(rows, arrived, elements, each, outcome));
        all.and(outcome);
        if (done) {
          return all;
        }
        accepted = true;
      } catch (Refusal e) {
        Refused now = new Refused(e, Optional.of(each));
        refused = Optional.of(refused.map(before -> before.or(now)).orElse(now));
      }
    }
    boolean fine = accepted && !refused.filter(Refused::isAboutThisDevice).isPresent();
    return all.and(fine ? passOver(arrived) : refuse(arrived, refused.get()));
  }

  private Done read(
      Rows rows,
      Inbox.Arrived arrived,
      List<OmemoElement> elements,
      OmemoElement element,
      Outcome outcome)
      throws StoreException, Refusal {
    plain.encrypted(rows, Notes.chat(surroundings, arrived.stanza()), outcome);
    Reading.Accepted accepted = reading.read(rows, arrived, elements, element, outcome);
    return new Done(accepted.spent(), accepted.text() || elements.size() == 1);
  }

  /** Nothing in it is left to be read. */
  private Outcome passOver(Inbox.Arrived arrived) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).remove(arrived);
              return null;
            });
    return new Outcome();
  }

  private static List<OmemoElement> find(IncomingStanza stanza) throws Refusal {
    try {
      return OmemoStanza.find(stanza.extensions());
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  /**
   * A step that was taken.
   *
   * @param stanza whether the whole stanza is done with
   */
  private record Done(Spent spent, boolean stanza) {}

  /** What is done with a stanza. */
  @FunctionalInterface
  private interface Step {
    Done take(Rows rows) throws StoreException, Refusal;
  }

  /** One attempt: all of it, or nothing. Returns whether the stanza is done with, and removed. */
  private boolean commit(Inbox.Arrived arrived, Step step) throws StoreException, Refusal {
    try {
      Done done =
          surroundings
              .store()
              .<Done, Refusal>transaction(
                  rows -> {
                    Done taken = step.take(rows);
                    if (taken.stanza()) {
                      new Inbox(rows).remove(arrived);
                    }
                    return taken;
                  });
      done.spent().wipe();
      return done.stanza();
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
      return plain.take(rows, chat, arrived.stanza(), arrived.at(), outcome);
    }
    plain.encrypted(rows, chat, outcome);
    return false;
  }

  private static boolean isWithoutAText(Inbox.Arrived arrived, Refused refused) {
    IncomingStanza stanza = arrived.stanza();
    boolean forAnother = !refused.isAboutThisDevice() && isControl(arrived);
    return forAnother || (Notes.isOnlyForSessions(stanza) && !refused.why().isWithoutItsContent());
  }

  private static boolean isControl(Inbox.Arrived arrived) {
    return ControlContent.isMarked(arrived.stanza().extensions());
  }

  /** What no person would have read leaves no line, and is not wanted either (REVIEW 27). */
  private void giveUp(Rows rows, Inbox.Arrived arrived, Refused refused, Outcome outcome)
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
      Refused refused,
      Optional<ChatMessage> line,
      Outcome outcome)
      throws StoreException {
    Optional<String> id = arrived.stanza().id().filter(Notes::canBeOurs);
    if (!line.isPresent() || !id.isPresent() || !isOfOmemo2(arrived, refused)) {
      return Repair.Care.LINE;
    }
    ChatMessage lost = line.get();
    Unread unread =
        new Unread(
            id.get(),
            lost.chat(),
            new DeviceAddress(lost.sender(), refused.element().get().sender()),
            new Wanted.Line(lost.id(), refused.why().note()),
            lost.time());
    return repair.unread(rows, unread, outcome);
  }

  /** Devices of ours use nothing older among each other. */
  private static boolean isOfOmemo2(Inbox.Arrived arrived, Refused refused) {
    boolean any =
        arrived.stanza().extension(OmemoVersion.OMEMO_2.namespace(), "encrypted").isPresent();
    return any && refused.element().isPresent();
  }

  private void heal(Rows rows, Inbox.Arrived arrived, Refused refused, Outcome outcome)
      throws StoreException {
    if (refused.why().isHealable() && refused.element().isPresent()) {
      OmemoElement element = refused.element().get();
      DeviceAddress sender = new DeviceAddress(arrived.stanza().sender().get(), element.sender());
      healing.heal(rows, sender, element.version(), outcome);
    }
  }
}
