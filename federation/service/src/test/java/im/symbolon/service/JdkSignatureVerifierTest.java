package im.symbolon.service;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkSignatureVerifierTest {
  private final JdkSignatureVerifier verifier = new JdkSignatureVerifier();

  /** RFC 8032 §7.1, TEST 1 to 3: public key, message, signature. */
  @ParameterizedTest
  @CsvSource({
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
        + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e3970"
        + "1cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
        + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613"
        + "d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
        + " 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760"
        + "984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void acceptsTheSpecificationsVectors(String key, String message, String signature)
      throws Exception {
    assertThat(
            verifier.verifies(
                IdentityKey.parse(hex(key)), hex(message), Signature.parse(hex(signature))))
        .isTrue();
  }

  @Property(tries = 200)
  void refusesEveryChangedBit(@ForAll @IntRange(max = 64 * 8 - 1) int bit) throws Exception {
    TestDevice device = new TestDevice(new BareJid("bob", "beta.test"), 1);
    byte[] message = {1, 2, 3};
    byte[] signature = device.sign(message).encode();
    assertThat(verifier.verifies(device.identityKey(), message, Signature.parse(signature)))
        .isTrue();
    signature[bit / 8] ^= (byte) (1 << (bit % 8));
    assertThat(verifier.verifies(device.identityKey(), message, Signature.parse(signature)))
        .isFalse();
  }

  @Test
  void refusesKeysThatAreNoPoint() throws Exception {
    byte[] signature = new byte[Signature.LENGTH];
    int refused = 0;
    for (int first = 2; first < 40; first++) {
      byte[] key = new byte[IdentityKey.LENGTH];
      Arrays.fill(key, (byte) first);
      key[31] &= 0x3f;
      if (!verifier.verifies(IdentityKey.parse(key), new byte[0], Signature.parse(signature))) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(38);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
