package im.symbolon.world;

import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.messenger.xmpp.ConnectionState;
import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.messenger.xmpp.Contacts;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.RoomTraffic;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.mailbox.Acknowledgement;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One device's connection to the network in memory, as the interface says it must behave. */
public final class MemoryTransport implements XmppTransport {
  private static final ConnectionState OFFLINE =
      new ConnectionState.Offline(Optional.empty(), "", Optional.empty());

  private final VirtualTime time;
  private final VirtualTime.Life life;
  private final Network network;
  private final BareJid account;
  private final String resource;
  private final StanzaSink sink;
  private final TransportListener listener;
  private final Set<String> inFlight = new LinkedHashSet<>();

  /** The nodes that were asked for or published on. */
  final List<String> asked = new ArrayList<>();

  /** The same, each after whose it is. */
  final List<String> askedOf = new ArrayList<>();

  private Set<OmemoVersion> known = EnumSet.allOf(OmemoVersion.class);
  private ConnectionState state = OFFLINE;
  private final RoomServers.Door rooms;
  private long connection;
  private Duration slowness = Duration.ZERO;

  MemoryTransport(
      VirtualTime time,
      VirtualTime.Life life,
      Network network,
      BareJid account,
      String resource,
      StanzaSink sink,
      TransportListener listener) {
    this.time = time;
    this.life = life;
    this.network = network;
    this.account = account;
    this.resource = resource;
    this.sink = sink;
    this.rooms = network.rooms.new Door(this);
    this.listener = listener;
  }

  /**
   * As the client knows no other versions of OMEMO, what is theirs is hidden from it. Without OMEMO
   * 2 it is none of ours: contacts' signed lists mean nothing to it.
   */
  void knows(Set<OmemoVersion> versions) {
    known = versions;
  }

  private boolean isHidden(String namespace) {
    return Arrays.stream(OmemoVersion.values())
        .anyMatch(each -> !known.contains(each) && namespace.equals(each.namespace()));
  }

  /** Somebody is there now. */
  void sees(BareJid contact) {
    tell(() -> listener.contactPresent(contact));
  }

  /** A client of another kind is there on the own account. */
  void seesOtherClient() {
    tell(listener::otherClientPresent);
  }

  /** Somebody's personal nodes changed. */
  void hear(PepEvent event) {
    if (!isUnknown(event.from(), event.node())) {
      tell(() -> listener.pepEvent(event));
    }
  }

  private boolean isUnknown(BareJid owner, String node) {
    return node.equals(Namespaces.DEVICES)
        && !owner.equals(account)
        && !known.contains(OmemoVersion.OMEMO_2);
  }

  EntityAddress address() {
    return new EntityAddress(Optional.of(account), account.domain(), Optional.of(resource));
  }

  /** What this device can ask of rooms. */
  RoomServers.Door rooms() {
    return rooms;
  }

  String resource() {
    return resource;
  }

  @Override
  public void register(Password password) {}

  @Override
  public void connect(Password password) {
    keepConnected(password);
  }

  @Override
  public void keepConnected(Password password) {
    connection++;
    time.at(network.latency(), life, this::open);
  }

  private void open() {
    if (network.isDown(account.domain())) {
      time.at(Duration.ofSeconds(1), life, this::open);
      return;
    }
    List<String> lost = List.copyOf(inFlight);
    inFlight.clear();
    lost.forEach(id -> tell(() -> listener.dropped(id)));
    become(new ConnectionState.Online(false));
    Network.Mailbox mailbox = network.mailbox(account, resource);
    mailbox.connected = this;
    network.appeared(this);
    rooms.online();
    time.at(network.latency(), life, () -> network.push(mailbox));
  }

  /** The connection breaks, and comes back after a while. */
  public void cut() {
    if (state.isOnline()) {
      disconnect();
      time.at(Duration.ofSeconds(1), life, this::open);
    }
  }

  private void disconnect() {
    connection++;
    Network.Mailbox mailbox = network.mailbox(account, resource);
    mailbox.connected = null;
    network.rooms.gone(this);
    network.forgetArchived(mailbox);
    become(OFFLINE);
  }

  private void become(ConnectionState next) {
    state = next;
    tell(() -> listener.stateChanged(next));
  }

  @Override
  public void tell(Runnable event) {
    time.at(Duration.ZERO, life, event);
  }

  @Override
  public void retryNow() {}

  @Override
  public ConnectionState state() {
    return state;
  }

  @Override
  public void send(OutgoingStanza stanza) throws TransportException {
    requireOnline();
    if (!inFlight.add(stanza.id())) {
      throw new IllegalArgumentException("a message with this id is under way");
    }
    long over = connection;
    time.at(
        network.latency(),
        life,
        () -> {
          if (over == connection) {
            network.take(this, stanza);
            time.at(network.latency().plus(slowness), life, () -> acknowledge(stanza.id(), over));
          }
        });
  }

  /** From now on, the own server says later that it has something. */
  public void acknowledgeLater(Duration by) {
    slowness = by;
  }

  private void acknowledge(String id, long over) {
    if (over == connection && inFlight.remove(id)) {
      listener.acknowledged(id);
    }
  }

  /** True when the device has stored it. */
  boolean deliver(IncomingStanza stanza) {
    if (life.isOver() || !state.isOnline()) {
      return false;
    }
    List<XmlElement> visible =
        stanza.extensions().stream().filter(e -> !isHidden(e.namespace())).toList();
    boolean other = visible.size() < stanza.extensions().size();
    if (other && visible.stream().noneMatch(e -> e.name().equals("encrypted"))) {
      return true;
    }
    try {
      sink.accept(
          new IncomingStanza(
              stanza.from(),
              stanza.to(),
              stanza.id(),
              stanza.type(),
              stanza.origin(),
              stanza.delayedSince(),
              visible,
              stanza.error(),
              stanza.body()));
      return true;
    } catch (Exception e) {
      cut();
      return false;
    }
  }

  /** There are no rooms in this network yet. */
  @Override
  public void presence(EntityAddress to, Optional<String> type, List<XmlElement> content)
      throws TransportException {
    throw new TransportException(Reason.PROTOCOL, "This network has no rooms.");
  }

  /** As no room ever sends anything here, nobody hears anything. */
  @Override
  public void hear(RoomTraffic rooms) {}

  private void archived(ArchiveResult result) {
    try {
      sink.archived(result);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Contacts contacts() {
    return new Contacts() {
      @Override
      public List<Contact> all() {
        return List.of();
      }

      @Override
      public void add(BareJid contact, Optional<String> name) {}

      @Override
      public void accept(BareJid contact) {}

      @Override
      public void refuse(BareJid contact) {}

      @Override
      public void remove(BareJid contact) {}
    };
  }

  @Override
  public BareJid account() {
    return account;
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    requireOnline();
    if (network.isDown(to.domain())) {
      throw Directories.refusal("remote-server-not-found");
    }
    Directories.nodeOf(payload).ifPresent(asked::add);
    String whose = to.account().map(BareJid::toString).orElse(to.domain());
    Directories.nodeOf(payload).ifPresent(node -> askedOf.add(whose + " " + node));
    BareJid owner = to.account().orElse(account);
    boolean hidden =
        Directories.nodeOf(payload)
            .filter(node -> isOfHidden(node) || isUnknown(owner, node))
            .isPresent();
    if (hidden
        || (isHidden(Namespaces.OMEMO_2) && payload.namespace().equals(Namespaces.PREKEYS))) {
      throw Directories.refusal(type == IqType.SET ? "not-acceptable" : "item-not-found");
    }
    if (payload.is(Archive.NAMESPACE, "query")) {
      return Optional.of(network.archive(account).answer(payload, this::archived));
    }
    if (payload.is(Namespaces.MAILBOX, Acknowledgement.NAME)) {
      network.archive(account).acknowledge(payload);
      return Optional.empty();
    }
    return network.directories.ask(account, type, to, payload);
  }

  private boolean isOfHidden(String node) {
    return Arrays.stream(OmemoVersion.values())
        .anyMatch(each -> !known.contains(each) && node.startsWith(each.namespace()));
  }

  private void requireOnline() throws TransportException {
    if (!state.isOnline()) {
      throw new TransportException(Reason.NOT_CONNECTED, "There is no connection.");
    }
  }

  @Override
  public long stream() {
    return connection;
  }

  @Override
  public void close() {
    if (state.isOnline()) {
      disconnect();
    }
  }
}
