package im.symbolon.messenger.engine;

import im.symbolon.messenger.contacts.Blocking;
import im.symbolon.messenger.contacts.Domains;
import im.symbolon.messenger.contacts.Portrait;
import im.symbolon.messenger.contacts.Portraits;
import im.symbolon.messenger.contacts.Strangers;
import im.symbolon.messenger.contacts.Whereabouts;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.BlockCommand;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.LastActivity;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.PolicyQuestion;
import im.symbolon.messenger.xmpp.PortraitNodes;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.protocol.BareJid;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The people around the account: what is done about them when the network tells something. */
public final class Company {
  private static final Logger LOG = Logger.getLogger(Company.class.getName());

  private final XmppTransport transport;
  private final Worker worker;
  private final Blocking blocking;
  private final Strangers strangers;
  private final Whereabouts whereabouts;
  private final Domains domains;
  private final Portraits portraits;

  Company(
      Surroundings surroundings, XmppTransport transport, Worker worker, Consumer<Outcome> act) {
    this.transport = transport;
    this.worker = worker;
    Disco disco = new Disco(transport);
    this.blocking = new Blocking(surroundings, new BlockCommand(transport, disco), act);
    this.strangers = new Strangers(surroundings, act);
    this.whereabouts =
        new Whereabouts(transport, new LastActivity(transport, surroundings.clock()));
    this.domains =
        new Domains(surroundings, new PolicyQuestion(transport, new ServiceDiscovery(disco)));
    this.portraits =
        new Portraits(
            surroundings,
            new PortraitNodes(transport, new Pep(transport, disco), Portrait.MAX_BYTES),
            telling(act));
  }

  /** Who is shown otherwise now. */
  private static Consumer<BareJid> telling(Consumer<Outcome> act) {
    return who -> {
      Outcome outcome = new Outcome();
      outcome.news(listener -> listener.portraitChanged(who));
      act.accept(outcome);
    };
  }

  public Portraits portraits() {
    return portraits;
  }

  public Blocking blocking() {
    return blocking;
  }

  public Strangers strangers() {
    return strangers;
  }

  public Whereabouts whereabouts() {
    return whereabouts;
  }

  public Domains domains() {
    return domains;
  }

  /** On a new stream. */
  void connected() {
    whereabouts.begin();
    blockListChanged();
  }

  void blockListChanged() {
    on(blocking::compare);
  }

  void contactsChanged() {
    on(() -> strangers.listed(transport.contacts().all()));
  }

  void heard(PepEvent event) {
    if (Portraits.concerns(event)) {
      on(() -> portraits.heard(event));
    }
  }

  void vcardPicture(BareJid contact, String sha1) {
    on(() -> portraits.heardOfVcard(contact, sha1));
  }

  /** Somebody asks to see when we are there; whoever is blocked asks in vain. */
  void requested(BareJid from, Runnable tell) {
    on(
        () -> {
          if (!blocking.isBlocked(from)) {
            tell.run();
          }
        });
  }

  /** Something that asks the store or the network. */
  @FunctionalInterface
  private interface Task {
    void run() throws StoreException, TransportException;
  }

  private void on(Task task) {
    worker.execute(
        () -> {
          try {
            task.run();
          } catch (StoreException e) {
            e.logTo(LOG);
          } catch (TransportException e) {
            LOG.log(Level.FINE, "not now: {0}", e.reason());
          }
        });
  }
}
