package im.symbolon.messenger.groups;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.groups.SealedWords;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCheck;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;

/**
 * What a group's message holds: words for devices of ours alone, or an envelope that is addressed
 * to the room where other clients read it, too.
 */
final class SealedEnvelope {
  private final Surroundings surroundings;
  private final EnvelopeCodec codec;
  private final EnvelopeCheck check = new EnvelopeCheck();

  SealedEnvelope(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.codec = new EnvelopeCodec(surroundings.entropy()::bytes);
  }

  /**
   * Writes what the entry says.
   *
   * @param foreign whether other clients are to read it
   */
  byte[] write(OutboxEntry entry, Optional<ListTags> tags, boolean foreign) {
    Envelope envelope =
        Envelope.of(
                new MessageId(entry.id()),
                new Route(surroundings.account(), entry.to()),
                entry.createdAt(),
                entry.content())
            .tagged(tags);
    XmlElement out = foreign ? codec.encode(envelope) : SealedWords.encode(envelope);
    return out.toXml().getBytes(UTF_8);
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
    XmlElement element = SecureXml.parse(plaintext);
    Envelope envelope =
        SealedWords.isNamed(element)
            ? SealedWords.decode(element, route, id)
            : EnvelopeCodec.decode(element);
    EnvelopeCheck.Verified verified = check.verify(envelope, route, sent);
    boolean complete = verified.fromStated() && verified.toStated();
    if (!complete || !envelope.id().equals(Optional.of(id))) {
      throw new ProtocolException(Reason.WRONG_ADDRESS, "the envelope is not this message's");
    }
    return verified;
  }
}
