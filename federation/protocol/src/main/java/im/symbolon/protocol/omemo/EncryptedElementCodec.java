package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;

/** {@code <encrypted xmlns='urn:xmpp:omemo:2'/>} (XEP-0384 §5.5.3). */
public final class EncryptedElementCodec {
  private static final KeyEntries ENTRIES = new KeyEntries(Namespaces.OMEMO_2, "kex");

  private EncryptedElementCodec() {}

  /**
   * Reads a message. Entries that no device can own (an id missing or out of range, an address that
   * is no account) are passed over: somebody else's broken client must not hide what is for us.
   * Accounts that appear more than once are joined.
   *
   * @throws ProtocolException MALFORMED, also when a device appears twice; OVERSIZED; OUT_OF_RANGE
   *     for the sender's id
   */
  public static EncryptedElement decode(XmlElement element) throws ProtocolException {
    if (!element.is(Namespaces.OMEMO_2, "encrypted")) {
      throw new ProtocolException(Reason.MALFORMED, "not an OMEMO message");
    }
    XmlElement header = element.only("header");
    DeviceId sender = DeviceId.parse(header.required("sid"));
    RecipientKeys keys = new RecipientKeys();
    for (XmlElement group : header.children("keys")) {
      Optional<BareJid> account = group.attribute("jid").flatMap(EncryptedElementCodec::accountOf);
      for (XmlElement entry : group.children("key")) {
        keys.add(account, entry);
      }
    }
    return new EncryptedElement(sender, keys.byAccount(), payload(element));
  }

  /**
   * Writes a message: nothing in it but what XEP-0384's schema names, and {@code kex} only when it
   * is true.
   *
   * @throws IllegalStateException without any recipient, which reference implementations refuse
   */
  public static XmlElement encode(EncryptedElement message) {
    if (message.keys().isEmpty()) {
      throw new IllegalStateException("a message without recipients is never sent");
    }
    XmlElement.Builder header = element("header").with("sid", message.sender().toString());
    message.keys().forEach((account, entries) -> header.with(group(account, entries)));
    XmlElement.Builder out = element("encrypted").with(header.build());
    message.payload().ifPresent(p -> out.with(element("payload").text(p.toBase64()).build()));
    return out.build();
  }

  private static Optional<Ciphertext> payload(XmlElement element) throws ProtocolException {
    if (!element.child("payload").isPresent()) {
      return Optional.empty();
    }
    String base64 = element.only("payload").text();
    return Optional.of(Ciphertext.parse(base64, EncryptedElement.MAX_PAYLOAD_BYTES));
  }

  private static Optional<BareJid> accountOf(String jid) {
    try {
      return Optional.of(BareJid.parse(jid));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static XmlElement group(BareJid account, List<KeyEntry> entries) {
    XmlElement.Builder out = element("keys").with("jid", account.toString());
    entries.forEach(entry -> out.with(ENTRIES.write(entry)));
    return out.build();
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.element(Namespaces.OMEMO_2, name);
  }
}
