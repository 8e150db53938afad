package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** {@code <key rid='…'/>}, which both versions have, each with its own word for a key exchange. */
final class KeyEntries {
  private final String namespace;
  private final String exchangeAttribute;

  KeyEntries(String namespace, String exchangeAttribute) {
    this.namespace = namespace;
    this.exchangeAttribute = exchangeAttribute;
  }

  /**
   * Reads an entry; nothing when no device can own it.
   *
   * @throws ProtocolException MALFORMED or OVERSIZED
   */
  Optional<KeyEntry> read(XmlElement entry) throws ProtocolException {
    Optional<DeviceId> device = entry.attribute("rid").flatMap(KeyEntries::deviceOf);
    if (!device.isPresent()) {
      return Optional.empty();
    }
    Ciphertext data = Ciphertext.parse(entry.text(), KeyEntry.MAX_BYTES);
    return Optional.of(new KeyEntry(device.get(), isKeyExchange(entry), data));
  }

  /** The word for a key exchange stands only where it is true: some read its mere presence. */
  XmlElement write(KeyEntry entry) {
    XmlElement.Builder out =
        XmlElement.element(namespace, "key").with("rid", entry.recipient().toString());
    if (entry.keyExchange()) {
      out.with(exchangeAttribute, "true");
    }
    return out.text(entry.data().toBase64()).build();
  }

  private static Optional<DeviceId> deviceOf(String rid) {
    try {
      return Optional.of(DeviceId.parse(rid));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** xs:boolean has two words for each value. */
  private boolean isKeyExchange(XmlElement entry) throws ProtocolException {
    return switch (entry.attribute(exchangeAttribute).orElse("false")) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default ->
          throw new ProtocolException(
              Reason.MALFORMED, exchangeAttribute + " is neither true nor false");
    };
  }
}
