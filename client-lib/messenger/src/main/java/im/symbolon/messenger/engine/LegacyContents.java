package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.content.Pointer;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.LegacyElement;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.protocol.xml.XmlText;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Legacy OMEMO: the text of a message, in UTF-8, and nothing else. It does not say from whom, to
 * whom or when it is; so servers can put such a message, unread and whole, into another chat of the
 * same two people's, or say another time, and nobody can tell. Nothing of ours goes into it.
 */
final class LegacyContents implements Contents {
  private static final int KEY_ALONE = 16;

  /** As people write who correct themselves. */
  private static final String EDITED = "* ";

  private final Surroundings surroundings;
  private final ThisDevice self;

  LegacyContents(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /** The text of an entry that has one; the link of its file, which such clients know alone. */
  static Optional<String> textOf(OutboxEntry entry) {
    Optional<String> link = FileLinks.of(entry.content());
    return link.isPresent() ? link : bodyOf(entry);
  }

  private static Optional<String> bodyOf(OutboxEntry entry) {
    return entry.content().stream()
        .filter(each -> each.is(Namespaces.CLIENT, "body"))
        .map(XmlElement::text)
        .findFirst();
  }

  @Override
  public Dialect dialect() {
    return Dialect.of(OmemoVersion.LEGACY);
  }

  @Override
  public byte[] plaintext(OutboxEntry entry, Optional<ListTags> tags) {
    String text =
        textOf(entry).orElseThrow(() -> new IllegalStateException("there is no text to write"));
    boolean edit =
        Pointer.act(entry.content()).filter(each -> each.kind() == Pointer.Kind.EDIT).isPresent();
    return (edit ? EDITED + text : text).getBytes(UTF_8);
  }

  /** All keys stand in one row; an empty message has an IV, too, as others expect. */
  @Override
  public OmemoElement element(Map<BareJid, List<KeyEntry>> keys, Optional<Payload> payload) {
    List<KeyEntry> all = new ArrayList<>();
    keys.values().forEach(all::addAll);
    byte[] iv =
        payload
            .flatMap(Payload::iv)
            .orElseGet(() -> surroundings.entropy().bytes(LegacyElement.IV_BYTES));
    return new LegacyElement(
        self.id(),
        all,
        Optional.of(Ciphertext.of(iv)),
        payload.map(p -> Ciphertext.of(p.ciphertext())));
  }

  /** A key alone; or with a tag, as XEP-0384 0.3 §4.7 has it, when that is the tag of nothing. */
  @Override
  public boolean saysNothing(OmemoElement element, RatchetPlaintext secret) {
    return dialect().isEmptyContent(secret)
        && (secret.length() == KEY_ALONE || isTagOfNothing((LegacyElement) element, secret));
  }

  private boolean isTagOfNothing(LegacyElement element, RatchetPlaintext secret) {
    try {
      return dialect().openPayload(new byte[0], element.iv().map(Ciphertext::bytes), secret).length
          == 0;
    } catch (RatchetException e) {
      return false;
    }
  }

  /** Whatever XML could not carry is shown as unknown characters. */
  @Override
  public Written read(byte[] plaintext, Posted posted) throws Refusal {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(plaintext)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
    List<XmlElement> content =
        text.isEmpty() ? List.of() : List.of(Envelope.bodyOf(writable(text)));
    Envelope envelope =
        new Envelope(
            content, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    return new Written(envelope, Optional.empty());
  }

  private static String writable(String text) {
    if (XmlText.isWritable(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> XmlText.isWritable(new String(Character.toChars(c))) ? c : '\ufffd')
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
