package im.symbolon.protocol.omemo;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** What stands in a {@code <message/>} that carries OMEMO. */
public final class OmemoStanza {
  /** The name that people know (XEP-0380 §4). */
  private static final String LABEL = "OMEMO";

  private OmemoStanza() {}

  /**
   * The children of a message: the OMEMO element, a hint to archive the message although it has no
   * body (XEP-0384 §5.5.3), and the name of the encryption (XEP-0380). No fallback body: XEP-0420
   * §5 forbids it, and the older advice of XEP-0380 yields.
   */
  public static List<XmlElement> children(EncryptedElement message) {
    return List.of(
        EncryptedElementCodec.encode(message),
        XmlElement.element(Namespaces.HINTS, "store").build(),
        XmlElement.element(Namespaces.EME, "encryption")
            .with("namespace", Namespaces.OMEMO_2)
            .with("name", LABEL)
            .build());
  }

  /**
   * The OMEMO element among a message's children, if there is one. Nothing else in the message is
   * looked at: a body beside it is not authentic.
   *
   * @throws ProtocolException MALFORMED when there are several, or as {@link
   *     EncryptedElementCodec#decode}
   */
  public static Optional<EncryptedElement> find(List<XmlElement> children)
      throws ProtocolException {
    Optional<XmlElement> found = Optional.empty();
    for (XmlElement child : children) {
      if (child.is(Namespaces.OMEMO_2, "encrypted")) {
        if (found.isPresent()) {
          throw new ProtocolException(Reason.MALFORMED, "two OMEMO elements in one message");
        }
        found = Optional.of(child);
      }
    }
    return found.isPresent()
        ? Optional.of(EncryptedElementCodec.decode(found.get()))
        : Optional.empty();
  }
}
