package im.symbolon.protocol.groups;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Numbers;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of {@code <sealed/>}, in this order and without gaps, numbers big-endian: version (1),
 * sender's device id (4), chain id (16), iteration (2), genesis hash (32), number (8) and hash (32)
 * of the epoch, hash of the recipients (32), commitment (32), signature (64), slot (48), length of
 * the message id (1), message id; the rest is the payload.
 */
final class SealedBytes {
  /** Bytes of all that is not the payload, at most. */
  static final int MAX_HEAD = 1 + 4 + 16 + 2 + 32 + 8 + 32 + 32 + 32 + 64 + 48 + 1 + 64;

  private final ByteBuffer in;

  private SealedBytes(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  static byte[] write(SealedElement sealed) {
    byte[] message = sealed.message().value().getBytes(US_ASCII);
    byte[] payload = sealed.payload().map(Ciphertext::bytes).orElse(new byte[0]);
    ByteBuffer out = ByteBuffer.allocate(MAX_HEAD + payload.length);
    out.put((byte) SealedElement.VERSION).putInt(sealed.sender().value());
    out.put(sealed.position().chain().encode()).putShort((short) sealed.position().iteration());
    out.put(sealed.genesis().encode());
    out.putLong(sealed.epoch().number()).put(sealed.epoch().hash().encode());
    out.put(sealed.recipients().encode()).put(sealed.commitment().encode());
    out.put(sealed.signature().encode()).put(sealed.slot().encode());
    out.put((byte) message.length).put(message).put(payload);
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * Reads all of them.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED, OUT_OF_RANGE or UNKNOWN_VERSION
   */
  static SealedElement read(byte[] bytes) throws ProtocolException {
    if (bytes.length > 0 && bytes[0] != SealedElement.VERSION) {
      throw new ProtocolException(Reason.UNKNOWN_VERSION, "sealed in an unknown version");
    }
    return new SealedBytes(bytes).element();
  }

  private SealedElement element() throws ProtocolException {
    next(1);
    DeviceId sender = sender();
    ChainPosition position = position();
    EpochHash genesis = EpochHash.parse(next(EpochHash.LENGTH));
    EpochName epoch = new EpochName(number(), EpochHash.parse(next(EpochHash.LENGTH)));
    RecipientsHash recipients = RecipientsHash.parse(next(RecipientsHash.LENGTH));
    Commitment commitment = Commitment.parse(next(Commitment.LENGTH));
    Signature signature = Signature.parse(next(Signature.LENGTH));
    Slot slot = Slot.parse(next(Slot.LENGTH));
    MessageId message = MessageId.parse(new String(next(next(1)[0] & 0xff), US_ASCII));
    return new SealedElement(
        genesis,
        epoch,
        sender,
        position,
        message,
        recipients,
        commitment,
        slot,
        signature,
        payload());
  }

  private DeviceId sender() throws ProtocolException {
    int id = ByteBuffer.wrap(next(Integer.BYTES)).getInt();
    return DeviceId.parse(Integer.toUnsignedString(id));
  }

  private ChainPosition position() throws ProtocolException {
    ChainId chain = ChainId.parse(next(ChainId.LENGTH));
    int iteration = ByteBuffer.wrap(next(Short.BYTES)).getShort() & 0xffff;
    if (iteration >= ChainPosition.MAX_MESSAGES) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "no chain has such an iteration");
    }
    return new ChainPosition(chain, iteration);
  }

  private long number() throws ProtocolException {
    long number = ByteBuffer.wrap(next(Long.BYTES)).getLong();
    if (number < 0 || number > Numbers.MAX) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "no epoch has such a number");
    }
    return number;
  }

  private Optional<Ciphertext> payload() throws ProtocolException {
    byte[] rest = next(in.remaining());
    if (rest.length > EncryptedElement.MAX_PAYLOAD_BYTES) {
      throw new ProtocolException(Reason.OVERSIZED, "the payload is too long");
    }
    return rest.length == 0 ? Optional.empty() : Optional.of(Ciphertext.of(rest));
  }

  private byte[] next(int length) throws ProtocolException {
    if (in.remaining() < length) {
      throw new ProtocolException(Reason.MALFORMED, "<sealed> ends too early");
    }
    byte[] out = new byte[length];
    in.get(out);
    return out;
  }
}
