package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.ratchet.doubleratchet.Spent;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Attempts to deal with a stanza, of which each is one transaction: all of it, or nothing. */
final class Attempts {
  private static final Logger LOG = Logger.getLogger(Attempts.class.getName());

  private final Surroundings surroundings;

  Attempts(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * A step that was taken.
   *
   * @param stanza whether the whole stanza is done with
   */
  record Done(Spent spent, boolean stanza) {}

  /** What is done with a stanza. */
  @FunctionalInterface
  interface Step {
    Done take(Rows rows) throws StoreException, Refusal;
  }

  /** What is done with one OMEMO element of it. */
  @FunctionalInterface
  interface ElementStep {
    Done take(Rows rows, OmemoElement element, Outcome outcome) throws StoreException, Refusal;
  }

  /** Why a stanza is not accepted, and the element that this is about. */
  record Refused(Refusal why, Optional<OmemoElement> element) {
    /** That it was for other devices says less than what is wrong with one that was for us. */
    Refused or(Refused other) {
      return isAboutThisDevice() ? this : other;
    }

    boolean isAboutThisDevice() {
      return why.note() != Note.NOT_FOR_THIS_DEVICE;
    }
  }

  /** Removes a stanza of which nothing came, and does what follows from that. */
  @FunctionalInterface
  interface GivingUp {
    Outcome on(Refused refused) throws StoreException;
  }

  /**
   * One after the other, until one is done with the stanza. What is left then is given up when
   * nothing came of it, and passed over when it is fine.
   */
  Outcome each(
      Inbox.Arrived arrived, List<OmemoElement> elements, ElementStep step, GivingUp givingUp)
      throws StoreException {
    Outcome all = new Outcome();
    Optional<Refused> refused = Optional.empty();
    boolean accepted = false;
    for (OmemoElement each : elements) {
      Outcome outcome = new Outcome();
      try {
        boolean done = commit(arrived, rows -> step.take(rows, each, outcome));
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
    boolean givenUp = refused.isPresent() && !fine;
    return all.and(givenUp ? givingUp.on(refused.get()) : passOver(arrived));
  }

  /** Returns whether the stanza is done with, and removed. */
  boolean commit(Inbox.Arrived arrived, Step step) throws StoreException, Refusal {
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

  /** Nothing in it is left to be read. */
  Outcome passOver(Inbox.Arrived arrived) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).remove(arrived);
              return null;
            });
    return new Outcome();
  }
}
