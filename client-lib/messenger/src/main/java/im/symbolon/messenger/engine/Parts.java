package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.devices.OwnRound;
import im.symbolon.messenger.groups.GroupEngine;
import im.symbolon.messenger.groups.RoomDoor;
import im.symbolon.messenger.people.ManyLooks;
import im.symbolon.messenger.people.PeopleCare;
import im.symbolon.messenger.repair.Looks;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.rollback.GenerationNode;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.KeyDirectory;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.protocol.BareJid;
import java.util.Collection;
import java.util.function.Consumer;

/** Builds the parts that ask the network, each complete once built. */
final class Parts {
  private final Directory directory;
  private final GenerationNode generations;
  private final PeopleCare people;
  private final Publisher publisher;
  private final Outbound outbound;
  private final OwnRound ownRound;
  private final GroupEngine groups;

  Parts(Surroundings surroundings, ThisDevice self, Around around) {
    XmppTransport transport = around.transport();
    Consumer<Outcome> act = around.act();
    Disco disco = new Disco(transport);
    Pep pep = new Pep(transport, disco);
    ServiceDiscovery discovery = new ServiceDiscovery(disco);
    this.directory = new Directory(surroundings, pep);
    this.generations = new GenerationNode(surroundings.account(), pep);
    this.people = new PeopleCare(surroundings, pep, act);
    KeyFetcher fetcher = new KeyFetcher(surroundings, transport, pep, discovery);
    ForeignSide foreign = new ForeignSide(surroundings, self, directory, people, fetcher);
    this.groups =
        new GroupEngine(
            surroundings,
            self,
            around.rooms(),
            new GroupEngine.Net(
                new Looking(people, new KeyDirectory(transport, discovery)),
                around.looks(),
                around.repair(),
                new GroupEngine.Foreign(foreign, foreign),
                around.inbox(),
                around.worker(),
                act,
                () -> transport.state().isOnline()));
    Recipients.Chains chains = new ChainRecipients(surroundings, self);
    Recipients recipients = new Recipients(self, directory, people, chains, () -> notListed(act));
    this.outbound = new Outbound(surroundings, self, recipients, fetcher, groups.post(), act);
    OwnRound.Keys keys = device -> fetcher.identity(surroundings.account(), device);
    this.ownRound = new OwnRound(surroundings, self, pep, keys, act);
    this.publisher =
        new Publisher(
            surroundings,
            self,
            new Announcement(surroundings, self, directory, pep),
            new Addition(surroundings, self, transport, discovery),
            new ClaimStock(surroundings, self, transport, discovery),
            ownRound);
  }

  /**
   * What they stand in.
   *
   * @param looks at somebody's lists, for groups
   * @param inbox told when there is something in it again
   * @param worker where groups work
   * @param act does what is due after a transaction
   */
  record Around(
      XmppTransport transport,
      RoomDoor rooms,
      Looks looks,
      Repair repair,
      Runnable inbox,
      Worker worker,
      Consumer<Outcome> act) {}

  /** Looks at one person, or at many at once. */
  private record Looking(PeopleCare people, ManyLooks many) implements GroupEngine.PersonLook {
    Looking(PeopleCare people, KeyDirectory directory) {
      this(people, new ManyLooks(people, directory));
    }

    @Override
    public void look(BareJid account) throws TransportException, StoreException {
      people.beforeWriting(account);
    }

    @Override
    public void look(Collection<BareJid> accounts) throws TransportException, StoreException {
      many.beforeWriting(accounts);
    }
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

  GroupEngine groups() {
    return groups;
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
