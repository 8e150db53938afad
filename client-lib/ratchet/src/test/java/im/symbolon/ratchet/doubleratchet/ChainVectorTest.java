package im.symbolon.ratchet.doubleratchet;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.primitives.Hkdf;
import im.symbolon.ratchet.vectors.Vector;
import im.symbolon.ratchet.vectors.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** KDF_CK and KDF_RK against the reference implementation (XEP-0384 §4.3). */
class ChainVectorTest {
  static Stream<Vector> chains() {
    return Vectors.in("kdf.txt", "kdf", "chain");
  }

  @ParameterizedTest
  @MethodSource("chains")
  void chainKeysStepAsTheReferenceDoes(Vector vector) {
    ChainKey.Step step = new ChainKey(vector.bytes("key")).step();
    assertThat(step.message().expose()).isEqualTo(vector.bytes("message-key"));
    assertThat(step.next().expose()).isEqualTo(vector.bytes("next"));
  }

  @ParameterizedTest
  @EnumSource
  void rootKeysStepAsTheReferenceDoes(OmemoVersion version) {
    String file = version == OmemoVersion.LEGACY ? "legacy-kdf.txt" : "kdf.txt";
    Vectors.in(file, "kdf", "root").forEach(vector -> assertSteps(version, vector));
  }

  private static void assertSteps(OmemoVersion version, Vector vector) {
    byte[] info = Dialect.of(version).rootLabel().getBytes(StandardCharsets.US_ASCII);
    byte[] both = Hkdf.derive(vector.bytes("key"), vector.bytes("input"), info, 64);
    assertThat(Arrays.copyOf(both, 32)).isEqualTo(vector.bytes("next"));
    assertThat(Arrays.copyOfRange(both, 32, 64)).isEqualTo(vector.bytes("chain-key"));
  }
}
