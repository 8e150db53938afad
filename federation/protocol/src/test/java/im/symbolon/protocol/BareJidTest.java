package im.symbolon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BareJidTest {
  @Test
  void foldsCase() throws Exception {
    assertThat(BareJid.parse("Alice@Alpha.Test")).isEqualTo(BareJid.parse("alice@alpha.test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "alpha.test",
        "a@",
        "@b",
        "a@b/r",
        "a@b@c",
        "a b@c",
        "a'@c",
        "a<@c",
        "a@c\n",
        "a\u0000@c",
        "\uD800@c"
      })
  void refusesWhatIsNoAccount(String text) {
    assertThatThrownBy(() -> BareJid.parse(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesAnOversizedPart() {
    assertThatThrownBy(() -> BareJid.parse("a".repeat(1024) + "@b"))
        .isInstanceOf(ProtocolException.class);
  }
}
