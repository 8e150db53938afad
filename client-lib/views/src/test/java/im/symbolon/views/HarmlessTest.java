package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoë Müller",
        "Дмитрий",
        "יעל",
        "محمد علي",
        "王小明",
        "สมชาย",
        "O’Neill 🙂",
        "👨‍👩‍👧 Familie"
      })
  void namesOfPeopleStayAsTheyAre(String name) {
    assertThat(Harmless.name(name)).isEqualTo(name);
  }

  @Test
  void aNameReachesNotBeyondItsLine() {
    assertThat(Harmless.name("Bob\nAlice: yes\u2028x\u2029y\tz\u0007"))
        .isEqualTo("Bob Alice: yes x y z");
    assertThat(Harmless.name("\u202Eecila\u202C \u2066x\u2069")).isEqualTo("ecila x");
    assertThat(Harmless.name("A" + "\u0336\u0489".repeat(500))).hasSizeLessThan(8);
    assertThat(Harmless.name("x".repeat(1_000_000)).length()).isEqualTo(Harmless.LONGEST_NAME + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\u200B\u200D\uFEFF", "\u3164\u115F", "\u2800", "\u0300\u0301", "\uD800"})
  void aNameWithoutInkIsNone(String name) {
    assertThat(Harmless.name(name)).isEmpty();
  }

  @Test
  void aTextKeepsItsLinesAndItsOrder() {
    assertThat(Harmless.text("one\n\ttwo\u202Egpj.exe\u0000")).isEqualTo("one\n\ttwogpj.exe");
    assertThat(Harmless.text("שלום \u2067x\u2069")).isEqualTo("שלום \u2067x\u2069");
  }

  @Test
  void theEndOfAnAddressStaysAtItsEnd() {
    assertThat(Harmless.address("bob@beta.test")).isEqualTo("bob@beta.test");
    assertThat(Harmless.address("אבג@beta.test").replace("\u200E", "")).isEqualTo("אבג@beta.test");
    assertThat(Harmless.address("אבג@דהו.test")).contains("\u200E@\u200E");
  }

  @Property
  void whateverANameIsItIsShortAndInOneLine(@ForAll String name) {
    String shown = Harmless.name(name);
    assertThat(shown.codePointCount(0, shown.length()))
        .isLessThanOrEqualTo(5 * Harmless.LONGEST_NAME + 1);
    assertThat(shown.codePoints().noneMatch(Character::isISOControl)).isTrue();
    assertThat(shown).isEqualTo(shown.trim());
    assertThat(Harmless.name(shown)).isEqualTo(shown);
  }
}
