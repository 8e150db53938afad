package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.SealedContent;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands in a room's {@code <message/>} that carries {@code <sealed/>}, and OMEMO beside it
 * for members who have nothing else.
 *
 * @param payload the sealed envelope, wherever it stood
 * @param legacy the payload of legacy OMEMO beside it; never read, but signed
 */
public record SealedStanza(SealedElement sealed, Ciphertext payload, Optional<Ciphertext> legacy) {
  /** What stands where a text would; whoever reads it is no member. */
  public static final String TEXT = "This message is encrypted.";

  private static final String FALLBACK = "urn:xmpp:fallback:0";

  public SealedStanza {
    Objects.requireNonNull(sealed);
    Objects.requireNonNull(payload);
    Objects.requireNonNull(legacy);
  }

  /**
   * Finds the one {@code <sealed/>} among a message's children; nothing when there is none. The
   * body and everything else in the message is not looked at: it is not authentic.
   *
   * @throws ProtocolException MALFORMED when there are several, or when the payload stands nowhere
   *     or twice; or as {@link SealedElementCodec#decode} and {@link OmemoStanza#find}
   */
  public static Optional<SealedStanza> find(List<XmlElement> children) throws ProtocolException {
    Optional<XmlElement> found = Optional.empty();
    for (XmlElement child : children) {
      if (SealedElementCodec.isNamed(child)) {
        if (found.isPresent()) {
          throw new ProtocolException(Reason.MALFORMED, "sealed twice");
        }
        found = Optional.of(child);
      }
    }
    return found.isPresent()
        ? Optional.of(of(SealedElementCodec.decode(found.get()), OmemoStanza.find(children)))
        : Optional.empty();
  }

  private static SealedStanza of(SealedElement sealed, List<OmemoElement> beside)
      throws ProtocolException {
    Optional<Ciphertext> shared = payloadOf(OmemoVersion.OMEMO_2, beside);
    if (shared.isPresent() == sealed.payload().isPresent()) {
      throw new ProtocolException(Reason.MALFORMED, "the payload stands nowhere, or twice");
    }
    Ciphertext payload = shared.isPresent() ? shared.get() : sealed.payload().get();
    return new SealedStanza(sealed, payload, payloadOf(OmemoVersion.LEGACY, beside));
  }

  private static Optional<Ciphertext> payloadOf(OmemoVersion version, List<OmemoElement> beside) {
    return beside.stream()
        .filter(each -> each.version() == version)
        .findFirst()
        .flatMap(OmemoElement::content)
        .map(SealedContent::ciphertext);
  }

  /**
   * What was signed, if this is what it seems to be.
   *
   * @param room that it came through
   * @param account whose message the room says it is
   */
  public SlotStatement statement(BareJid room, BareJid account) {
    return sealed.statement(room, account, PayloadHashes.of(payload, legacy));
  }

  /**
   * The children of a room's message: the slot, OMEMO for foreign members if there are any, and
   * what makes servers keep it. The body is one constant text, marked as a fallback (XEP-0428): a
   * room's history holds no message without one (REVIEW 26), a known deviation from XEP-0420 §5. It
   * is the one that OMEMO clients know when some of them are there, and a short one otherwise.
   *
   * @param foreign OMEMO elements with keys for foreign members alone, one of each version at most
   */
  public static List<XmlElement> children(SealedElement sealed, List<OmemoElement> foreign) {
    List<XmlElement> out = new ArrayList<>();
    out.add(SealedElementCodec.encode(sealed));
    if (foreign.isEmpty()) {
      out.add(XmlElement.element(Namespaces.HINTS, "store").build());
      out.add(body(TEXT));
    } else {
      out.addAll(OmemoStanza.children(foreign));
    }
    if (out.stream().noneMatch(each -> each.is(Namespaces.CLIENT, "body"))) {
      out.add(body(OmemoStanza.FALLBACK));
    }
    out.add(XmlElement.element(FALLBACK, "fallback").with("for", Namespaces.GROUPS).build());
    return Collections.unmodifiableList(out);
  }

  private static XmlElement body(String text) {
    return XmlElement.element(Namespaces.CLIENT, "body").text(text).build();
  }
}
