package im.symbolon.ratchet.primitives;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Verifies signatures of one Ed25519 key: S·B − h·A is R, byte for byte (RFC 8032 §5.1.7, without
 * the cofactor), of whatever order A is. With a table of the key's multiples or without, it is the
 * same point, so one and the same signatures are taken. All of it is public.
 */
final class TableVerifier {
  private static final int HALF = 32;
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final PointTable BASE = base();
  private static final ThreadLocal<MessageDigest> DIGESTS =
      ThreadLocal.withInitial(TableVerifier::sha512);

  private final byte[] key;
  private final CurvePoint point;
  private final Optional<PointTable> table;

  private TableVerifier(byte[] key, CurvePoint point, Optional<PointTable> table) {
    this.key = key;
    this.point = point;
    this.table = table;
  }

  /** For that key, without a table of its multiples; nothing when it is no point. */
  static Optional<TableVerifier> of(byte[] key) {
    return CurvePoint.decode(key)
        .map(each -> new TableVerifier(key.clone(), each, Optional.empty()));
  }

  /** The same with one. */
  TableVerifier tabled() {
    return new TableVerifier(key, point, Optional.of(new PointTable(point)));
  }

  /** RFC 8032 §5.1: its y is 4/5, and its x is even. */
  private static PointTable base() {
    byte[] encoded = new byte[CurvePoint.LENGTH];
    Arrays.fill(encoded, (byte) 0x66);
    encoded[0] = 0x58;
    return new PointTable(CurvePoint.decode(encoded).get());
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-512", e);
    }
  }

  boolean verifies(byte[] message, byte[] signature) {
    byte[] r = Arrays.copyOf(signature, HALF);
    byte[] s = Arrays.copyOfRange(signature, HALF, 2 * HALF);
    if (number(s).compareTo(ORDER) >= 0) {
      return false;
    }
    MessageDigest digest = DIGESTS.get();
    digest.update(r);
    digest.update(key);
    byte[] h = bytes(number(digest.digest(message)).mod(ORDER));
    CurvePoint sum = CurvePoint.neutral();
    BASE.addTo(sum, s, false);
    if (table.isPresent()) {
      table.get().addTo(sum, h, true);
    } else {
      sum = sum.plus(point.negated().times(h));
    }
    return Arrays.equals(sum.encode(), r);
  }

  private static BigInteger number(byte[] littleEndian) {
    return new BigInteger(1, reversed(littleEndian));
  }

  private static byte[] bytes(BigInteger number) {
    byte[] shortest = reversed(number.toByteArray());
    return Arrays.copyOf(shortest, HALF);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }
}
