package im.symbolon.protocol.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetyNumberTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final SafetyParty ALICES = SafetyParty.of(ALICE, root(0x58, 0x66));
  private static final SafetyParty BOBS = SafetyParty.of(BOB, root(7, 7));

  private static AccountRoot root(int first, int rest) {
    byte[] bytes = new byte[IdentityKey.LENGTH];
    Arrays.fill(bytes, (byte) rest);
    bytes[0] = (byte) first;
    try {
      return new AccountRoot(IdentityKey.parse(bytes));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private static SortedSet<Fingerprint> keys(String... twoDigits) {
    SortedSet<Fingerprint> keys = new TreeSet<>();
    for (String each : twoDigits) {
      keys.add(new Fingerprint(each.repeat(32)));
    }
    return keys;
  }

  /** Computed apart from this code, as the class's documentation says. */
  @Test
  void isWhatItsDocumentationSays() {
    assertThat(SafetyNumber.of(ALICES, BOBS).digits())
        .isEqualTo("077854597300042911619733994024966733903254224875462619590344");
    assertThat(SafetyNumber.of(ALICES, SafetyParty.of(BOB, keys("ab", "0f"))).digits())
        .isEqualTo("077854597300042911619733994024543970744947286375526118239423");
    assertThat(
            SafetyNumber.of(
                    SafetyParty.of(new BareJid("älice", "alpha.test"), keys("ab")),
                    SafetyParty.of(BOB, keys("ab")))
                .digits())
        .isEqualTo("022786091574257577637894998932792782419832378473277714801686");
  }

  @Test
  void isTheSameOnBothSides() {
    assertThat(SafetyNumber.of(ALICES, BOBS)).isEqualTo(SafetyNumber.of(BOBS, ALICES));
  }

  @Test
  void everyKeyAndAddressCounts() {
    Set<SafetyNumber> numbers = new HashSet<>();
    numbers.add(SafetyNumber.of(ALICES, BOBS));
    numbers.add(SafetyNumber.of(ALICES, SafetyParty.of(BOB, root(8, 7))));
    numbers.add(
        SafetyNumber.of(ALICES, SafetyParty.of(new BareJid("bob", "evil.test"), root(7, 7))));
    numbers.add(SafetyNumber.of(SafetyParty.of(ALICE, root(9, 7)), BOBS));
    numbers.add(SafetyNumber.of(ALICES, SafetyParty.of(BOB, keys("ab"))));
    numbers.add(SafetyNumber.of(ALICES, SafetyParty.of(BOB, keys("ab", "cd"))));
    // Whoever makes a device key of a root, or the other way round, gets another number.
    numbers.add(SafetyNumber.of(ALICES, SafetyParty.of(BOB, keys("07"))));
    assertThat(numbers).hasSize(7);
  }

  @Test
  void isShownInTwelveGroupsAndReadAgain() throws Exception {
    SafetyNumber number = SafetyNumber.of(ALICES, BOBS);
    assertThat(number.grouped()).matches("([0-9]{5} ){11}[0-9]{5}");
    for (String text : List.of(number.grouped(), number.digits(), "\n" + number + "\t")) {
      assertThat(SafetyNumber.parse(text)).isEqualTo(number);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', MALFORMED",
    "1234, MALFORMED",
    "07785459730004291161973399402496673390325422487546261959034, MALFORMED",
    "07785459730004291161973399402496673390325422487546261959034x, MALFORMED",
    "٠٧٧٨٥٤٥٩٧٣٠٠٠٤٢٩١١٦١٩٧٣٣٩٩٤٠٢٤٩٦٦٧٣٣٩٠٣٢٥٤٢٢٤٨٧٥٤٦٢٦١٩٥٩٠٣٤٤, MALFORMED"
  })
  void whatIsNoNumberIsRefused(String text, Reason reason) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> SafetyNumber.parse(text))
        .matches(e -> e.reason() == reason);
  }

  @Test
  void whatIsTooLongIsNotRead() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> SafetyNumber.parse(" ".repeat(100_000)))
        .matches(e -> e.reason() == Reason.OVERSIZED);
  }

  @Test
  void nobodyComparesAloneOrWithoutAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetyNumber.of(ALICES, SafetyParty.of(ALICE, root(7, 7))));
    assertThatIllegalArgumentException().isThrownBy(() -> SafetyParty.of(BOB, new TreeSet<>()));
  }
}
