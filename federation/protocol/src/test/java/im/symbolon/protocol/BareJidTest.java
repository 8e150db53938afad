package im.symbolon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.xml.XmlText;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

  @Property
  void whatItReadsItCanReadAgainAndXmlCanCarry(@ForAll String text) {
    BareJid jid;
    try {
      jid = BareJid.parse(text);
    } catch (ProtocolException e) {
      return;
    }
    assertThatCode(() -> assertThat(BareJid.parse(jid.toString())).isEqualTo(jid))
        .doesNotThrowAnyException();
    assertThat(XmlText.isWritable(jid.toString())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\uFFFE@b", "a@\uFFFF", "a@b\u0085", "a\u00a0@b", "a@b\u2003", "a\u200b@b"})
  void refusesCharactersThatXmlOrEyesCannotSee(String text) {
    assertThatThrownBy(() -> BareJid.parse(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> BareJid.parse(null)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void isAMapKey() throws Exception {
    assertThat(
            new TreeSet<>(
                List.of(BareJid.parse("B@x"), BareJid.parse("a@x"), BareJid.parse("b@X"))))
        .containsExactly(new BareJid("a", "x"), new BareJid("b", "x"));
  }
}
