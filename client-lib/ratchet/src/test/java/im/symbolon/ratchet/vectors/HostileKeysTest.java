package im.symbolon.ratchet.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.primitives.Curve25519;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that somebody chose to hurt: low order, not canonical, edge values. */
class HostileKeysTest {
  static Stream<Vector> curveKeys() {
    return Vectors.in("hostile-keys.txt", "kind", "x25519");
  }

  @ParameterizedTest
  @MethodSource("curveKeys")
  void curveKeysAreRefusedOrAgreeAsOthersDo(Vector vector) throws Exception {
    byte[] u = vector.bytes("u");
    if (vector.succeeds()) {
      assertThat(Curve25519.agree(vector.bytes("scalar"), CurveKey.parse(u)))
          .hasValueSatisfying(
              o -> assertThat(HexFormat.of().formatHex(o)).isEqualTo(vector.text("shared")));
    } else {
      assertThatThrownBy(() -> CurveKey.parse(u))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WEAK_KEY));
    }
  }

  /** The second line of defence: should such a key ever be let in, the agreement is refused. */
  @ParameterizedTest
  @MethodSource("curveKeys")
  void theProviderRefusesToAgreeOnZeros(Vector vector) {
    byte[] out = new byte[32];
    boolean usable =
        X25519.calculateAgreement(vector.bytes("scalar"), 0, vector.bytes("u"), 0, out, 0);
    assertThat(usable).isEqualTo(vector.succeeds());
  }

  static Stream<Vector> identities() {
    return Vectors.in("hostile-keys.txt", "kind", "ed25519");
  }

  @ParameterizedTest
  @MethodSource("identities")
  void weakIdentitiesAreRefused(Vector vector) {
    assertThatThrownBy(() -> IdentityKey.parse(vector.bytes("key")))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WEAK_KEY));
  }
}
