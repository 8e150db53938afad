package im.symbolon.messenger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassphraseTest {
  private static byte[] key(String typed, int memory, int iterations, int lanes) throws Exception {
    ByteBuffer header = ByteBuffer.allocate(37);
    header.put("argon2id".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    header.putInt(memory).putInt(iterations).putInt(lanes);
    for (int i = 0; i < 16; i++) {
      header.put((byte) i);
    }
    try (Passphrase passphrase = Passphrase.of(typed.toCharArray());
        StoreKey key = passphrase.key(KeyHeader.of(header.array()))) {
      return key.bytes().clone();
    }
  }

  /** Made with the reference implementation, libargon2 20171227; the salt is 00 to 0f. */
  @ParameterizedTest
  @CsvSource({
    "64,3,1,79e41c36ad2b7249b10ee68985d9e88d0548ed313308d63e55fb9ee299c08c96",
    "256,2,4,219817bbdcafe1c5de5f7ed0e5b88cf8320276badb820c6577a9c01d832145e7"
  })
  void isArgon2id(int memory, int iterations, int lanes, String expected) throws Exception {
    assertThat(Hex.toHexString(key("pässword", memory, iterations, lanes))).isEqualTo(expected);
  }

  @Test
  void isTheSameHoweverAnAccentIsTyped() throws Exception {
    assertThat(key("pa\u0308ssword", 64, 1, 1)).isEqualTo(key("p\u00e4ssword", 64, 1, 1));
  }

  @Test
  void newHeadersHaveTheirCostAndAFreshSalt() {
    Random random = new Random(5);
    try (Passphrase passphrase = Passphrase.of("typed".toCharArray())) {
      byte[] one = passphrase.newHeader(random::nextBytes).bytes();
      byte[] two = passphrase.newHeader(random::nextBytes).bytes();
      assertThat(ByteBuffer.wrap(one, 9, 12).getInt()).isEqualTo(64 * 1024);
      assertThat(one).isNotEqualTo(two);
    }
  }

  @Test
  void refusesNothingAndWhatIsNoUnicode() {
    assertThatThrownBy(() -> Passphrase.of(new char[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Passphrase.of("\uD83D".toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("\uD83D");
  }

  @ParameterizedTest
  @CsvSource({"7,1,1", "8,0,1", "8,1,0", "8,1,2", "2000000,1,1", "8,65,1", "1024,1,17"})
  void refusesACostOutOfRange(int memory, int iterations, int lanes) {
    assertThatThrownBy(() -> new PassphraseCost(memory, iterations, lanes))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
