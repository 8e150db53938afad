package im.symbolon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException.Reason;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {
  @Property
  void readsWhatItWrites(@ForAll byte[] bytes) throws Exception {
    assertThat(StrictBase64.decode(StrictBase64.encode(bytes), bytes.length)).isEqualTo(bytes);
  }

  @Property
  void readsTextWithoutPaddingOrWithLineBreaks(@ForAll byte[] bytes) throws Exception {
    String text = StrictBase64.encode(bytes);
    assertThat(StrictBase64.decode(text.replace("=", ""), bytes.length)).isEqualTo(bytes);
    assertThat(StrictBase64.decode("\n " + text + "\r\n\t", bytes.length)).isEqualTo(bytes);
  }

  @Property
  void whatItReadsHasOneWriting(@ForAll String text) {
    byte[] bytes;
    try {
      bytes = StrictBase64.decode(text, 1000);
    } catch (ProtocolException e) {
      return;
    }
    String given = text.replaceAll("[ \\t\\r\\n=]", "");
    assertThat(StrictBase64.encode(bytes).replace("=", "")).isEqualTo(given);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AAAAA",
        "=",
        "====",
        "AA=",
        "AAA==",
        "AAAA=",
        "AA==AA==",
        "QQ==Q",
        "-_-_",
        "AA\u00a0A",
        "AA.A",
        "QR==",
        "QR",
        "QUF=",
        "QUF",
        "AAAA\u0000",
        "\u0661AAA"
      })
  void refusesWhatIsNotCanonical(String text) {
    assertThatThrownBy(() -> StrictBase64.decode(text, 100))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void boundsWhatItDecodes() throws Exception {
    assertThat(StrictBase64.decode("AAAA", 3)).hasSize(3);
    for (String text : new String[] {"AAAA", "A".repeat(100_000), " ".repeat(100_000)}) {
      assertThatThrownBy(() -> StrictBase64.decode(text, 2))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OVERSIZED));
    }
  }

  @Test
  void refusesMissingText() {
    assertThatThrownBy(() -> StrictBase64.decode(null, 2)).isInstanceOf(ProtocolException.class);
  }
}
