package im.symbolon.protocol.directory;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code <account/>} of a request: what is wanted of one account.
 *
 * @param known the list that the asker has; when it is the one that is shown now, it is not sent
 */
public record Wanted(BareJid account, Optional<ListHash> known, KeysWanted keys) {
  static final String NAME = "account";

  private static final Shape SHAPE = Shape.of(Namespaces.DIRECTORY, NAME, "jid", "known", "keys");

  public Wanted {
    Objects.requireNonNull(account);
    Objects.requireNonNull(known);
    Objects.requireNonNull(keys);
  }

  static Wanted parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    Optional<String> known = element.attribute("known");
    return new Wanted(
        BareJid.parse(element.required("jid")),
        known.isPresent() ? Optional.of(ListHash.parse(known.get())) : Optional.empty(),
        KeysWanted.parse(element.attribute("keys")));
  }

  XmlElement toXml() {
    XmlElement.Builder out = SHAPE.start().with("jid", account.toString());
    known.ifPresent(hash -> out.with("known", hash.toBase64()));
    keys.text().ifPresent(text -> out.with("keys", text));
    return out.build();
  }
}
