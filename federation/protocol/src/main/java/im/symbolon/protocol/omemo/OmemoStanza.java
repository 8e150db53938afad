package im.symbolon.protocol.omemo;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What stands in a {@code <message/>} that carries OMEMO. */
public final class OmemoStanza {
  /**
   * What people read whose client knows no OMEMO. Clients that do know it compare with these very
   * words to hide them, so they are never translated.
   */
  public static final String FALLBACK =
      "I sent you an OMEMO encrypted message but your client doesn't seem to support that."
          + " Find more information on https://conversations.im/omemo";

  /** The name that people know (XEP-0380 §4). */
  private static final String LABEL = "OMEMO";

  private OmemoStanza() {}

  /**
   * The children of a message that carries one element of each version at most, OMEMO 2 first:
   *
   * <ul>
   *   <li>a hint to archive the message, body or not (XEP-0384 §5.5.3)
   *   <li>the name of the encryption (XEP-0380): of legacy OMEMO as soon as it is there. Converse
   *       up to 13 decrypts nothing that is named otherwise; Converse 14 and the clients that know
   *       OMEMO 2 look at the elements
   *   <li>a fallback body exactly when there is legacy OMEMO: servers and clients of its time keep
   *       and count only what has one. XEP-0420 §5 forbids it beside OMEMO 2 alone, and the older
   *       advice of XEP-0380 yields
   * </ul>
   *
   * @throws IllegalArgumentException without any element, or with two of one version
   */
  public static List<XmlElement> children(List<? extends OmemoElement> messages) {
    List<OmemoElement> ordered = new ArrayList<>(messages);
    ordered.sort(Comparator.comparing(OmemoElement::version).reversed());
    if (ordered.isEmpty()
        || ordered.stream().map(OmemoElement::version).distinct().count() < ordered.size()) {
      throw new IllegalArgumentException("one element of a version, and one at least");
    }
    OmemoVersion oldest = ordered.get(ordered.size() - 1).version();
    List<XmlElement> out = new ArrayList<>();
    ordered.forEach(each -> out.add(WireFormat.of(each.version()).encodeMessage(each)));
    out.add(XmlElement.element(Namespaces.HINTS, "store").build());
    out.add(
        XmlElement.element(Namespaces.EME, "encryption")
            .with("namespace", oldest.namespace())
            .with("name", LABEL)
            .build());
    if (oldest == OmemoVersion.LEGACY) {
      out.add(XmlElement.element(Namespaces.CLIENT, "body").text(FALLBACK).build());
    }
    return Collections.unmodifiableList(out);
  }

  /**
   * The OMEMO elements among a message's children, one of each version at most and OMEMO 2 first;
   * none when the message carries none. What cannot be read hides nothing that can. Nothing else in
   * the message is looked at: a body beside it is not authentic.
   *
   * @throws ProtocolException when there are some and none can be read: MALFORMED when there are
   *     several of one version, or as {@link WireFormat#decodeMessage}
   */
  public static List<OmemoElement> find(List<XmlElement> children) throws ProtocolException {
    List<OmemoElement> found = new ArrayList<>();
    Optional<ProtocolException> failure = Optional.empty();
    for (OmemoVersion version : List.of(OmemoVersion.OMEMO_2, OmemoVersion.LEGACY)) {
      try {
        only(version, children).ifPresent(found::add);
      } catch (ProtocolException e) {
        failure = failure.isPresent() ? failure : Optional.of(e);
      }
    }
    if (found.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return Collections.unmodifiableList(found);
  }

  private static Optional<OmemoElement> only(OmemoVersion version, List<XmlElement> children)
      throws ProtocolException {
    Optional<XmlElement> found = Optional.empty();
    for (XmlElement child : children) {
      if (child.is(version.namespace(), "encrypted")) {
        if (found.isPresent()) {
          throw new ProtocolException(Reason.MALFORMED, "two OMEMO elements of one version");
        }
        found = Optional.of(child);
      }
    }
    return found.isPresent()
        ? Optional.of(WireFormat.of(version).decodeMessage(found.get()))
        : Optional.empty();
  }
}
