package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.CLIENT;

import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads what an archive hands out. Believed only when our own account's archive says it (XEP-0313
 * §Sender Impersonation; CVE-2017-5589 and its kin), and when the message is one that our account
 * sent or got.
 */
final class ArchiveReader {
  private final EntityAddress account;
  private final MessageReader messages;

  ArchiveReader(BareJid account, MessageReader messages) {
    this.account = EntityAddress.of(account);
    this.messages = messages;
  }

  static boolean isResult(XmlElement message) {
    return message.child(Archive.NAMESPACE, "result").isPresent();
  }

  Arrival read(XmlElement message) throws ProtocolException {
    Optional<String> from = message.attribute("from");
    if (from.isPresent() && !EntityAddress.parse(from.get()).equals(account)) {
      return new Arrival.Refused("an archived message that our server did not send");
    }
    List<XmlElement> results = all(message, Archive.NAMESPACE, "result");
    Optional<String> query = results.get(0).attribute("queryid");
    Optional<String> id = ArchiveIds.usable(results.get(0).attribute("id"));
    if (results.size() != 1 || !query.isPresent() || !id.isPresent()) {
      return new Arrival.Refused("an archived message that answers nothing");
    }
    return forwarded(results.get(0), query.get(), id.get());
  }

  private Arrival forwarded(XmlElement result, String query, String id) throws ProtocolException {
    List<XmlElement> forwarded = all(result, MessageReader.FORWARD, "forwarded");
    List<XmlElement> inner =
        forwarded.size() == 1 ? all(forwarded.get(0), CLIENT, "message") : List.of();
    if (inner.size() != 1) {
      return new Arrival.Refused("an archived nothing"); // such as what was deleted there
    }
    if (wrapsAnother(inner.get(0))) {
      return new Arrival.Refused("an archived copy of a copy");
    }
    IncomingStanza stanza =
        messages.stanza(
            inner.get(0), Origin.ARCHIVE, MessageReader.delay(forwarded.get(0)), Optional.of(id));
    if (!stanza.from().bare().equals(account) && !stanza.to().bare().equals(account)) {
      return new Arrival.Refused("somebody else's archived message");
    }
    return new Arrival.Archived(new ArchiveResult(query, id, stanza));
  }

  /** Whatever somebody wrapped up for us when it was sent was judged, or not, at that time. */
  private static boolean wrapsAnother(XmlElement message) {
    return isResult(message)
        || message.children().stream().anyMatch(c -> c.namespace().equals(MessageReader.CARBONS));
  }

  private static List<XmlElement> all(XmlElement parent, String namespace, String name) {
    return parent.children().stream()
        .filter(child -> child.is(namespace, name))
        .collect(Collectors.toList());
  }
}
