package im.symbolon.ratchet.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.Slot;
import im.symbolon.protocol.groups.SlotHeader;
import im.symbolon.ratchet.doubleratchet.MessageKey;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.AesCbc;
import im.symbolon.ratchet.primitives.CipherKeys;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** The wrapping of one payload's key and tag under a chain's message key. */
final class SlotKey {
  private static final String LABEL = "Symbolon Slot";
  private static final int TAG_LENGTH = 16;
  private static final int WRAPPED_LENGTH = Slot.LENGTH - TAG_LENGTH;

  private SlotKey() {}

  /** AES-256-CBC of the 48 bytes, then the first 16 of HMAC-SHA-256 over header and ciphertext. */
  static Slot wrap(MessageKey key, SlotHeader header, RatchetPlaintext secret) {
    try (CipherKeys keys = CipherKeys.derive(key, LABEL)) {
      byte[] wrapped = AesCbc.encrypt(keys, secret.expose());
      byte[] tag = keys.tag(TAG_LENGTH, header.bytes(), wrapped);
      byte[] slot = Arrays.copyOf(wrapped, WRAPPED_LENGTH + TAG_LENGTH);
      System.arraycopy(tag, 0, slot, WRAPPED_LENGTH, TAG_LENGTH);
      return Slot.parse(slot);
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was wrapped; empty when the tag is wrong, or what it vouches for is no key and tag. */
  static Optional<RatchetPlaintext> unwrap(MessageKey key, SlotHeader header, Slot slot) {
    byte[] both = slot.encode();
    byte[] wrapped = Arrays.copyOf(both, WRAPPED_LENGTH);
    byte[] tag = Arrays.copyOfRange(both, WRAPPED_LENGTH, both.length);
    try (CipherKeys keys = CipherKeys.derive(key, LABEL)) {
      if (!MessageDigest.isEqual(keys.tag(TAG_LENGTH, header.bytes(), wrapped), tag)) {
        return Optional.empty();
      }
      return AesCbc.decrypt(keys, wrapped).filter(SlotKey::isSecret).map(RatchetPlaintext::of);
    }
  }

  private static boolean isSecret(byte[] unwrapped) {
    return unwrapped.length == Commitments.SECRET_LENGTH;
  }
}
