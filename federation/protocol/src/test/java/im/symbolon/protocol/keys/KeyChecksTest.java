package im.symbolon.protocol.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No provider ever sees a key on which providers differ (RFC 7748 §6.1, RFC 8032 §5.1.3). */
class KeyChecksTest {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  /** y of the eight points whose order divides 8, worked out here from the curve's equation. */
  static Stream<BigInteger> smallOrderY() {
    BigInteger root = D.add(BigInteger.ONE).modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (!root.multiply(root).mod(P).equals(D.add(BigInteger.ONE).mod(P))) {
      root =
          root.multiply(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P)).mod(P);
    }
    List<BigInteger> found =
        new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE)));
    // d·y⁴ + 2y² − 1 = 0: the points of order eight.
    for (BigInteger sign : List.of(root, P.subtract(root))) {
      BigInteger squared = sign.subtract(BigInteger.ONE).multiply(D.modInverse(P)).mod(P);
      BigInteger y = squared.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
      for (BigInteger each : List.of(y, i().multiply(y).mod(P))) {
        if (each.multiply(each).mod(P).equals(squared)) {
          found.add(each);
          found.add(P.subtract(each));
        }
      }
    }
    assertThat(found.stream().distinct()).hasSize(5);
    return found.stream().distinct();
  }

  @ParameterizedTest
  @MethodSource("smallOrderY")
  void refusesEveryIdentityOfSmallOrderUnderBothSigns(BigInteger y) {
    weakIdentity(bytes(y));
    byte[] signed = bytes(y);
    signed[31] |= (byte) 0x80;
    weakIdentity(signed);
  }

  @ParameterizedTest
  @MethodSource("smallOrderY")
  void refusesEveryCurveKeyOfSmallOrderInEveryWriting(BigInteger y) {
    BigInteger u =
        y.equals(BigInteger.ONE)
            ? BigInteger.ZERO
            : BigInteger.ONE
                .add(y)
                .multiply(BigInteger.ONE.subtract(y).mod(P).modInverse(P))
                .mod(P);
    weakCurveKey(bytes(u));
    byte[] topBit = bytes(u);
    topBit[31] |= (byte) 0x80;
    weakCurveKey(topBit);
    if (u.add(P).bitLength() <= 255) {
      weakCurveKey(bytes(u.add(P)));
    }
  }

  @Test
  void refusesTheLowOrderPointOfTheTwist() {
    weakCurveKey(bytes(P.subtract(BigInteger.ONE)));
    weakCurveKey(bytes(BigInteger.ONE));
    weakCurveKey(bytes(P));
    weakCurveKey(bytes(P.add(BigInteger.ONE)));
  }

  @Test
  void refusesIdentitiesThatAreNotCanonical() {
    for (int above = 0; above < 19; above++) {
      weakIdentity(bytes(P.add(BigInteger.valueOf(above))));
    }
  }

  @Test
  void readsCurveKeysAboveThePrimeAsRfc7748Asks() throws Exception {
    byte[] nine = bytes(BigInteger.valueOf(9));
    byte[] ninePlusP = bytes(P.add(BigInteger.valueOf(9)));
    assertThat(CurveKey.parse(ninePlusP).encode()).isEqualTo(ninePlusP);
    assertThat(CurveKey.parse(nine)).isNotEqualTo(CurveKey.parse(ninePlusP));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 64})
  void refusesAnotherLength(int length) {
    for (Parser parser : new Parser[] {IdentityKey::parse, CurveKey::parse}) {
      assertThatThrownBy(() -> parser.parse(new byte[length]))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }
  }

  @Test
  void keysKeepTheirBytesAndTheirSignBit() throws Exception {
    byte[] base = HexFormat.of().parseHex("58" + "66".repeat(31));
    byte[] negative = base.clone();
    negative[31] |= (byte) 0x80;
    IdentityKey key = IdentityKey.parse(negative);
    assertThat(key.encode()).isEqualTo(negative);
    assertThat(key).isNotEqualTo(IdentityKey.parse(base)).isEqualTo(IdentityKey.parse(negative));
    assertThat(IdentityKey.parse(key.toBase64())).isEqualTo(key).hasSameHashCodeAs(key);
    negative[0] = 0;
    key.encode()[1] = 0;
    assertThat(key.encode()[0]).isEqualTo((byte) 0x58);
    assertThat(key.encode()[1]).isEqualTo((byte) 0x66);
  }

  @Test
  void acceptsEveryKeyThatThePlatformMakes() throws Exception {
    KeyPairGenerator ed = KeyPairGenerator.getInstance("Ed25519");
    KeyPairGenerator x = KeyPairGenerator.getInstance("X25519");
    SecureRandom random = new SecureRandom();
    ed.initialize(NamedParameterSpec.ED25519, random);
    for (int i = 0; i < 50; i++) {
      EdECPublicKey identity = (EdECPublicKey) ed.generateKeyPair().getPublic();
      byte[] encoded = bytes(identity.getPoint().getY());
      encoded[31] |= (byte) (identity.getPoint().isXOdd() ? 0x80 : 0);
      assertThat(IdentityKey.parse(encoded).encode()).isEqualTo(encoded);
      XECPublicKey curve = (XECPublicKey) x.generateKeyPair().getPublic();
      assertThat(CurveKey.parse(bytes(curve.getU())).encode()).isEqualTo(bytes(curve.getU()));
    }
  }

  /** What the platform's X25519 refuses at agreement (an all-zero secret) we refuse at the edge. */
  @Test
  void agreesWithThePlatformOnWhichCurveKeysAreWeak() throws Exception {
    List<BigInteger> candidates = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      candidates.add(BigInteger.valueOf(i));
      candidates.add(P.add(BigInteger.valueOf(i)));
      candidates.add(P.subtract(BigInteger.valueOf(i + 1L)));
    }
    smallOrderY()
        .filter(y -> !y.equals(BigInteger.ONE))
        .map(
            y ->
                BigInteger.ONE
                    .add(y)
                    .multiply(BigInteger.ONE.subtract(y).mod(P).modInverse(P))
                    .mod(P))
        .forEach(candidates::add);
    Random fixed = new Random(25519);
    for (int i = 0; i < 20; i++) {
      candidates.add(new BigInteger(255, fixed));
    }
    for (BigInteger u : candidates) {
      assertThat(accepts(u)).as("u = %s", u.toString(16)).isEqualTo(platformAgrees(u));
    }
  }

  @Test
  void signaturesAreSixtyFourBytes() throws Exception {
    byte[] bytes = new byte[64];
    bytes[63] = 1;
    Signature signature = Signature.parse(bytes);
    bytes[63] = 2;
    assertThat(signature.encode()[63]).isEqualTo((byte) 1);
    assertThat(Signature.parse(signature.toBase64())).isEqualTo(signature);
    for (int length : new int[] {0, 63, 65}) {
      String base64 = Base64.getEncoder().encodeToString(new byte[length]);
      assertThatThrownBy(() -> Signature.parse(base64)).isInstanceOf(ProtocolException.class);
    }
  }

  private static boolean accepts(BigInteger u) {
    try {
      return CurveKey.parse(bytes(u)) != null;
    } catch (ProtocolException e) {
      return false;
    }
  }

  private static boolean platformAgrees(BigInteger u) throws GeneralSecurityException {
    KeyPair ours = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    PublicKey theirs =
        KeyFactory.getInstance("X25519")
            .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(ours.getPrivate());
    try {
      agreement.doPhase(theirs, true);
      return agreement.generateSecret().length == 32;
    } catch (GeneralSecurityException | IllegalStateException e) {
      return false;
    }
  }

  private static void weakIdentity(byte[] key) {
    assertThatThrownBy(() -> IdentityKey.parse(key))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WEAK_KEY));
  }

  private static void weakCurveKey(byte[] key) {
    assertThatThrownBy(() -> CurveKey.parse(key))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WEAK_KEY));
  }

  private static BigInteger i() {
    return BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
  }

  private static byte[] bytes(BigInteger number) {
    byte[] out = new byte[32];
    BigInteger rest = number;
    for (int i = 0; i < 32; i++) {
      out[i] = rest.byteValue();
      rest = rest.shiftRight(8);
    }
    return out;
  }

  private interface Parser {
    Object parse(byte[] bytes) throws ProtocolException;
  }
}
