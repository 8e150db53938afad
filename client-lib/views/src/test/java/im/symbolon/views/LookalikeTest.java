package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.views.Lookalike.Doubt;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookalikeTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob@beta.test",
        "björn@müller.example",
        "дмитрий@почта.рф",
        "王小明@例え.jp",
        "taro山田@example.jp",
        "יעל@example.il",
        "bob-2@xn--mller-kva.example",
        "x1@10.0.0.1"
      })
  void honestAddressesRaiseNoDoubt(String address) throws Exception {
    assertThat(Lookalike.in(BareJid.parse(address), List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bоb@beta.test, MIXED_SCRIPTS",
    "аррӏе@beta.test, FOREIGN_LETTERS",
    "bob@bеta.test, MIXED_SCRIPTS",
    "bob@xn--80ak6aa92e.com, FOREIGN_LETTERS"
  })
  void twinsOfLatinAreNoticed(String address, Doubt doubt) throws Exception {
    assertThat(Lookalike.in(BareJid.parse(address), List.of())).contains(doubt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bоb@beta.test", "b0b@beta.test", "bób@beta.test", "bob@betа.test"})
  void whoLooksLikeSomebodyKnownIsNoticed(String address) throws Exception {
    assertThat(Lookalike.in(BareJid.parse(address), List.of(BOB))).contains(Doubt.LIKE_ANOTHER);
  }

  @Test
  void nobodyLooksLikeThemselves() {
    assertThat(Lookalike.in(BOB, List.of(BOB, new BareJid("carol", "beta.test")))).isEmpty();
  }

  @Test
  void namesOfOneShapeAreFound() {
    assertThat(Lookalike.shape("Bоb  Smith")).isEqualTo(Lookalike.shape("BOB SMITH\u200B"));
    assertThat(Lookalike.shape("rnartin")).isEqualTo(Lookalike.shape("Martin"));
    assertThat(Lookalike.shape("Alice")).isNotEqualTo(Lookalike.shape("Alicia"));
  }

  @Property
  void anythingHasAShape(@ForAll String any) {
    assertThat(Lookalike.shape(any)).isNotNull();
    assertThat(Lookalike.readable(any)).isNotNull();
  }
}
