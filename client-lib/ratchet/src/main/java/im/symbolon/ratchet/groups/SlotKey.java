package im.symbolon.ratchet.groups;

import static java.nio.charset.StandardCharsets.US_ASCII;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.Slot;
import im.symbolon.protocol.groups.SlotHeader;
import im.symbolon.ratchet.doubleratchet.MessageKey;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Hkdf;
import java.util.Arrays;

/**
 * The wrapping of one payload's key and tag under a chain's message key: a pad for this header
 * alone. Nothing here tells a wrong slot from a right one: signature and commitment do.
 */
final class SlotKey {
  private static final byte[] LABEL = "Symbolon Slot".getBytes(US_ASCII);

  private SlotKey() {}

  static Slot wrap(MessageKey key, SlotHeader header, RatchetPlaintext secret) {
    byte[] pad = pad(key, header);
    try {
      return Slot.parse(mixed(pad, secret.expose()));
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    } finally {
      Arrays.fill(pad, (byte) 0);
    }
  }

  static RatchetPlaintext unwrap(MessageKey key, SlotHeader header, Slot slot) {
    byte[] pad = pad(key, header);
    try {
      return RatchetPlaintext.of(mixed(pad, slot.encode()));
    } finally {
      Arrays.fill(pad, (byte) 0);
    }
  }

  private static byte[] pad(MessageKey key, SlotHeader header) {
    return Hkdf.derive(header.hash(), key.expose(), LABEL, Slot.LENGTH);
  }

  private static byte[] mixed(byte[] pad, byte[] with) {
    byte[] out = new byte[Slot.LENGTH];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) (pad[i] ^ with[i]);
    }
    return out;
  }
}
