package im.symbolon.protocol.xml;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class XmlElementTest {
  @Property(tries = 1000)
  void whatCanBeBuiltIsReadBackByAnotherParser(
      @ForAll @StringLength(max = 50) String text, @ForAll @StringLength(max = 50) String value)
      throws Exception {
    if (!XmlText.isWritable(text) || !XmlText.isWritable(value)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> element("urn:a", "a").with("k", value).text(text).build());
      return;
    }
    XmlElement built =
        element("urn:a", "a").with("k", value).with("xml:lang", value).text(text).build();
    Element parsed = XmlParser.parse(built.toXml());
    assertThat(parsed.getTextContent()).isEqualTo(text);
    assertThat(parsed.getAttribute("k")).isEqualTo(value);
    assertThat(parsed.getAttribute("xml:lang")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</a><b/>",
        "' evil='1",
        "\" evil=\"1",
        "]]>",
        "<!--",
        "<![CDATA[",
        "&lt;&amp;&#0;",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
        "\r\n\t ",
        "\u2028\u0085\u00a0",
        "\ud83d\ude00"
      })
  void nothingBreaksOutOfTextAttributesOrNamespaces(String hostile) throws Exception {
    XmlElement built = element("urn:a" + hostile, "a").with("k", hostile).text(hostile).build();
    Element parsed = XmlParser.parse(built.toXml());
    assertThat(parsed.getTextContent()).isEqualTo(hostile);
    assertThat(parsed.getAttribute("k")).isEqualTo(hostile);
    assertThat(parsed.getNamespaceURI()).isEqualTo("urn:a" + hostile);
    assertThat(parsed.getAttribute("evil")).isEmpty();
    assertThat(parsed.getElementsByTagName("b").getLength()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\u0001",
        "\u0008",
        "\u000b",
        "\u001f",
        "\ud800",
        "\udc00",
        "a\udc00\ud800b",
        "\ufffe",
        "\uffff"
      })
  void refusesWhatXmlCannotCarry(String hostile) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> element("urn:a", "a").text(hostile).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> element("urn:a", "a").with("k", hostile).build());
    assertThatIllegalArgumentException().isThrownBy(() -> element("urn:a" + hostile, "a").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a b", "a>", "a/", "1a", "-a", ".a", ":a", "a:b", "a'", "a=", "a\n", "\u00aa",
        "\u0660", "xml:", "a:", "<"
      })
  void refusesNamesThatAreNone(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> element("urn:a", name).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> element("urn:a", "a").with(name, "v").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"xmlns", "xmlns:a", "xml:a:b", "foo:bar"})
  void refusesNamespaceDeclarationsAndPrefixesAsAttributes(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> element("urn:a", "a").with(name, "urn:evil").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"})
  void refusesNamespacesThatNoElementCanHave(String namespace) {
    assertThatIllegalArgumentException().isThrownBy(() -> element(namespace, "a").build());
  }

  @Test
  void childrenInheritTheNamespaceAndMayChangeIt() throws Exception {
    XmlElement tree =
        element("urn:a", "a")
            .with(element("urn:a", "b").build())
            .with(element("urn:c", "c").with(element("urn:a", "d").build()).build())
            .build();
    assertThat(tree.toXml())
        .isEqualTo("<a xmlns='urn:a'><b/><c xmlns='urn:c'><d xmlns='urn:a'/></c></a>");
    assertThat(XmlParser.parse(tree.toXml()).getElementsByTagNameNS("urn:a", "d").getLength())
        .isEqualTo(1);
  }

  @Test
  void looksOnlyInTheNamespaceAsked() throws Exception {
    XmlElement tree =
        element("urn:a", "a")
            .with(element("urn:evil", "b").text("evil").build())
            .with(element("urn:a", "b").text("good").build())
            .build();
    assertThat(tree.only("b").text()).isEqualTo("good");
    assertThat(tree.child("b").orElseThrow().text()).isEqualTo("good");
    assertThat(tree.children("b")).hasSize(1);
    assertThat(tree.child("urn:evil", "b").orElseThrow().text()).isEqualTo("evil");
  }

  @Test
  void insistsOnWhatMustBeThere() {
    XmlElement twice =
        element("urn:a", "a")
            .with(element("urn:a", "b").build())
            .with(element("urn:a", "b").build())
            .build();
    assertThatThrownBy(() -> twice.only("b")).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> twice.only("c")).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> twice.required("k")).isInstanceOf(ProtocolException.class);
  }

  @Test
  void isAValueThatNobodyCanChange() {
    Map<String, String> attributes = new HashMap<>(Map.of("k", "v"));
    List<XmlElement> children = new ArrayList<>(List.of(element("urn:a", "b").build()));
    XmlElement tree = new XmlElement("urn:a", "a", attributes, children, "");
    attributes.put("k", "other");
    children.clear();
    assertThat(tree.attribute("k")).hasValue("v");
    assertThat(tree.children()).hasSize(1);
    assertThatThrownBy(() -> tree.attributes().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> tree.children().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void printsNoContent() {
    XmlElement body = element("jabber:client", "body").with("k", "secret").text("secret").build();
    assertThat(body.toString()).doesNotContain("secret");
  }
}
