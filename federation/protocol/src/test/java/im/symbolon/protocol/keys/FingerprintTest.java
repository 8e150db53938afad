package im.symbolon.protocol.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.Vectors;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of an identity key, and what people see of it. */
class FingerprintTest {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final String HEX = "0123456789abcdef".repeat(4);

  @Test
  void isTheCurve25519FormOfKeysOfBothSigns() throws Exception {
    int negatives = 0;
    List<Map<String, String>> vectors = Vectors.read("fingerprints.txt", Map.of());
    for (Map<String, String> each : vectors) {
      IdentityKey identity = IdentityKey.parse(bytes(each.get("ed25519")));
      CurveKey curve = CurveKey.parse(bytes(each.get("x25519")));
      assertThat(Fingerprint.of(identity)).hasToString(each.get("x25519"));
      assertThat(identity.toMontgomery()).isEqualTo(curve);
      assertThat(IdentityKey.ofMontgomery(curve, identity.isNegative())).isEqualTo(identity);
      negatives += identity.isNegative() ? 1 : 0;
    }
    assertThat(negatives).isBetween(1, vectors.size() - 1);
  }

  /** The base point is u = 9 in one form and y = 4/5 in the other (RFC 7748 §4.1). */
  @Test
  void theBasePointsOfBothFormsAreOne() throws Exception {
    byte[] nine = new byte[32];
    nine[0] = 9;
    byte[] fourFifths = bytes("58" + "66".repeat(31));
    assertThat(IdentityKey.ofMontgomery(CurveKey.parse(nine), false).encode())
        .isEqualTo(fourFifths);
    assertThat(Fingerprint.of(IdentityKey.parse(fourFifths))).hasToString("09" + "00".repeat(31));
  }

  /** What one device shows in both versions is one fingerprint, whether its sign is told or not. */
  @Test
  void theSignChangesNothing() throws Exception {
    byte[] negative = bytes("58" + "66".repeat(30) + "e6");
    IdentityKey one = IdentityKey.parse(negative);
    IdentityKey other = IdentityKey.ofMontgomery(one.toMontgomery(), false);
    assertThat(one.isNegative()).isTrue();
    assertThat(one).isNotEqualTo(other);
    assertThat(one.isSameKeyAs(other)).isTrue();
    assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(other));
  }

  @Test
  void refusesCurveKeysThatAreNoIdentity() throws Exception {
    for (BigInteger u :
        List.of(
            P.add(BigInteger.valueOf(9)),
            BigInteger.ONE.shiftLeft(255).add(BigInteger.valueOf(9)),
            P.add(BigInteger.valueOf(18)))) {
      CurveKey key = CurveKey.parse(littleEndian(u));
      assertThatThrownBy(() -> IdentityKey.ofMontgomery(key, false))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WEAK_KEY));
    }
  }

  @Test
  void isReadableInEightGroupsOfEight() throws Exception {
    Fingerprint fingerprint = new Fingerprint(HEX);
    assertThat(fingerprint.grouped())
        .isEqualTo("01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef");
    assertThat(Fingerprint.parse(fingerprint.grouped())).isEqualTo(fingerprint);
    assertThat(Fingerprint.parse("\n " + fingerprint.grouped().toUpperCase(Locale.ROOT) + "\t"))
        .isEqualTo(fingerprint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "g", "05", "\u0660", "\uFF10", "0x", ":"})
  void refusesWhatIsNone(String ending) {
    String text = HEX.substring(1) + ending;
    assertThatThrownBy(() -> Fingerprint.parse(text))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprint(text));
  }

  @Test
  void capitalsAreNotItsForm() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fingerprint(HEX.toUpperCase(Locale.ROOT)));
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] out = new byte[32];
    for (int i = 0; i < out.length; i++) {
      out[i] = number.shiftRight(8 * i).byteValue();
    }
    return out;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
