package im.symbolon.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XEP-0363: what a client asks for, and what it does with an answer. */
class UploadSlotTest {
  private static final String URL = "https://upload.montague.tld/4a771ac1/tr%C3%A8s%20cool.jpg";

  @Test
  void asksAsTheServerReadsIt() {
    assertThat(new UploadRequest(new FileName("très cool.jpg"), 23_456).toXml().toXml())
        .isEqualTo(
            "<request xmlns='urn:xmpp:http:upload:0' filename='très cool.jpg' size='23456'"
                + " content-type='application/octet-stream'/>");
  }

  /** "Other header names MUST be ignored", "MUST strip any newline characters". */
  @Test
  void takesAllowedHeadersInTheirOrder() throws Exception {
    XmlElement put =
        element("put")
            .with("url", URL)
            .with(header("Authorization", "Basic Base64String=="))
            .with(header("Host", "evil.test"))
            .with(header("cOOkie", "foo=bar;\r\nX-Evil: user=romeo"))
            .with(header("Cookie", "more"))
            .with(header("Content-Length", "1"))
            .build();
    UploadSlot slot = UploadSlot.decode(element("slot").with(put).with(get(URL)).build());
    assertThat(slot.headers())
        .containsExactly(
            new UploadSlot.Header("Authorization", "Basic Base64String=="),
            new UploadSlot.Header("cOOkie", "foo=bar;X-Evil: user=romeo"),
            new UploadSlot.Header("Cookie", "more"));
    assertThat(slot.put().text()).isEqualTo(URL);
    assertThat(slot.headers().toString() + slot).doesNotContain("Basic", "4a771");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://upload.montague.tld/x", "ftp://x/y", "x", ""})
  void refusesAddressesWithoutTls(String url) {
    XmlElement put = element("put").with("url", url).build();
    XmlElement good = element("put").with("url", URL).build();
    assertRefused(element("slot").with(put).with(get(URL)).build());
    assertRefused(element("slot").with(good).with(get(url)).build());
  }

  @Test
  void refusesWhatIsNoSlot() {
    XmlElement put = element("put").with("url", URL).build();
    assertRefused(element("slot").build());
    assertRefused(element("slot").with(put).build());
    assertRefused(element("slot").with(put).with(put).with(get(URL)).build());
    assertRefused(XmlElement.element("urn:x", "slot").with(put).with(get(URL)).build());
    XmlElement large =
        element("put").with("url", URL).with(header("Cookie", "x".repeat(9000))).build();
    assertRefused(element("slot").with(large).with(get(URL)).build());
  }

  private static void assertRefused(XmlElement slot) {
    assertThatThrownBy(() -> UploadSlot.decode(slot)).isInstanceOf(ProtocolException.class);
  }

  private static XmlElement get(String url) {
    return element("get").with("url", url).build();
  }

  private static XmlElement header(String name, String value) {
    return element("header").with("name", name).text(value).build();
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.element(UploadRequest.NAMESPACE, name);
  }
}
