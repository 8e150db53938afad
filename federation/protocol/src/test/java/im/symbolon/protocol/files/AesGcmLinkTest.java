package im.symbolon.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code aesgcm:} links as others write them (XEP-0454). */
class AesGcmLinkTest {
  private static final String IV = "8c3d050e9386ec173861778f";
  private static final String KEY =
      "68e9af38a97aaf82faa4063b4d0878a61261534410c8a84331eaac851759f587";
  private static final String PLACE =
      "download.montague.tld/4a771ac1-f0b2-4a4a-9700-f2a26fa2bb67/tr%C3%A8s%20cool.jpg";
  private static final String LINK = "aesgcm://" + PLACE + "#" + IV + KEY;

  /** The example of XEP-0454 §3. */
  @Test
  void readsAndWritesTheExample() {
    AesGcmLink link = AesGcmLink.parse(LINK).orElseThrow();
    assertThat(link.url().text()).isEqualTo("https://" + PLACE);
    assertThat(link.key().iv()).isEqualTo(HexFormat.of().parseHex(IV));
    assertThat(link.key().key()).isEqualTo(HexFormat.of().parseHex(KEY));
    assertThat(link.write()).isEqualTo(LINK);
    SharedFile file = link.asFile();
    assertThat(file.metadata().name().value()).isEqualTo("très cool.jpg");
    assertThat(file.metadata().type().value()).isEqualTo("image/jpeg");
    assertThat(file.metadata().size()).isEmpty();
    assertThat(file.inline()).isTrue();
  }

  @DisplayName("PAINS P18: an IV of 16 bytes, in either letters")
  @Test
  void readsALongIv() {
    String text = "aesgcm://" + PLACE + "#" + IV.toUpperCase(Locale.ROOT) + "00112233" + KEY;
    assertThat(AesGcmLink.parse(text).orElseThrow().key().iv()).hasSize(16);
  }

  @Test
  void readsAThumbnailOnASecondLine() {
    String picture = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
    AesGcmLink link = AesGcmLink.parse(LINK + "\ndata:image/jpeg," + picture).orElseThrow();
    assertThat(link.asFile().metadata().thumbnail().orElseThrow().picture())
        .containsExactly(1, 2, 3);
    assertThat(link.write()).isEqualTo(LINK);
  }

  /** XEP-0454 §5: "The parser on the receiving end should be very strict". */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "look: " + LINK,
        LINK + " ",
        LINK + "\n",
        LINK + "\nlook",
        LINK + "\ndata:text/html;base64,AAAA",
        "https://" + PLACE + "#" + IV + KEY,
        "aesgcm://" + PLACE + "#" + IV + KEY + "00",
        "aesgcm://" + PLACE + "#" + KEY,
        "aesgcm://" + PLACE,
        "aesgcm://"
            + PLACE
            + "#"
            + IV
            + "x"
            + "68e9af38a97aaf82faa4063b4d0878a61261534410c8a84331eaac851759f58",
        "aesgcm:///nowhere#" + IV + KEY,
        "aesgcm://me:secret@host/x#" + IV + KEY,
        "aesgcm://host:99999/x#" + IV + KEY,
        "aesgcm://h\u00f6st/x#" + IV + KEY,
        ""
      })
  void anythingElseIsAText(String text) {
    assertThat(AesGcmLink.parse(text)).isEmpty();
  }

  @Test
  void aHugeTextIsAText() {
    assertThat(AesGcmLink.parse("aesgcm://" + "a".repeat(1_000_000) + "#" + IV + KEY)).isEmpty();
    assertThat(AesGcmLink.parse(LINK + "\ndata:image/jpeg," + "A".repeat(12_000))).isEmpty();
  }

  @Test
  void noKeyIsPrinted() {
    AesGcmLink link = AesGcmLink.parse(LINK).orElseThrow();
    assertThat(link + " " + link.key() + link.url() + link.asFile() + link.asFile().source())
        .doesNotContain("68e9", "4a771", "cool");
  }
}
