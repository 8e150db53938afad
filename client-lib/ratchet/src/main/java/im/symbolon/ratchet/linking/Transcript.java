package im.symbolon.ratchet.linking;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.keys.CurveKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A label, then each field, all as length (4 bytes, big-endian) and bytes. */
final class Transcript {
  private byte[] out = new byte[0];

  static Transcript labelled(String label) {
    return new Transcript().field(label.getBytes(UTF_8));
  }

  Transcript party(LinkParty party) {
    return field(party.device().account().toString().getBytes(UTF_8))
        .field(ByteBuffer.allocate(Integer.BYTES).putInt(party.device().device().value()).array())
        .field(party.identity().hex().getBytes(UTF_8));
  }

  Transcript key(CurveKey key) {
    return field(key.encode());
  }

  private Transcript field(byte[] field) {
    byte[] all = Arrays.copyOf(out, out.length + Integer.BYTES + field.length);
    ByteBuffer.wrap(all, out.length, Integer.BYTES + field.length).putInt(field.length).put(field);
    out = all;
    return this;
  }

  byte[] bytes() {
    return out.clone();
  }
}
