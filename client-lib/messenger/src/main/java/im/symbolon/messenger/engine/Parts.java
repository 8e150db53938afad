package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.devices.OwnRound;
import im.symbolon.messenger.people.PeopleCare;
import im.symbolon.messenger.rollback.GenerationNode;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.protocol.BareJid;
import java.util.function.Consumer;

/** Builds the parts that ask the network, each complete once built. */
final class Parts {
  private final Directory directory;
  private final GenerationNode generations;
  private final PeopleCare people;
  private final Publisher publisher;
  private final Outbound outbound;
  private final OwnRound ownRound;

  Parts(
      Surroundings surroundings, ThisDevice self, XmppTransport transport, Consumer<Outcome> act) {
    Disco disco = new Disco(transport);
    Pep pep = new Pep(transport, disco);
    ServiceDiscovery discovery = new ServiceDiscovery(disco);
    this.directory = new Directory(surroundings, pep);
    this.generations = new GenerationNode(surroundings.account(), pep);
    this.people = new PeopleCare(surroundings, pep, act);
    Recipients recipients = new Recipients(self, directory, people, () -> notListed(act));
    KeyFetcher fetcher = new KeyFetcher(surroundings, transport, pep, discovery);
    this.outbound = new Outbound(surroundings, self, recipients, fetcher, act);
    OwnRound.Keys keys = device -> fetcher.identity(surroundings.account(), device);
    this.ownRound = new OwnRound(surroundings, self, pep, keys, act);
    this.publisher =
        new Publisher(
            surroundings,
            self,
            new Announcement(surroundings, self, directory, pep),
            new ClaimStock(surroundings, self, transport, discovery),
            ownRound);
  }

  private static void notListed(Consumer<Outcome> act) {
    Outcome outcome = new Outcome();
    outcome.keysDue();
    act.accept(outcome);
  }

  /** Asks somebody's server for all that shows encryption, and notes it. */
  void look(BareJid contact) throws TransportException, StoreException {
    directory.devices(contact);
    people.beforeWriting(contact);
  }

  PeopleCare people() {
    return people;
  }

  Directory directory() {
    return directory;
  }

  GenerationNode generations() {
    return generations;
  }

  Publisher publisher() {
    return publisher;
  }

  OwnRound ownRound() {
    return ownRound;
  }

  Outbound outbound() {
    return outbound;
  }
}
