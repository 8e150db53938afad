package im.symbolon.messenger.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A name made of parts, each text or bytes. Encoded as: per part four bytes length, big endian,
 * then the bytes; so different lists of parts never look alike.
 */
final class Parts {
  /** Longest encoded name in bytes: a full JID with a message id fits twice over. */
  static final int MAX_BYTES = 8 * 1024;

  private final byte[] encoded;

  private Parts(byte[] encoded) {
    this.encoded = encoded;
  }

  static Parts of(Object... parts) {
    List<byte[]> all = new ArrayList<>();
    int length = 0;
    for (Object part : parts) {
      byte[] bytes = bytesOf(part);
      all.add(bytes);
      length = Math.addExact(length, Math.addExact(4, bytes.length));
    }
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException("a row's name is longer than " + MAX_BYTES + " bytes");
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    for (byte[] bytes : all) {
      out.putInt(bytes.length).put(bytes);
    }
    return new Parts(out.array());
  }

  /** Takes back what {@link #encoded} gave out; the caller has checked its authenticity. */
  static Parts decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    while (in.hasRemaining()) {
      int length = in.remaining() < 4 ? -1 : in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new IllegalArgumentException("not an encoded name");
      }
      in.get(new byte[length]);
    }
    return new Parts(encoded.clone());
  }

  Parts and(Object part) {
    byte[] more = of(part).encoded;
    if (encoded.length + more.length > MAX_BYTES) {
      throw new IllegalArgumentException("a row's name is longer than " + MAX_BYTES + " bytes");
    }
    byte[] all = Arrays.copyOf(encoded, encoded.length + more.length);
    System.arraycopy(more, 0, all, encoded.length, more.length);
    return new Parts(all);
  }

  byte[] encoded() {
    return encoded.clone();
  }

  boolean isEmpty() {
    return encoded.length == 0;
  }

  int count() {
    int count = 0;
    for (int at = 0; at < encoded.length; at += 4 + lengthAt(at)) {
      count++;
    }
    return count;
  }

  byte[] bytes(int index) {
    int at = 0;
    for (int i = 0; i < index && at < encoded.length; i++) {
      at += 4 + lengthAt(at);
    }
    if (index < 0 || at >= encoded.length) {
      throw new IndexOutOfBoundsException("no part " + index);
    }
    return Arrays.copyOfRange(encoded, at + 4, at + 4 + lengthAt(at));
  }

  String text(int index) {
    return new String(bytes(index), StandardCharsets.UTF_8);
  }

  private int lengthAt(int at) {
    return ByteBuffer.wrap(encoded).getInt(at);
  }

  private static byte[] bytesOf(Object part) {
    return part instanceof byte[] bytes ? bytes.clone() : Utf8.encode((String) part);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parts that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }

  @Override
  public String toString() {
    return "Parts";
  }
}
