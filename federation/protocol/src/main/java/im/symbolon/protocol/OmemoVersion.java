package im.symbolon.protocol;

import im.symbolon.protocol.keys.CurveKey;
import java.util.Arrays;

/**
 * The versions of OMEMO that are in use, the older one first: of two that both sides know, the
 * later one is better.
 */
public enum OmemoVersion {
  /** XEP-0384 0.3, which most clients speak. Keys on the wire have 33 bytes, the first is 5. */
  LEGACY(1, Namespaces.OMEMO_LEGACY) {
    @Override
    public byte[] keyBytes(CurveKey key) {
      byte[] out = new byte[1 + CurveKey.LENGTH];
      out[0] = CURVE25519;
      System.arraycopy(key.encode(), 0, out, 1, CurveKey.LENGTH);
      return out;
    }

    @Override
    public CurveKey parseKey(byte[] in) throws ProtocolException {
      if (in.length != 1 + CurveKey.LENGTH || in[0] != CURVE25519) {
        throw new ProtocolException(
            ProtocolException.Reason.MALFORMED, "public key is not a 5 and 32 bytes");
      }
      return CurveKey.parse(Arrays.copyOfRange(in, 1, in.length));
    }
  },

  /** XEP-0384 0.8 to 0.9.1. Keys on the wire are as they are, 32 bytes. */
  OMEMO_2(2, Namespaces.OMEMO_2) {
    @Override
    public byte[] keyBytes(CurveKey key) {
      return key.encode();
    }

    @Override
    public CurveKey parseKey(byte[] in) throws ProtocolException {
      return CurveKey.parse(in);
    }
  };

  private static final byte CURVE25519 = 5;

  private final int number;
  private final String namespace;

  OmemoVersion(int number, String namespace) {
    this.number = number;
    this.namespace = namespace;
  }

  /** As it is stored; never changes. */
  public int number() {
    return number;
  }

  /** Of the elements {@code <encrypted/>} and {@code <bundle/>}. */
  public String namespace() {
    return namespace;
  }

  /** A public key as this version writes, authenticates and signs it. */
  public abstract byte[] keyBytes(CurveKey key);

  /**
   * Reads what {@link #keyBytes} writes.
   *
   * @throws ProtocolException MALFORMED for another length or first byte, WEAK_KEY for a point that
   *     must not be used
   */
  public abstract CurveKey parseKey(byte[] in) throws ProtocolException;

  /**
   * The version with that number.
   *
   * @throws ProtocolException UNKNOWN_VERSION
   */
  public static OmemoVersion of(int number) throws ProtocolException {
    for (OmemoVersion each : values()) {
      if (each.number == number) {
        return each;
      }
    }
    throw new ProtocolException(
        ProtocolException.Reason.UNKNOWN_VERSION, "unknown version of OMEMO");
  }
}
