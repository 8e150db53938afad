package im.symbolon.ratchet.omemo;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.primitives.AesCbc;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.wire.OMEMOAuthenticatedMessage;
import im.symbolon.ratchet.wire.OMEMOMessage;

/** {@code OMEMOAuthenticatedMessage} around {@code OMEMOMessage} (XEP-0384 §4.4). */
public final class RatchetMessage implements OmemoMessage {
  private final OMEMOAuthenticatedMessage wire;
  private final byte[] authenticated;
  private final Header header;
  private final ByteString ciphertext;

  private RatchetMessage(
      OMEMOAuthenticatedMessage wire, byte[] authenticated, Header header, ByteString ciphertext) {
    this.wire = wire;
    this.authenticated = authenticated;
    this.header = header;
    this.ciphertext = ciphertext;
  }

  /** Encrypts, serialises once, and authenticates those bytes after the associated data. */
  public static RatchetMessage seal(
      Header header, CipherKeys keys, byte[] associatedData, RatchetPlaintext plaintext) {
    ByteString ciphertext = wrap(AesCbc.encrypt(keys, plaintext.expose()));
    byte[] message =
        OMEMOMessage.newBuilder()
            .setN(header.index())
            .setPn(header.previousChainLength())
            .setDhPub(wrap(header.ratchetKey().encode()))
            .setCiphertext(ciphertext)
            .build()
            .toByteArray();
    OMEMOAuthenticatedMessage wire =
        OMEMOAuthenticatedMessage.newBuilder()
            .setMac(wrap(keys.tag(associatedData, message)))
            .setMessage(wrap(message))
            .build();
    return new RatchetMessage(wire, message, header, ciphertext);
  }

  /** Without a copy: of an array that nobody else has, or that nobody changes. */
  private static ByteString wrap(byte[] owned) {
    return UnsafeByteOperations.unsafeWrap(owned);
  }

  /**
   * Reads the serialised form.
   *
   * @throws RatchetException MALFORMED
   */
  public static RatchetMessage parse(byte[] in) throws RatchetException {
    if (in.length > MAX_BYTES) {
      throw new RatchetException(Reason.MALFORMED, "message is too long");
    }
    try {
      return parse(OMEMOAuthenticatedMessage.parseFrom(in));
    } catch (InvalidProtocolBufferException e) {
      throw new RatchetException(Reason.MALFORMED, "not an OMEMO message", e);
    }
  }

  static RatchetMessage parse(OMEMOAuthenticatedMessage wire) throws RatchetException {
    try {
      byte[] message = wire.getMessage().toByteArray();
      OMEMOMessage inner = OMEMOMessage.parseFrom(message);
      if (!Header.allows(inner.getN())
          || !Header.allows(inner.getPn())
          || inner.getCiphertext().isEmpty()
          || wire.getMac().size() != CipherKeys.TAG_LENGTH) {
        throw new RatchetException(Reason.MALFORMED, "not an OMEMO message");
      }
      CurveKey ratchetKey = CurveKey.parse(inner.getDhPub().toByteArray());
      Header header = new Header(ratchetKey, inner.getPn(), inner.getN());
      return new RatchetMessage(wire, message, header, inner.getCiphertext());
    } catch (InvalidProtocolBufferException | ProtocolException e) {
      throw new RatchetException(Reason.MALFORMED, "not an OMEMO message", e);
    }
  }

  /**
   * Authenticates, and only then decrypts.
   *
   * @throws RatchetException NOT_AUTHENTIC
   */
  public RatchetPlaintext open(CipherKeys keys, byte[] associatedData) throws RatchetException {
    if (!keys.verifies(wire.getMac().toByteArray(), associatedData, authenticated)) {
      throw new RatchetException(Reason.NOT_AUTHENTIC, "the message's tag is wrong");
    }
    return AesCbc.decrypt(keys, ciphertext.toByteArray())
        .map(RatchetPlaintext::of)
        .orElseThrow(() -> new RatchetException(Reason.NOT_AUTHENTIC, "padding is wrong"));
  }

  public Header header() {
    return header;
  }

  @Override
  public byte[] encode() {
    return wire.toByteArray();
  }

  OMEMOAuthenticatedMessage wire() {
    return wire;
  }

  @Override
  public String toString() {
    return "RatchetMessage " + header.index();
  }
}
