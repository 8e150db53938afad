package im.symbolon.messenger.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCheck;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.Route;
import java.time.Instant;
import java.util.Optional;

/** What a group's message holds: an envelope that is addressed to the room. */
final class SealedEnvelope {
  private final Surroundings surroundings;
  private final EnvelopeCodec codec;
  private final EnvelopeCheck check = new EnvelopeCheck();

  SealedEnvelope(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.codec = new EnvelopeCodec(surroundings.entropy()::bytes);
  }

  byte[] write(OutboxEntry entry, Optional<ListTags> tags) {
    Envelope envelope =
        Envelope.of(
            new MessageId(entry.id()),
            new Route(surroundings.account(), entry.to()),
            entry.createdAt(),
            entry.content());
    return codec.encode(envelope.tagged(tags)).toXml().getBytes(UTF_8);
  }

  /**
   * Reads what was authenticated.
   *
   * @param route the sender whom the chain is of, and the room
   * @param id that was signed beside it
   * @throws ProtocolException WRONG_ADDRESS when it says otherwise, else as {@link EnvelopeCodec}
   */
  EnvelopeCheck.Verified read(byte[] plaintext, Route route, MessageId id, Instant sent)
      throws ProtocolException {
    Envelope envelope = EnvelopeCodec.decode(SecureXml.parse(plaintext));
    EnvelopeCheck.Verified verified = check.verify(envelope, route, sent);
    boolean complete = verified.fromStated() && verified.toStated();
    if (!complete || !envelope.id().equals(Optional.of(id))) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "the envelope is not this message's");
    }
    return verified;
  }
}
