package im.symbolon.ratchet.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Tables judge as BouncyCastle does, of what is signed and of what is not. */
class TableVerifierTest {
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final Random random = new Random(5);

  private byte[] bytes(int length) {
    byte[] out = new byte[length];
    random.nextBytes(out);
    return out;
  }

  private static boolean byBouncyCastle(byte[] key, byte[] message, byte[] signature) {
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature, 0, key, 0, message, 0, message.length);
  }

  @Test
  void signaturesOfAllKindsOfKeysAreTaken() {
    for (int i = 0; i < 40; i++) {
      byte[] seed = bytes(32);
      byte[] key = Ed25519.publicKey(seed).encode();
      TableVerifier verifier = TableVerifier.of(key).orElseThrow().tabled();
      for (int length = 0; length < 25; length++) {
        byte[] message = bytes(length * 7);
        byte[] signature = Ed25519.sign(seed, message).encode();
        assertThat(verifier.verifies(message, signature)).isTrue();
      }
    }
  }

  /** Any bit of any part. */
  @Test
  void nothingThatWasChangedIsTaken() {
    byte[] seed = bytes(32);
    byte[] message = bytes(40);
    byte[] signature = Ed25519.sign(seed, message).encode();
    byte[] key = Ed25519.publicKey(seed).encode();
    TableVerifier verifier = TableVerifier.of(key).orElseThrow().tabled();
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] wrong = flipped(signature, bit);
      assertThat(verifier.verifies(message, wrong)).as("bit " + bit).isFalse();
    }
    for (int bit = 0; bit < 8 * message.length; bit++) {
      assertThat(verifier.verifies(flipped(message, bit), signature)).isFalse();
    }
    for (int bit = 0; bit < 8 * key.length; bit++) {
      Optional<TableVerifier> other = TableVerifier.of(flipped(key, bit));
      assertThat(other.isPresent() && other.get().verifies(message, signature)).isFalse();
    }
  }

  /** Signatures with numbers at all edges: what one takes, the other takes. */
  @Property(tries = 400)
  void judgesAsBouncyCastleDoes(@ForAll long from, @ForAll @IntRange(max = 6) int kind) {
    Random values = new Random(from);
    byte[] seed = new byte[32];
    values.nextBytes(seed);
    byte[] message = new byte[values.nextInt(300)];
    values.nextBytes(message);
    byte[] key = Ed25519.publicKey(seed).encode();
    byte[] signature = Ed25519.sign(seed, message).encode();
    BigInteger s = little(Arrays.copyOfRange(signature, 32, 64));
    switch (kind) {
      case 0 -> {}
      case 1 -> put(signature, s.add(ORDER)); // the same, not reduced
      case 2 -> put(signature, ORDER.subtract(s));
      case 3 -> put(signature, BigInteger.valueOf(values.nextInt(3)));
      case 4 -> put(signature, ORDER.subtract(BigInteger.valueOf(values.nextInt(3))));
      case 5 -> signature[31] ^= (byte) 0x80; // −R
      default -> Arrays.fill(signature, 0, 32, (byte) 0xff); // no point, or not in its one form
    }
    TableVerifier verifier = TableVerifier.of(key).orElseThrow();
    boolean taken = verifier.tabled().verifies(message, signature);
    assertThat(verifier.verifies(message, signature)).isEqualTo(taken);
    assertThat(taken).isEqualTo(byBouncyCastle(key, message, signature)).isEqualTo(kind == 0);
  }

  /** Half of all texts of 32 bytes are points, and both say the same of each. */
  @Test
  void pointsAreThoseThatBouncyCastleTakes() {
    int points = 0;
    for (int i = 0; i < 400; i++) {
      byte[] key = bytes(32);
      boolean valid = org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(key, 0);
      assertThat(CurvePoint.decode(key).isPresent()).isEqualTo(valid);
      CurvePoint.decode(key).ifPresent(each -> assertThat(each.encode()).isEqualTo(key));
      points += valid ? 1 : 0;
    }
    assertThat(points).isBetween(100, 300);
  }

  /** Numbers whose digits carry everywhere, or nowhere. */
  @Test
  void productsAreSums() {
    CurvePoint base = CurvePoint.decode(Ed25519.publicKey(bytes(32)).encode()).orElseThrow();
    PointTable table = new PointTable(base);
    CurvePoint sum = CurvePoint.neutral();
    for (int i = 1; i < 600; i++) {
      sum = sum.plus(base);
      CurvePoint product = CurvePoint.neutral();
      table.addTo(product, number(BigInteger.valueOf(i)), false);
      assertThat(product.encode()).as("" + i).isEqualTo(sum.encode());
    }
    for (BigInteger each :
        new BigInteger[] {
          ORDER,
          ORDER.subtract(BigInteger.ONE),
          BigInteger.ONE.shiftLeft(252),
          BigInteger.ONE.shiftLeft(252).subtract(BigInteger.ONE),
          new BigInteger("8".repeat(63), 16),
          new BigInteger("9".repeat(63), 16)
        }) {
      CurvePoint there = CurvePoint.neutral();
      table.addTo(there, number(each), false);
      table.addTo(there, number(each.subtract(BigInteger.TWO)), true);
      assertThat(there.encode()).as(each.toString(16)).isEqualTo(base.plus(base).encode());
    }
  }

  /** Whatever became of a key before, tables or not. */
  @Test
  void aPreparedKeyJudgesTheSameFromItsFirstSignatureOn() {
    byte[] seed = bytes(32);
    IdentityKey key = Ed25519.publicKey(seed);
    for (int i = 0; i < 12; i++) {
      byte[] message = bytes(50);
      Signature signature = Ed25519.sign(seed, message);
      assertThat(PreparedKey.of(key).verifies(message, signature)).isTrue();
      assertThat(PreparedKey.of(key).verifies(bytes(50), signature)).isFalse();
    }
  }

  /** REVIEW 5: an R beside the base point's multiples holds for nobody, at the first use, too. */
  @Test
  void anRWithATorsionPartIsNeverTaken() throws Exception {
    for (int i = 0; i < 40; i++) {
      byte[] seed = bytes(32);
      IdentityKey key = Ed25519.publicKey(seed);
      byte[] message = bytes(50);
      Signature signature = signed(secret(seed), key.encode(), message, true);
      for (int use = 0; use < 8; use++) {
        assertThat(PreparedKey.of(key).verifies(message, signature)).isFalse();
      }
    }
  }

  /** REVIEW 5: of a key with a torsion part, too, every use says the same as every other. */
  @Test
  void aKeyWithATorsionPartJudgesTheSameAtEachUse() throws Exception {
    int taken = 0;
    for (int i = 0; i < 40; i++) {
      byte[] seed = bytes(32);
      CurvePoint honest = CurvePoint.decode(Ed25519.publicKey(seed).encode()).orElseThrow();
      IdentityKey key = IdentityKey.parse(honest.plus(ofOrderTwo()).encode());
      byte[] message = bytes(50);
      Signature signature = signed(secret(seed), key.encode(), message, false);
      boolean expected = isEven(signature, key.encode(), message);
      taken += expected ? 1 : 0;
      for (int use = 0; use < 8; use++) {
        assertThat(PreparedKey.of(key).verifies(message, signature)).isEqualTo(expected);
      }
    }
    assertThat(taken).isBetween(5, 35);
  }

  private static CurvePoint ofOrderTwo() {
    byte[] minusOne = new byte[32];
    Arrays.fill(minusOne, (byte) 0xff);
    minusOne[0] = (byte) 0xec;
    minusOne[31] = 0x7f;
    return CurvePoint.decode(minusOne).orElseThrow();
  }

  /** RFC 8032 §5.1.5, not reduced. */
  private static BigInteger secret(byte[] seed) throws Exception {
    byte[] hash = Arrays.copyOf(MessageDigest.getInstance("SHA-512").digest(seed), 32);
    hash[0] &= (byte) 0xf8;
    hash[31] = (byte) ((hash[31] & 0x7f) | 0x40);
    return little(hash);
  }

  /** As whoever holds the secret may sign against the rules. */
  private Signature signed(BigInteger secret, byte[] key, byte[] message, boolean torsion)
      throws Exception {
    byte[] base = new byte[32];
    Arrays.fill(base, (byte) 0x66);
    base[0] = 0x58;
    BigInteger r = little(bytes(32)).mod(ORDER);
    CurvePoint point = CurvePoint.decode(base).orElseThrow().times(number(r));
    byte[] signature =
        Arrays.copyOf((torsion ? point.plus(ofOrderTwo()) : point).encode(), Signature.LENGTH);
    BigInteger h = challenge(Signature.parse(signature), key, message);
    put(signature, r.add(h.multiply(secret)).mod(ORDER));
    return Signature.parse(signature);
  }

  private static boolean isEven(Signature signature, byte[] key, byte[] message) throws Exception {
    return !challenge(signature, key, message).testBit(0);
  }

  private static BigInteger challenge(Signature signature, byte[] key, byte[] message)
      throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    digest.update(signature.encode(), 0, 32);
    digest.update(key);
    return little(digest.digest(message)).mod(ORDER);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] out = bytes.clone();
    out[bit / 8] ^= (byte) (1 << bit % 8);
    return out;
  }

  private static BigInteger little(byte[] bytes) {
    byte[] big = new byte[bytes.length];
    for (int i = 0; i < big.length; i++) {
      big[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, big);
  }

  private static byte[] number(BigInteger number) {
    byte[] out = new byte[32];
    byte[] big = number.toByteArray();
    for (int i = 0; i < Math.min(32, big.length); i++) {
      out[i] = big[big.length - 1 - i];
    }
    return out;
  }

  private static void put(byte[] signature, BigInteger s) {
    System.arraycopy(number(s), 0, signature, 32, 32);
  }
}
