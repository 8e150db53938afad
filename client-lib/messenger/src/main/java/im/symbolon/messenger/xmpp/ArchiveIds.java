package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ids under which the own account's archive keeps a message (XEP-0359 {@code <stanza-id/>}). */
public final class ArchiveIds {
  /** Servers use up to 64 characters. */
  private static final int MAX = 256;

  private ArchiveIds() {}

  /** The id that the account gave; ids by anybody else mean nothing, and neither do two. */
  public static Optional<String> of(IncomingStanza stanza, BareJid account) {
    return among(stanza.extensions(), account.toString());
  }

  static Optional<String> among(List<XmlElement> elements, String by) {
    List<XmlElement> own =
        elements.stream()
            .filter(e -> e.is(Namespaces.STANZA_IDS, "stanza-id"))
            .filter(e -> e.attribute("by").filter(by::equals).isPresent())
            .collect(Collectors.toList());
    return own.size() == 1 ? usable(own.get(0).attribute("id")) : Optional.empty();
  }

  /** An id that can be stored and asked for. */
  static Optional<String> usable(Optional<String> id) {
    return id.filter(text -> !text.isEmpty() && text.length() <= MAX);
  }
}
