package im.symbolon.messenger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
  private static byte[] key() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 'k');
    return key;
  }

  static Stream<Object> secrets() {
    return Stream.concat(
        keys(),
        Stream.of(new Row(RowKey.of("k"), Group.NONE, 0, key()), RowKey.of("k"), Group.NONE));
  }

  static Stream<AutoCloseable> keys() {
    Vault vault = new Vault(new StoreSecrets(key()), new Random(1)::nextBytes);
    vault.begin(new EpochKey(1, Instant.EPOCH, key()));
    return Stream.of(
        StoreKey.of(key()),
        Passphrase.of("kkkk".toCharArray()),
        new StoreSecrets(key()),
        new EpochKey(1, Instant.EPOCH, key()),
        vault);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void neverPrintAndAreNotSerializable(Object secret) {
    assertThat(secret.toString()).isEqualTo(secret.getClass().getSimpleName());
    assertThat(secret).isNotInstanceOf(Serializable.class);
    assertThat(secret.getClass().isRecord()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void areWipedOnClose(AutoCloseable secret) throws Exception {
    secret.close();
    assertWiped(secret);
  }

  private static void assertWiped(Object secret) throws Exception {
    for (Field field : secret.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      Object value = field.get(secret);
      if (value instanceof byte[] bytes
          && !java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
        assertThat(bytes).as(field.getName()).containsOnly(0);
      } else if (value instanceof StoreSecrets || value instanceof EpochKey) {
        assertWiped(value);
      }
    }
  }
}
