package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code <encrypted xmlns='eu.siacs.conversations.axolotl'/>} (XEP-0384 0.3 §4.6). */
final class LegacyElementCodec {
  private static final KeyEntries ENTRIES = new KeyEntries(Namespaces.OMEMO_LEGACY, "prekey");

  private LegacyElementCodec() {}

  /**
   * Reads a message. Entries that no device can own are passed over.
   *
   * @throws ProtocolException MALFORMED, also for a payload without an initialisation vector;
   *     OVERSIZED; OUT_OF_RANGE for the sender's id
   */
  static LegacyElement decode(XmlElement element) throws ProtocolException {
    if (!element.is(Namespaces.OMEMO_LEGACY, "encrypted")) {
      throw new ProtocolException(Reason.MALFORMED, "not an OMEMO message");
    }
    XmlElement header = element.only("header");
    DeviceId sender = DeviceId.parse(header.required("sid"));
    Optional<Ciphertext> iv = part(header, "iv", LegacyElement.MAX_IV_BYTES);
    if (iv.isPresent() && !LegacyElement.isIvLength(iv.get().length())) {
      throw new ProtocolException(Reason.MALFORMED, "an initialisation vector of odd length");
    }
    Optional<Ciphertext> payload = part(element, "payload", EncryptedElement.MAX_PAYLOAD_BYTES);
    if (payload.isPresent() && !iv.isPresent()) {
      throw new ProtocolException(Reason.MALFORMED, "a payload without initialisation vector");
    }
    return new LegacyElement(sender, keys(header.children("key")), iv, payload);
  }

  /**
   * Writes a message.
   *
   * @throws IllegalStateException without any recipient, or without an initialisation vector, which
   *     oldmemo also wants in an empty message
   */
  static XmlElement encode(LegacyElement message) {
    if (message.keys().isEmpty() || !message.iv().isPresent()) {
      throw new IllegalStateException("a message without recipients or vector is never sent");
    }
    XmlElement.Builder header = element("header").with("sid", message.sender().toString());
    message.keys().forEach(entry -> header.with(ENTRIES.write(entry)));
    header.with(element("iv").text(message.iv().get().toBase64()).build());
    XmlElement.Builder out = element("encrypted").with(header.build());
    message.payload().ifPresent(p -> out.with(element("payload").text(p.toBase64()).build()));
    return out.build();
  }

  private static List<KeyEntry> keys(List<XmlElement> elements) throws ProtocolException {
    if (elements.size() > EncryptedElement.MAX_KEYS) {
      throw new ProtocolException(Reason.OVERSIZED, "too many recipient devices");
    }
    List<KeyEntry> keys = new ArrayList<>();
    for (XmlElement each : elements) {
      ENTRIES.read(each).ifPresent(keys::add);
    }
    if (LegacyElement.mostNamesakes(keys) > LegacyElement.MAX_NAMESAKES) {
      throw new ProtocolException(Reason.OVERSIZED, "too many entries under one device id");
    }
    return keys;
  }

  private static Optional<Ciphertext> part(XmlElement parent, String name, int maxBytes)
      throws ProtocolException {
    if (!parent.child(name).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(Ciphertext.parse(parent.only(name).text(), maxBytes));
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.element(Namespaces.OMEMO_LEGACY, name);
  }
}
