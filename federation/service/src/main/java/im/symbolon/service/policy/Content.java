package im.symbolon.service.policy;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.groups.SealedElementCodec;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.dom4j.QName;
import org.xmpp.packet.Message;

/**
 * What a message carries, as far as a server can see.
 *
 * @param kind what it is
 * @param oldest the oldest version of OMEMO that it is encrypted with, where it is
 */
record Content(Kind kind, Optional<OmemoVersion> oldest) {
  /** What it is. */
  enum Kind {
    /** No words of a person: chat states, receipts, invitations, calls. */
    SIGNAL,
    /** Words, or where to find some, that anybody on the way can read. */
    READABLE,
    /** Encrypted from end to end. */
    ENCRYPTED
  }

  private static final Map<QName, OmemoVersion> OMEMO =
      Stream.of(OmemoVersion.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  each -> QName.get("encrypted", each.namespace()), each -> each));

  private static final Set<QName> ENCRYPTIONS =
      Set.of(
          QName.get(SealedElementCodec.NAME, Namespaces.GROUPS),
          QName.get("openpgp", "urn:xmpp:openpgp:0"),
          QName.get("x", "jabber:x:encrypted"));

  /** What carries words, or the address of a file, beside the body. */
  private static final Set<QName> CARRIERS =
      Set.of(
          QName.get("html", "http://jabber.org/protocol/xhtml-im"),
          QName.get("x", "jabber:x:oob"),
          QName.get("file-sharing", "urn:xmpp:sfs:0"),
          QName.get("x", Namespaces.DATA_FORMS),
          QName.get("forwarded", "urn:xmpp:forward:0"),
          QName.get("rtt", "urn:xmpp:rtt:0"));

  /**
   * Looks at a message's own children. One with a readable carrier beside the encrypted element is
   * readable; a body beside it is taken for the sentence that clients without encryption show.
   */
  static Content of(Message message) {
    Element stanza = message.getElement();
    Set<OmemoVersion> versions = EnumSet.noneOf(OmemoVersion.class);
    boolean encrypted = false;
    boolean carried = false;
    boolean worded = false;
    for (Object each : stanza.elements()) {
      Element child = (Element) each;
      QName name = child.getQName();
      OmemoVersion version = OMEMO.get(name);
      if (version != null) {
        versions.add(version);
      }
      encrypted |= version != null || ENCRYPTIONS.contains(name);
      carried |= CARRIERS.contains(name);
      worded |= hasWords(stanza, child);
    }
    if (carried || (!encrypted && worded)) {
      return new Content(Kind.READABLE, Optional.empty());
    }
    return new Content(encrypted ? Kind.ENCRYPTED : Kind.SIGNAL, versions.stream().findFirst());
  }

  /** Encryption that is not OMEMO has no version to compare. */
  boolean isAtLeast(OmemoVersion minimum) {
    return oldest.isPresent() && oldest.get().compareTo(minimum) >= 0;
  }

  /** In rooms a subject alone sets the room's subject, which the room shows to all that come. */
  private static boolean hasWords(Element stanza, Element child) {
    boolean carriesText =
        child.getName().equals("body")
            || (child.getName().equals("subject") && !isRoomsSubject(stanza));
    return carriesText
        && child.getNamespaceURI().equals(stanza.getNamespaceURI())
        && !child.getText().isBlank();
  }

  private static boolean isRoomsSubject(Element stanza) {
    return "groupchat".equals(stanza.attributeValue("type"));
  }
}
