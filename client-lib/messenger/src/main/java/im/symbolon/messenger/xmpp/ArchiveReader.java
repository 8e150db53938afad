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
 * Reads what an archive hands out. Of chats it is believed only when our own account's archive says
 * it (XEP-0313 §Sender Impersonation; CVE-2017-5589 and its kin), and when the message is one that
 * our account sent or got. Anybody else may only say what was said in itself, as a room.
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
    EntityAddress archive = from.isPresent() ? EntityAddress.parse(from.get()) : account;
    if (!archive.account().isPresent() || archive.resource().isPresent()) {
      return new Arrival.Refused("an archived message that no archive sent");
    }
    List<XmlElement> results = all(message, Archive.NAMESPACE, "result");
    Optional<String> query = results.get(0).attribute("queryid");
    Optional<String> id = ArchiveIds.usable(results.get(0).attribute("id"));
    if (results.size() != 1 || !query.isPresent() || !id.isPresent()) {
      return new Arrival.Refused("an archived message that answers nothing");
    }
    return forwarded(archive, results.get(0), query.get(), id.get());
  }

  private Arrival forwarded(EntityAddress archive, XmlElement result, String query, String id)
      throws ProtocolException {
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
    return archive.equals(account)
        ? ofAccount(new ArchiveResult(query, id, stanza))
        : ofRoom(archive, new ArchiveResult(query, id, stanza));
  }

  private Arrival ofAccount(ArchiveResult result) {
    IncomingStanza stanza = result.stanza();
    if (!stanza.from().bare().equals(account) && !stanza.to().bare().equals(account)) {
      return new Arrival.Refused("somebody else's archived message");
    }
    return new Arrival.Archived(result);
  }

  private static Arrival ofRoom(EntityAddress room, ArchiveResult result) {
    IncomingStanza stanza = result.stanza();
    if (!stanza.from().bare().equals(room) || !stanza.type().equals("groupchat")) {
      return new Arrival.Refused("an archived message that was not said in that room");
    }
    return new Arrival.RoomArchived(room.account().get(), result);
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
