package im.symbolon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @Property
  void readsWhatItWrites(@ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int n)
      throws Exception {
    assertThat(DeviceId.parse(new DeviceId(n).toString())).isEqualTo(new DeviceId(n));
    assertThat(PreKeyId.parse(new PreKeyId(n).toString())).isEqualTo(new PreKeyId(n));
    assertThat(SignedPreKeyId.parse(new SignedPreKeyId(n).toString()))
        .isEqualTo(new SignedPreKeyId(n));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {" ", "1 ", " 1", "+1", "-1", "0x1", "1.0", "1e3", "٣", "１", "12345678901", "1\n"})
  void refusesWhatIsNoDecimalNumber(String text) {
    assertThatThrownBy(() -> DeviceId.parse(text))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "4294967295", "9999999999"})
  void refusesNumbersOutsideOfTheRange(String text) {
    for (Parser parser : new Parser[] {DeviceId::parse, PreKeyId::parse, SignedPreKeyId::parse}) {
      assertThatThrownBy(() -> parser.parse(text))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2147483647,2147483647", "0000000001,1"})
  void acceptsTheWholeRange(String text, int value) throws Exception {
    assertThat(DeviceId.parse(text).value()).isEqualTo(value);
    assertThat(DeviceId.of(value)).isEqualTo(new DeviceId(value));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 2147483648L, 4294967297L, Long.MAX_VALUE, Long.MIN_VALUE})
  void refusesNumbersFromTheWireThatWouldWrap(long number) {
    assertThatThrownBy(() -> DeviceId.of(number)).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> PreKeyId.of(number)).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> SignedPreKeyId.of(number)).isInstanceOf(ProtocolException.class);
  }

  /** J#4167: only prekeys may be numbered from 0, and only by others. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "0000000000"})
  void zeroNamesPrekeysOfOthersButNoDevice(String zero) throws Exception {
    assertThatThrownBy(() -> DeviceId.parse(zero))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    assertThatThrownBy(() -> DeviceId.of(0)).isInstanceOf(ProtocolException.class);
    assertThat(PreKeyId.parse(zero)).isEqualTo(PreKeyId.of(0));
    assertThat(SignedPreKeyId.parse(zero)).isEqualTo(SignedPreKeyId.of(0));
  }

  @Test
  void noOtherIdCanBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DeviceId(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PreKeyId(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SignedPreKeyId(-1));
  }

  @Test
  void devicesSortByAccountThenNumber() {
    BareJid alice = new BareJid("alice", "alpha.test");
    BareJid bob = new BareJid("bob", "alpha.test");
    TreeSet<DeviceAddress> sorted = new TreeSet<>();
    sorted.add(new DeviceAddress(bob, new DeviceId(1)));
    sorted.add(new DeviceAddress(alice, new DeviceId(10)));
    sorted.add(new DeviceAddress(alice, new DeviceId(9)));
    assertThat(sorted)
        .extracting(DeviceAddress::toString)
        .containsExactly("alice@alpha.test#9", "alice@alpha.test#10", "bob@alpha.test#1");
  }

  private interface Parser {
    Object parse(String text) throws ProtocolException;
  }
}
