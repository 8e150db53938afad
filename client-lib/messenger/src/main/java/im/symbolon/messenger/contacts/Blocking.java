package im.symbolon.messenger.contacts;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.BlockedPeople;
import im.symbolon.messenger.records.BlockedPeople.Owed;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.BlockCommand;
import im.symbolon.messenger.xmpp.Complaint;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Who is blocked: on this device from the moment that a person says so, and by the server as soon
 * as it was told, where it keeps such a list. Thread-safe.
 */
public final class Blocking {
  private static final Logger LOG = Logger.getLogger(Blocking.class.getName());

  private final Surroundings surroundings;
  private final BlockCommand server;
  private final Consumer<Outcome> act;

  /** How far a decision went. */
  public enum Extent {
    /** The server does not keep such a list, or is not there: it holds on this device. */
    HERE,
    /** The server turns them away. */
    SERVER,
    /** The server does, and its operator was told why. */
    REPORTED
  }

  /**
   * @param act does what is due after each transaction
   */
  public Blocking(Surroundings surroundings, BlockCommand server, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.server = server;
    this.act = act;
  }

  /** Everybody who is blocked. */
  public SortedSet<BareJid> all() throws StoreException {
    return surroundings.store().transaction(rows -> new BlockedPeople(rows).all());
  }

  public boolean isBlocked(BareJid who) throws StoreException {
    return surroundings.store().transaction(rows -> new BlockedPeople(rows).contains(who));
  }

  /**
   * Blocks somebody, here at once, and then on the server, which this waits for.
   *
   * @param complaint goes to the operator of the own server, if it takes such
   * @throws IllegalArgumentException for the own account
   */
  public Extent block(BareJid who, Optional<Complaint> complaint) throws StoreException {
    if (who.equals(surroundings.account())) {
      throw new IllegalArgumentException("Nobody blocks their own account.");
    }
    decide(who, Owed.BLOCK);
    try {
      if (!server.isOffered()) {
        settled(who, Owed.BLOCK);
        return Extent.HERE;
      }
      boolean reported = server.block(who, complaint);
      settled(who, Owed.BLOCK);
      return reported ? Extent.REPORTED : Extent.SERVER;
    } catch (TransportException e) {
      LOG.log(Level.FINE, "the server is told later who is blocked: {0}", e.reason());
      return Extent.HERE;
    }
  }

  /** Lets somebody through again, here at once, and then on the server, which this waits for. */
  public Extent unblock(BareJid who) throws StoreException {
    decide(who, Owed.UNBLOCK);
    try {
      if (!server.isOffered()) {
        settled(who, Owed.UNBLOCK);
        return Extent.HERE;
      }
      server.unblock(who);
      settled(who, Owed.UNBLOCK);
      return Extent.SERVER;
    } catch (TransportException e) {
      LOG.log(Level.FINE, "the server is told later who is not blocked: {0}", e.reason());
      return Extent.HERE;
    }
  }

  private void decide(BareJid who, Owed owed) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              new BlockedPeople(rows).put(new BlockedPeople.Entry(who, now(), owed));
              return null;
            });
    outcome.chatChanged(who);
    act.accept(outcome);
  }

  /** The server was told that, or keeps no list; a later decision of a person still stands. */
  private void settled(BareJid who, Owed what) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              BlockedPeople people = new BlockedPeople(rows);
              Optional<BlockedPeople.Entry> entry =
                  people.get(who).filter(each -> each.owed() == what);
              if (entry.isPresent() && what == Owed.UNBLOCK) {
                people.remove(who);
              } else if (entry.isPresent()) {
                people.put(new BlockedPeople.Entry(who, entry.get().since(), Owed.NOTHING));
              }
              return null;
            });
  }

  /**
   * Tells the server what it does not know yet, and then takes its list over. Without such a list,
   * what was decided here stands.
   *
   * @throws TransportException when the server could not be asked; then later
   */
  public void compare() throws StoreException, TransportException {
    if (!server.isOffered()) {
      return;
    }
    for (BlockedPeople.Entry each :
        surroundings.store().transaction(rows -> new BlockedPeople(rows).owed())) {
      if (each.owed() == Owed.BLOCK) {
        server.block(each.account(), Optional.empty());
      } else {
        server.unblock(each.account());
      }
      settled(each.account(), each.owed());
    }
    SortedSet<BareJid> listed = server.list();
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              take(rows, listed, outcome);
              return null;
            });
    act.accept(outcome);
  }

  private void take(Rows rows, SortedSet<BareJid> listed, Outcome outcome) throws StoreException {
    BlockedPeople people = new BlockedPeople(rows);
    SortedSet<BareJid> both = new TreeSet<>(people.all());
    both.addAll(listed);
    both.remove(surroundings.account());
    for (BareJid each : both) {
      Optional<BlockedPeople.Entry> known = people.get(each);
      if (known.filter(entry -> entry.owed() != Owed.NOTHING).isPresent()) {
        continue; // decided meanwhile
      }
      if (listed.contains(each) && !known.isPresent()) {
        people.put(new BlockedPeople.Entry(each, now(), Owed.NOTHING));
        outcome.chatChanged(each);
      } else if (!listed.contains(each)) {
        people.remove(each);
        outcome.chatChanged(each);
      }
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
