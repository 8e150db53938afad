package im.symbolon.messenger.contacts;

import static im.symbolon.protocol.Namespaces.DISCO_INFO;
import static im.symbolon.protocol.Namespaces.DISCO_ITEMS;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Alice's server with a block list, and other domains with policies; says what tests want. */
final class SmallServer implements IqChannel {
  static final BareJid ALICE = new BareJid("alice", "alpha.test");
  static final String BLOCKING = "urn:xmpp:blocking";

  boolean there = true;
  final Set<String> features = new TreeSet<>(Set.of(BLOCKING, "urn:xmpp:reporting:1"));
  final Set<String> blocked = new TreeSet<>();
  final List<XmlElement> asked = new ArrayList<>();

  /** What every domain answers when it is asked for its policy. */
  Optional<XmlElement> policy = Optional.empty();

  /** What every personal node holds under whatever id is asked for. */
  Optional<XmlElement> item = Optional.empty();

  /** The picture in everybody's vCard. */
  Optional<byte[]> vcard = Optional.empty();

  private long stream = 1;

  void reconnect() {
    stream++;
  }

  @Override
  public BareJid account() {
    return ALICE;
  }

  @Override
  public long stream() {
    return stream;
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
      throws TransportException {
    if (!there) {
      throw new TransportException(TransportException.Reason.NOT_CONNECTED, "away");
    }
    asked.add(payload);
    return switch (payload.namespace()) {
      case DISCO_INFO -> Optional.of(features());
      case DISCO_ITEMS -> Optional.of(XmlElement.element(DISCO_ITEMS, "query").build());
      case BLOCKING -> blocking(payload);
      case Namespaces.POLICY -> policy;
      case Namespaces.PUBSUB -> pubsub(payload);
      case Namespaces.PUBSUB_OWNER -> Optional.empty();
      case "vcard-temp" -> vcard.map(SmallServer::vcard);
      default -> throw refusal();
    };
  }

  private XmlElement features() {
    XmlElement.Builder out = XmlElement.element(DISCO_INFO, "query");
    features.forEach(
        each -> out.with(XmlElement.element(DISCO_INFO, "feature").with("var", each).build()));
    return out.build();
  }

  private Optional<XmlElement> blocking(XmlElement payload) throws TransportException {
    if (!features.contains(BLOCKING)) {
      throw refusal();
    }
    for (XmlElement item : payload.children("item")) {
      String jid = item.attribute("jid").orElseThrow();
      if (payload.name().equals("block")) {
        blocked.add(jid);
      } else {
        blocked.remove(jid);
      }
    }
    XmlElement.Builder list = XmlElement.element(BLOCKING, "blocklist");
    blocked.forEach(
        each -> list.with(XmlElement.element(BLOCKING, "item").with("jid", each).build()));
    return payload.name().equals("blocklist") ? Optional.of(list.build()) : Optional.empty();
  }

  private Optional<XmlElement> pubsub(XmlElement payload) {
    Optional<XmlElement> items = payload.child("items");
    if (!items.isPresent() || !item.isPresent()) {
      return Optional.empty();
    }
    String id = items.get().child("item").flatMap(each -> each.attribute("id")).orElse("");
    XmlElement answer =
        XmlElement.element(Namespaces.PUBSUB, "item").with("id", id).with(item.get()).build();
    XmlElement all =
        XmlElement.element(Namespaces.PUBSUB, "items")
            .with("node", items.get().attribute("node").orElse(""))
            .with(answer)
            .build();
    return Optional.of(XmlElement.element(Namespaces.PUBSUB, "pubsub").with(all).build());
  }

  private static XmlElement vcard(byte[] picture) {
    XmlElement photo =
        XmlElement.element("vcard-temp", "PHOTO")
            .with(
                XmlElement.element("vcard-temp", "BINVAL")
                    .text(StrictBase64.encode(picture))
                    .build())
            .build();
    return XmlElement.element("vcard-temp", "vCard").with(photo).build();
  }

  private static TransportException refusal() {
    return new TransportException(
        new StanzaError("service-unavailable", "cancel", Optional.empty()));
  }
}
