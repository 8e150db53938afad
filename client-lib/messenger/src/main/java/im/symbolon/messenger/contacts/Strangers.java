package im.symbolon.messenger.contacts;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Acquaintances;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.protocol.BareJid;
import java.util.Collection;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Who is known to this account, and who writes for the first time. Thread-safe. */
public final class Strangers {
  private final Surroundings surroundings;
  private final Consumer<Outcome> act;

  /**
   * @param act does what is due after each transaction
   */
  public Strangers(Surroundings surroundings, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.act = act;
  }

  /** All who are no strangers: who were written to, are contacts, or were accepted. */
  public SortedSet<BareJid> known() throws StoreException {
    return surroundings.store().transaction(rows -> new Acquaintances(rows).all());
  }

  public boolean isKnown(BareJid who) throws StoreException {
    return surroundings.store().transaction(rows -> new Acquaintances(rows).contains(who));
  }

  /** A person lets somebody in. */
  public void accept(BareJid who) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              if (new Acquaintances(rows).add(who)) {
                outcome.chatChanged(who);
              }
              return null;
            });
    act.accept(outcome);
  }

  /** Whoever stands in the contact list is no stranger, also when it is not there to be asked. */
  public void listed(Collection<Contact> contacts) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              Acquaintances known = new Acquaintances(rows);
              SortedSet<BareJid> before = known.all();
              for (Contact each : contacts) {
                if (!before.contains(each.address()) && known.add(each.address())) {
                  outcome.chatChanged(each.address());
                }
              }
              return null;
            });
    act.accept(outcome);
  }
}
