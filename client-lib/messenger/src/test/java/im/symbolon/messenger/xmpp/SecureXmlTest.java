package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.protocol.xml.XmlText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecureXmlTest {
  private static final String OPEN = "<a xmlns='urn:x'>";

  @Test
  void readsElementsAttributesAndText() throws Exception {
    XmlElement element =
        SecureXml.parse(
            "<?xml version='1.0' encoding='UTF-8'?>\n<p:a xmlns:p='urn:1' k='v&lt;&#x41;'"
                + " xml:lang='de'>\n <b xmlns='urn:2'>x<![CDATA[<y>]]>&amp;z</b> </p:a>\n");
    XmlElement expected =
        XmlElement.element("urn:1", "a")
            .with("k", "v<A")
            .with("xml:lang", "de")
            .with(XmlElement.element("urn:2", "b").text("x<y>&z").build())
            .build();
    assertThat(element).isEqualTo(expected);
  }

  @Property
  void readsWhateverWasWritten(@ForAll("elements") XmlElement element) throws Exception {
    byte[] written = element.toXml().getBytes(StandardCharsets.UTF_8);
    assertThat(SecureXml.parse(written)).isEqualTo(element);
  }

  @Provide
  Arbitrary<XmlElement> elements() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20).filter(XmlText::isWritable);
    Arbitrary<XmlElement> leaf =
        text.map(t -> XmlElement.element("urn:leaf", "leaf").with("k", t).text(t).build());
    Arbitrary<XmlElement> branch =
        leaf.list()
            .ofMaxSize(5)
            .map(children -> XmlElement.element("urn:branch", "branch").with(children).build());
    return Arbitraries.lazyOf(
        () -> leaf,
        () -> branch,
        () -> branch.map(b -> XmlElement.element("urn:root", "root").with(b).build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "text",
        "<a>no namespace</a>",
        "<a xmlns='urn:x'>",
        "<a xmlns='urn:x'></b>",
        "<a xmlns='urn:x'/><a xmlns='urn:x'/>",
        "<a xmlns='urn:x'/>after",
        "<a xmlns='urn:x' k='1' k='2'/>",
        "<a xmlns='urn:x' k='<'/>",
        "<a xmlns='urn:x' k=v/>",
        "<a xmlns='urn:x'>&#0;</a>",
        "<a xmlns='urn:x'>&#xFFFF;</a>",
        "<a xmlns='urn:x'>&nbsp;</a>",
        "<a xmlns='urn:x' k='&undeclared;'/>",
        "<a xmlns='urn:x'><!-- comment --></a>",
        "<a xmlns='urn:x'><?instruction?></a>",
        "<a xmlns='urn:x'/><!-- after -->",
        "<!-- before --><a xmlns='urn:x'/>",
        "<?pi?><a xmlns='urn:x'/>",
        "<!DOCTYPE a><a xmlns='urn:x'/>",
        "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a xmlns='urn:x'/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a xmlns='urn:x'>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a xmlns='urn:x' k='&x;'/>",
        "<p:a/>",
        "<a xmlns='urn:x'><b xmlns=''/></a>",
        "<a xmlns='urn:x'>]]></a>",
        "<a xmlns='urn:x'><![CDATA[</a>",
        "\uFEFF<a xmlns='urn:x'/>",
      })
  void refusesWhatIsNotOnePlainElement(String xml) {
    assertRefused(xml, Reason.MALFORMED);
  }

  @Test
  void refusesABombOfEntities() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'lol'>");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY l").append(i).append(" '");
      bomb.append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
    }
    assertRefused(bomb + "]>" + OPEN + "&l29;</a>", Reason.MALFORMED);
  }

  /** The platform's parser would give up, and with it the stream that it reads. */
  @ParameterizedTest
  @ValueSource(
      strings = {"<b%s xmlns='urn:x'/>", "<a xmlns='urn:x' b%s='1'/>", "<a xmlns='u:%s'/>"})
  void whatIsLongIsNoReasonToGiveUp(String xml) throws Exception {
    String well = String.format(xml, "y".repeat(5_000));
    assertThat(SecureXml.parse(well).toXml()).hasSize(well.length());
  }

  @Test
  void aLongNamespaceCountsForEachElementThatHasIt() {
    // Declared once as a prefix, it would be written out again for every element.
    String prefixed = "<p:c/>".repeat(2_000);
    assertRefused(
        "<a xmlns='urn:x' xmlns:p='urn:" + "y".repeat(900) + "'>" + prefixed + "</a>",
        Reason.OVERSIZED);
  }

  @Test
  void refusesTooDeepTooManyAndTooMuch() {
    assertRefused(OPEN.repeat(33) + "</a>".repeat(33), Reason.OVERSIZED);
    assertRefused(OPEN + "<b/>".repeat(5_000) + "</a>", Reason.OVERSIZED);
    assertRefused(OPEN + "x".repeat((1 << 20) + 1) + "</a>", Reason.OVERSIZED);
    assertRefused("<a xmlns='urn:x' k='" + "x".repeat((1 << 20) + 1) + "'/>", Reason.OVERSIZED);
    assertThatThrownBy(() -> SecureXml.parse(new byte[(4 << 20) + 1]))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OVERSIZED));
  }

  @Test
  void survivesNestingThatWouldOverflowAStack() {
    assertRefused(OPEN.repeat(50_000), Reason.MALFORMED);
    assertRefused(OPEN.repeat(50_000) + "</a>".repeat(50_000), Reason.OVERSIZED);
  }

  @Test
  void refusesEverythingButUtf8() {
    String xml = "<a xmlns='urn:x'>ü</a>";
    for (Charset other :
        List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      assertThatThrownBy(() -> SecureXml.parse(xml.getBytes(other)))
          .as(other.name())
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }
    byte[] surrogate = {'<', 'a', '>', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
    assertThatThrownBy(() -> SecureXml.parse(surrogate)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void declarationCannotChangeTheEncoding() throws Exception {
    byte[] lying =
        "<?xml version='1.0' encoding='UTF-16'?><a xmlns='urn:x'>ü</a>"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(SecureXml.parse(lying).text()).isEqualTo("ü");
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    for (String xml : List.of(text, OPEN + text + "</a>", "<a xmlns='urn:x' " + text + "/>")) {
      try {
        assertThat(SecureXml.parse(xml).name()).isNotEmpty();
      } catch (ProtocolException e) {
        assertThat(e.reason()).isIn(Reason.MALFORMED, Reason.OVERSIZED);
      }
    }
  }

  private static void assertRefused(String xml, Reason reason) {
    assertThatThrownBy(() -> SecureXml.parse(xml))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
