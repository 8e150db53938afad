package im.symbolon.protocol.keys;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleTest {
  @Test
  void holdsEveryIdOnce() throws ProtocolException {
    PreKey one = new PreKey(new PreKeyId(1), key(9));
    PreKey other = new PreKey(new PreKeyId(1), key(10));
    refused(List.of(one, other));
  }

  @Test
  void isBounded() throws ProtocolException {
    List<PreKey> many = new ArrayList<>();
    for (int i = 1; i <= Bundle.MAX_PRE_KEYS + 1; i++) {
      many.add(new PreKey(new PreKeyId(i), key(9)));
    }
    refused(many);
  }

  private static void refused(List<PreKey> preKeys) throws ProtocolException {
    byte[] identity = key(0x58).encode();
    IdentityKey signer = IdentityKey.parse(identity);
    SignedPreKey signed =
        new SignedPreKey(new SignedPreKeyId(1), key(9), Signature.parse(new byte[64]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Bundle(OmemoVersion.OMEMO_2, signer, signed, preKeys));
  }

  private static CurveKey key(int first) throws ProtocolException {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    bytes[17] = 1;
    return CurveKey.parse(bytes);
  }
}
