package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCheck;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OMEMO 2: an envelope that says who wrote what to whom and when, and whatever is sealed in it. */
final class EnvelopeContents implements Contents {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final EnvelopeCodec envelopes;
  private final EnvelopeCheck check = new EnvelopeCheck();

  EnvelopeContents(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
    this.envelopes = new EnvelopeCodec(surroundings.entropy()::bytes);
  }

  @Override
  public Dialect dialect() {
    return Dialect.of(OmemoVersion.OMEMO_2);
  }

  @Override
  public byte[] plaintext(OutboxEntry entry, Optional<ListTags> tags) {
    Envelope envelope =
        Envelope.of(
            new MessageId(entry.id()),
            new Route(surroundings.account(), entry.to()),
            entry.createdAt(),
            entry.content());
    return envelopes.encode(envelope.tagged(tags)).toXml().getBytes(UTF_8);
  }

  @Override
  public OmemoElement element(Map<BareJid, List<KeyEntry>> keys, Optional<Payload> payload) {
    return new EncryptedElement(self.id(), keys, payload.map(p -> Ciphertext.of(p.ciphertext())));
  }

  @Override
  public boolean saysNothing(OmemoElement element, RatchetPlaintext secret) {
    return dialect().isEmptyContent(secret);
  }

  @Override
  public Written read(byte[] plaintext, Posted posted) throws Refusal {
    try {
      Envelope envelope = EnvelopeCodec.decode(SecureXml.parse(plaintext));
      EnvelopeCheck.Verified verified = check.verify(envelope, posted.route(), posted.sent());
      if (posted.inRoom() && !(verified.fromStated() && verified.toStated())) {
        throw new Refusal(Note.MISDIRECTED); // it could be moved from room to room
      }
      return new Written(envelope, verified.written());
    } catch (ProtocolException e) {
      boolean misdirected = e.reason() == ProtocolException.Reason.WRONG_ADDRESS;
      throw new Refusal(misdirected ? Note.MISDIRECTED : Note.NOT_AUTHENTIC, e);
    }
  }
}
