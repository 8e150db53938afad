package im.symbolon.peers.matrix;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a sender's ratchet was when it sealed a key, read from the bytes on the wire by the field
 * numbers of both versions, and not by the library that is being tested.
 *
 * @param ratchetKey the sender's ratchet key, in hexadecimal
 * @param counter how many messages it sealed with it before
 */
record RatchetStep(String ratchetKey, long counter) {
  private static final Pattern KEY = Pattern.compile("<(?:\\w+:)?key\\b([^>]*)>([^<]*)</");
  private static final int LEGACY = 0x33;
  private static final int LEGACY_TAG_BYTES = 8;

  /** The steps in a stanza that were sealed for a device; none when it holds nothing for it. */
  static List<RatchetStep> in(String xml, long device) {
    List<RatchetStep> steps = new ArrayList<>();
    Matcher keys = KEY.matcher(xml);
    while (keys.find()) {
      String attributes = keys.group(1).replace('"', '\'');
      if (attributes.contains(" rid='" + device + "'")) {
        byte[] sealed = Base64.getMimeDecoder().decode(keys.group(2));
        boolean begins = attributes.matches(".*\\b(kex|prekey)='(true|1)'.*");
        steps.add(read(ByteBuffer.wrap(sealed), begins));
      }
    }
    return steps;
  }

  private static RatchetStep read(ByteBuffer sealed, boolean begins) {
    return sealed.get(0) == LEGACY ? legacy(sealed, begins) : omemo2(sealed, begins);
  }

  /** WhisperMessage, inside of PreKeyWhisperMessage when it begins a session. */
  private static RatchetStep legacy(ByteBuffer sealed, boolean begins) {
    if (begins) {
      ByteBuffer inner = (ByteBuffer) fields(sealed.slice(1, sealed.limit() - 1)).get(4);
      return legacy(inner, false);
    }
    Map<Integer, Object> fields = fields(sealed.slice(1, sealed.limit() - 1 - LEGACY_TAG_BYTES));
    return step(fields.get(1), fields.get(2));
  }

  /** OMEMOMessage in OMEMOAuthenticatedMessage, in OMEMOKeyExchange when it begins a session. */
  private static RatchetStep omemo2(ByteBuffer sealed, boolean begins) {
    ByteBuffer authenticated = begins ? (ByteBuffer) fields(sealed).get(5) : sealed;
    Map<Integer, Object> fields = fields((ByteBuffer) fields(authenticated).get(2));
    return step(fields.get(3), fields.get(1));
  }

  private static RatchetStep step(Object key, Object counter) {
    byte[] bytes = new byte[((ByteBuffer) key).remaining()];
    ((ByteBuffer) key).duplicate().get(bytes);
    return new RatchetStep(
        HexFormat.of().formatHex(bytes), counter instanceof Long number ? number : 0);
  }

  /** The fields of a protobuf message: numbers, and bytes. */
  private static Map<Integer, Object> fields(ByteBuffer message) {
    Map<Integer, Object> fields = new TreeMap<>();
    ByteBuffer in = message.duplicate();
    while (in.hasRemaining()) {
      long tag = varint(in);
      long value = varint(in);
      if ((tag & 7) == 2) {
        fields.put((int) (tag >> 3), in.slice(in.position(), (int) value));
        in.position(in.position() + (int) value);
      } else {
        fields.put((int) (tag >> 3), value);
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
