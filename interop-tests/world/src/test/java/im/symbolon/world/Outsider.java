package im.symbolon.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.LegacyElement;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import im.symbolon.ratchet.keys.PreKeyPair;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.session.Initiator;
import im.symbolon.ratchet.session.OpenedMessage;
import im.symbolon.ratchet.session.Responder;
import im.symbolon.ratchet.session.SealedMessage;
import im.symbolon.ratchet.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A device with a client of another kind: it knows OMEMO in one version, and nothing of ours. */
final class Outsider implements StanzaSink, TransportListener {
  private static final int PREKEYS = 100;
  private static final String SCE = "urn:xmpp:sce:1";

  final BareJid account;
  final DeviceId device;
  final OmemoVersion version;
  final MemoryTransport transport;
  private final World world;
  private final WireFormat format;
  private IdentityKeyPair identity;
  private SignedPreKeyPair signed;
  private final Map<PreKeyId, PreKeyPair> preKeys = new TreeMap<>();
  private final Map<DeviceAddress, Session> sessions = new TreeMap<>();
  private int ids;

  /** What it read in rooms. */
  final List<String> read = new ArrayList<>();

  /** What it got of a room and could not read. */
  int unreadable;

  /** What it writes instead of the envelope that it should. */
  UnaryOperator<Envelope> envelopes = UnaryOperator.identity();

  Outsider(World world, BareJid account, int device, OmemoVersion version) {
    this.world = world;
    this.account = account;
    this.device = new DeviceId(device);
    this.version = version;
    this.format = WireFormat.of(version);
    String name = "other" + device;
    world.network.mailbox(account, name);
    this.transport =
        new MemoryTransport(
            world.time, new VirtualTime.Life(), world.network, account, name, this, this);
    renew();
    publish();
    try (Password password = Password.of("x".toCharArray())) {
      transport.keepConnected(password);
    }
    world.pass(1);
  }

  /** As after the client was installed anew, which kept its number: other keys, no sessions. */
  void renew() {
    identity = IdentityKeyPair.generate(world.random::nextBytes);
    signed =
        SignedPreKeyPair.generate(
            world.random::nextBytes, identity, new SignedPreKeyId(1), world.time.instant());
    sessions.clear();
    preKeys.clear();
    for (int i = 1; i <= PREKEYS; i++) {
      PreKeyId id = new PreKeyId(i);
      preKeys.put(id, PreKeyPair.generate(world.random::nextBytes, id));
    }
  }

  void publish() {
    Map<String, XmlElement> lists = world.network.directories.node(account, format.devicesNode());
    lists.put("current", format.encodeDevices(listed(account).with(device)));
    List<PreKey> offered = preKeys.values().stream().map(PreKeyPair::publicKey).toList();
    Bundle bundle =
        new Bundle(version, identity.publicKey(), signed.publicKey(version, identity), offered);
    BundlePlace place = format.bundleOf(device);
    world
        .network
        .directories
        .node(account, place.node())
        .put(place.item(), format.encodeBundle(bundle));
  }

  /** Its account publishes it no more. */
  void unpublish() {
    world.network.directories.node(account, format.devicesNode()).clear();
  }

  IdentityKey identity() {
    return identity.publicKey();
  }

  /** As its owner's signed list has it, in which it says to be able to do this. */
  ListedDevice signedBy(Pen pen, String capability) {
    return pen.member(device, identity, capability);
  }

  DeviceAddress address() {
    return new DeviceAddress(account, device);
  }

  private DeviceList listed(BareJid whose) {
    XmlElement item = world.network.directories.node(whose, format.devicesNode()).get("current");
    try {
      return item == null ? DeviceList.empty() : format.decodeDevices(item);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  void join(BareJid room) {
    transport.rooms().join(room);
    world.pass(2);
  }

  /** Writes to all whom the room's server lets in. */
  OutgoingStanza say(BareJid room, String text) {
    Set<BareJid> all = new TreeSet<>(world.network.rooms.room(room).affiliations.keySet());
    return say(room, text, all);
  }

  OutgoingStanza say(BareJid room, String text, Collection<BareJid> readers) {
    OutgoingStanza stanza = stanza(room, text, readers);
    send(stanza);
    return stanza;
  }

  void send(OutgoingStanza stanza) {
    try {
      transport.send(stanza);
    } catch (TransportException e) {
      throw new AssertionError(e);
    }
    world.pass(5);
  }

  /** What it would write, without sending it. */
  OutgoingStanza stanza(BareJid room, String text, Collection<BareJid> readers) {
    Envelope envelope =
        new Envelope(
            List.of(Envelope.bodyOf(text)),
            Optional.empty(),
            Optional.of(account),
            Optional.of(room),
            Optional.of(world.time.instant()),
            true);
    OmemoElement element = sealed(text, envelopes.apply(envelope), readers);
    return new OutgoingStanza(
        "other" + device + "-" + ids++,
        room,
        OutgoingStanza.Type.GROUPCHAT,
        OmemoStanza.children(List.of(element)));
  }

  private OmemoElement sealed(String text, Envelope envelope, Collection<BareJid> readers) {
    byte[] plaintext =
        version == OmemoVersion.LEGACY
            ? text.getBytes(UTF_8)
            : written(envelope).toXml().getBytes(UTF_8);
    Payload payload = Dialect.of(version).sealPayload(plaintext, world.random::nextBytes);
    Map<BareJid, List<KeyEntry>> keys = new TreeMap<>();
    for (BareJid each : readers) {
      for (DeviceId to : listed(each).devices()) {
        DeviceAddress recipient = new DeviceAddress(each, to);
        if (!recipient.equals(address())) {
          keys.computeIfAbsent(each, a -> new ArrayList<>()).add(key(recipient, payload));
        }
      }
    }
    Optional<Ciphertext> content = Optional.of(Ciphertext.of(payload.ciphertext()));
    if (version == OmemoVersion.OMEMO_2) {
      return new EncryptedElement(device, keys, content);
    }
    List<KeyEntry> all = new ArrayList<>();
    keys.values().forEach(all::addAll);
    return new LegacyElement(device, all, payload.iv().map(Ciphertext::of), content);
  }

  /** As XEP-0420 has it; ours alone has more. */
  private static XmlElement written(Envelope envelope) {
    XmlElement.Builder content = XmlElement.element(SCE, "content");
    envelope.content().forEach(content::with);
    XmlElement.Builder out = XmlElement.element(SCE, "envelope").with(content.build());
    out.with(XmlElement.element(SCE, "rpad").text("padding").build());
    envelope.to().ifPresent(to -> out.with(affix("to", to)));
    envelope.from().ifPresent(from -> out.with(affix("from", from)));
    return out.build();
  }

  private static XmlElement affix(String name, BareJid jid) {
    return XmlElement.element(SCE, name).with("jid", jid.toString()).build();
  }

  private KeyEntry key(DeviceAddress to, Payload payload) {
    Session session = sessions.containsKey(to) ? sessions.get(to) : begun(to);
    SealedMessage sealed = session.seal(payload.secret());
    sessions.put(to, sealed.next());
    boolean exchange = sealed.message() instanceof KeyExchangeMessage;
    return new KeyEntry(to.device(), exchange, Ciphertext.of(sealed.message().encode()));
  }

  private Session begun(DeviceAddress to) {
    BundlePlace place = format.bundleOf(to.device());
    try {
      Bundle bundle =
          format.decodeBundle(
              world.network.directories.node(to.account(), place.node()).get(place.item()));
      return Initiator.start(identity, bundle, bundle.preKeys().get(0), world.random::nextBytes);
    } catch (ProtocolException | RatchetException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void accept(IncomingStanza stanza) throws Exception {
    try {
      for (OmemoElement each : OmemoStanza.find(stanza.extensions())) {
        if (each.version() == version && !each.sender().equals(device)) {
          open(stanza, each);
        }
      }
    } catch (ProtocolException e) {
      unreadable++;
    }
  }

  private void open(IncomingStanza stanza, OmemoElement element) throws Exception {
    boolean room = stanza.type().equals("groupchat");
    for (KeyEntry each : element.entriesFor(address())) {
      try {
        Optional<String> text = text(element, opened(element.sender(), each));
        if (room) {
          text.ifPresent(read::add);
        }
        return;
      } catch (RatchetException e) {
        // It may be of a namesake.
      }
    }
    unreadable += room ? 1 : 0;
  }

  private Optional<String> text(OmemoElement element, OpenedMessage opened) throws Exception {
    if (element.content().isEmpty()) {
      return Optional.empty();
    }
    byte[] plaintext =
        Dialect.of(version)
            .openPayload(
                element.content().get().ciphertext().bytes(),
                element.content().get().iv().map(Ciphertext::bytes),
                opened.plaintext());
    return version == OmemoVersion.LEGACY
        ? Optional.of(new String(plaintext, UTF_8))
        : EnvelopeCodec.decode(SecureXml.parse(plaintext)).body();
  }

  private OpenedMessage opened(DeviceId sender, KeyEntry entry) throws Exception {
    RatchetException last = null;
    for (BareJid each : world.network.accounts()) {
      if (listed(each).contains(sender)) {
        try {
          return opened(new DeviceAddress(each, sender), entry);
        } catch (RatchetException e) {
          last = e;
        }
      }
    }
    if (last == null) {
      throw new AssertionError("nobody has device " + sender);
    }
    throw last;
  }

  private OpenedMessage opened(DeviceAddress sender, KeyEntry entry) throws RatchetException {
    Dialect dialect = Dialect.of(version);
    byte[] data = entry.data().bytes();
    Session known = sessions.get(sender);
    OpenedMessage opened;
    if (!entry.keyExchange()) {
      opened = known.open(dialect.parseMessage(data), world.random::nextBytes);
    } else {
      KeyExchangeMessage exchange = dialect.parseKeyExchange(data);
      opened =
          known != null && known.wasStartedBy(exchange)
              ? known.open(exchange.message(), world.random::nextBytes)
              : Responder.accept(
                  identity,
                  signed,
                  preKeys.get(exchange.preKey()),
                  exchange,
                  world.random::nextBytes);
    }
    sessions.put(sender, opened.next());
    return opened;
  }
}
