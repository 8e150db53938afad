package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.views.Links.Link;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  private static Link only(String text) {
    List<Link> found = Links.in(text);
    assertThat(found).as(text).hasSize(1);
    return found.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see https://example.org/a?b=c#d now|https://example.org/a?b=c#d",
        "(https://example.org/x)|https://example.org/x",
        "https://de.example.org/wiki/A_(B).|https://de.example.org/wiki/A_(B)",
        "HTTP://Example.org:8080/,|HTTP://Example.org:8080/",
        "www.example.org!|www.example.org",
        "mine: xmpp:bob@beta.test?message|xmpp:bob@beta.test?message",
        "https://[::1]/x|https://[::1]/x"
      })
  void linksEndWhereTheSentenceGoesOn(String text, String link) {
    Link found = only(text);
    assertThat(text.substring(found.start(), found.end())).isEqualTo(link);
    assertThat(found.doubt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no link",
        "example.org",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http:///x",
        "xmpp:",
        "xmpp://a@b/c@d",
        "ahttps://example.org",
        "me@www.example.org",
        "https://%zz"
      })
  void otherTextIsNone(String text) {
    assertThat(Links.in(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.paypal.com@evil.test/, link.user, evil.test",
    "https://аррӏе.com/, link.lookalike, xn--80ak6aa92e.com",
    "https://gооgle.com/, link.lookalike, xn--ggle-55da.com",
    "https://müller.example/, link.foreign, xn--mller-kva.example",
    "https://xn--mller-kva.example/, link.foreign, xn--mller-kva.example"
  })
  void aHostThatMayNotBeWhatItSeemsIsNamed(String text, String doubt, String host) {
    Link found = only(text);
    assertThat(found.doubt()).contains(doubt);
    assertThat(found.host()).isEqualTo(host);
    assertThat(Links.uri(found).orElseThrow().getHost()).isEqualTo(host);
    assertThat(Links.uri(found).orElseThrow().getUserInfo()).isNull();
  }

  @Test
  void aDirectionIsNoPartOfALink() {
    Link found = only("https://example.org/\u202Egpj.exe");
    assertThat(found.address()).isEqualTo("https://example.org/");
  }

  @Test
  void aBackslashEndsTheHostAsInBrowsers() {
    for (Link each : Links.in("https://evil.test\\@good.test/")) {
      assertThat(each.host()).isEqualTo("evil.test");
    }
  }

  @Test
  void manyLinksAndLongTextsAreNoWork() {
    assertThat(Links.in("https://a.b ".repeat(5_000))).hasSizeLessThanOrEqualTo(Links.MOST);
    assertThat(Links.in("https://" + "(".repeat(1 << 20))).isEmpty();
  }

  @Property
  void linksStandInTheirTextInOrder(@ForAll String around) {
    String text = around + " https://example.org/ü " + around;
    int from = 0;
    for (Link each : Links.in(text)) {
      assertThat(each.start()).isGreaterThanOrEqualTo(from);
      assertThat(each.end()).isGreaterThan(each.start()).isLessThanOrEqualTo(text.length());
      from = each.end();
      if (!each.isXmpp()) {
        assertThat(Links.uri(each).map(uri -> uri.getScheme())).isNotNull();
      }
    }
  }
}
