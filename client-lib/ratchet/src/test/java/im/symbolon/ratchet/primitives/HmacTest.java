package im.symbolon.ratchet.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** RFC 2104, beside the platform's own HMAC. */
class HmacTest {
  @Property
  void tagsAreThoseOfThePlatform(
      @ForAll @Size(min = 1, max = 200) byte[] key, @ForAll @Size(max = 300) byte[] data)
      throws Exception {
    assertThat(Hmac.tag(key, data)).isEqualTo(platform(key, data));
    assertThat(Hmac.tag(key, data, data)).isEqualTo(platform(key, data, data));
  }

  @Property
  void tagsUnderOneKeyDoNotMix(
      @ForAll @Size(min = 1, max = 64) byte[] key, @ForAll byte first, @ForAll byte second)
      throws Exception {
    byte[][] tags = Hmac.tags(key, first, second);
    assertThat(tags[0]).isEqualTo(platform(key, new byte[] {first}));
    assertThat(tags[1]).isEqualTo(platform(key, new byte[] {second}));
  }

  @Property
  void aKeyInsideAnArrayIsThatPartAlone(
      @ForAll @Size(min = 40, max = 90) byte[] around, @ForAll @Size(max = 100) byte[] data)
      throws Exception {
    Hmac hmac = Hmac.keyed(around, 3, 32);
    hmac.update(data);
    byte[] key = Arrays.copyOfRange(around, 3, 35);
    assertThat(hmac.finish()).isEqualTo(platform(key, data));
  }

  /** What is begun and never finished, as when something throws, does not reach the next tag. */
  @Property
  void anAbandonedTagIsForgotten(@ForAll @Size(min = 1, max = 64) byte[] key) throws Exception {
    Hmac.keyed(new byte[] {1}).update((byte) 2);
    assertThat(Hmac.tag(key, key)).isEqualTo(platform(key, key));
  }

  @Property
  void nothingOfAKeyIsLeftInWhatIsReused(
      @ForAll @Size(min = 1, max = 64) byte[] key, @ForAll @Size(min = 1, max = 64) byte[] other) {
    assertThat(left(key)).isEqualTo(left(other));
  }

  @Property
  void theZeroKeyStaysWhatItIs(@ForAll @Size(max = 300) byte[] data) throws Exception {
    Hmac hmac = Hmac.zeroKeyed();
    hmac.update(data);
    assertThat(hmac.finish()).isEqualTo(platform(new byte[32], data));
  }

  private static byte[] left(byte[] key) {
    Hmac hmac = Hmac.keyed(key);
    hmac.update(key);
    hmac.finish();
    return hmac.finish();
  }

  private static byte[] platform(byte[] key, byte[]... parts) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }
}
