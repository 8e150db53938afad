package im.symbolon.protocol.prekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.PreKeyId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignedClaimKeyTest {
  private static final Instant EXPIRES = Instant.ofEpochSecond(1_790_000_000L);
  private static final DeviceAddress BOB =
      new DeviceAddress(new BareJid("bob", "beta.test"), new DeviceId(27183));

  private final JdkSigner device = new JdkSigner();
  private final PreKeyId id = Pool.CLAIM.first();
  private final CurveKey key = curveKey(9);

  @Test
  void signsEveryPartWithItsLength() {
    byte[] bytes = SignedClaimKey.signedBytes(BOB, id, key, Pool.CLAIM, EXPIRES);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String expected =
        "\0\0\0\44urn:symbolon:prekeys:0#signed-prekey"
            + "\0\0\0\15bob@beta.test"
            + "\0\0\0\4\0\0\152\57"
            + "\0\0\0\4\1\0\0\0"
            + "\0\0\0\40"
            + new String(key.encode(), StandardCharsets.ISO_8859_1)
            + "\0\0\0\5claim"
            + "\0\0\0\10\0\0\0\0\152\261\73\200";
    assertThat(text).isEqualTo(expected);
  }

  @Test
  void verifiesWhatTheDeviceSigned() throws Exception {
    SignedClaimKey signed = signed();
    assertThat(signed.verify(BOB, device.identity(), device)).isSameAs(signed);
  }

  @Test
  void refusesASignatureThatIsAboutAnythingElse() throws Exception {
    SignedClaimKey good = signed();
    DeviceAddress carol = new DeviceAddress(new BareJid("carol", "beta.test"), BOB.device());
    DeviceAddress other = new DeviceAddress(BOB.account(), new DeviceId(2));
    Instant later = EXPIRES.plusSeconds(1);
    PreKeyId nextId = new PreKeyId(id.value() + 1);
    refuses(good, carol);
    refuses(good, other);
    refuses(new SignedClaimKey(nextId, key, Pool.CLAIM, EXPIRES, good.signature()), BOB);
    refuses(new SignedClaimKey(id, curveKey(10), Pool.CLAIM, EXPIRES, good.signature()), BOB);
    refuses(new SignedClaimKey(id, key, Pool.CLAIM, later, good.signature()), BOB);
  }

  @Test
  void isExpiredFromItsLastSecondOn() throws Exception {
    assertThat(signed().isExpired(EXPIRES.minusSeconds(1))).isFalse();
    assertThat(signed().isExpired(EXPIRES)).isTrue();
  }

  @Test
  void everyIdIsOfExactlyOnePool() {
    for (int id : new int[] {1, (1 << 24) - 1, 1 << 24, (1 << 30) - 1, 1 << 30, 0x7fffffff}) {
      PreKeyId each = new PreKeyId(id);
      assertThat(Arrays.stream(Pool.values()).filter(p -> p.holds(each))).hasSize(1);
      assertThat(Pool.of(each).holds(each)).isTrue();
    }
  }

  @Test
  void theZeroOfOthersIsOfNoPool() {
    PreKeyId zero = new PreKeyId(0);
    assertThat(Arrays.stream(Pool.values()).filter(p -> p.holds(zero))).isEmpty();
    assertThatThrownBy(() -> Pool.of(zero)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNeverOfAPoolThatItsIdDoesNotName() throws Exception {
    var signature = signed().signature();
    assertThatThrownBy(() -> new SignedClaimKey(id, key, Pool.LAST_RESORT, EXPIRES, signature))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SignedClaimKey(new PreKeyId(5), key, Pool.PEP, EXPIRES, signature))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private SignedClaimKey signed() throws Exception {
    byte[] bytes = SignedClaimKey.signedBytes(BOB, id, key, Pool.CLAIM, EXPIRES);
    return new SignedClaimKey(id, key, Pool.CLAIM, EXPIRES, device.sign(bytes));
  }

  private void refuses(SignedClaimKey key, DeviceAddress owner) {
    assertThatThrownBy(() -> key.verify(owner, device.identity(), device))
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(ProtocolException.Reason.BAD_SIGNATURE);
  }

  private static CurveKey curveKey(int first) {
    byte[] bytes = new byte[CurveKey.LENGTH];
    bytes[0] = (byte) first;
    try {
      return CurveKey.parse(bytes);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
