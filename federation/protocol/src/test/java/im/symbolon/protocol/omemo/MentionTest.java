package im.symbolon.protocol.omemo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionTest {
  private static final BareJid JULIET = new BareJid("juliet", "capulet.lit");

  private static XmlElement element(String type, String begin, String end, String uri) {
    return XmlElement.element(Namespaces.REFERENCES, "reference")
        .with("type", type)
        .with("begin", begin)
        .with("end", end)
        .with("uri", uri)
        .build();
  }

  @Test
  void isWrittenAsTheSpecificationSays() {
    assertThat(new Mention(72, 78, JULIET).toXml())
        .isEqualTo(element("mention", "72", "78", "xmpp:juliet@capulet.lit"));
  }

  /** XEP-0426: a smiley is one character. */
  @Test
  void placesAreCodePoints() {
    Mention mention = new Mention(2, 5, new BareJid("b?b", "capulet.lit"));
    String text = "\uD83D\uDE00 bob";
    assertThat(Mention.in(List.of(mention.toXml()), text)).containsExactly(mention);
    assertThat(new Mention(2, 6, JULIET).isIn(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "data,0,3,xmpp:juliet@capulet.lit",
    "mention,3,3,xmpp:juliet@capulet.lit",
    "mention,0,4,xmpp:juliet@capulet.lit",
    "mention,-1,3,xmpp:juliet@capulet.lit",
    "mention,0,99999999999,xmpp:juliet@capulet.lit",
    "mention,'',3,xmpp:juliet@capulet.lit",
    "mention,0,3,https://capulet.lit",
    "mention,0,3,xmpp:capulet.lit",
    "mention,0,3,xmpp:juliet@capulet.lit?message",
    "mention,0,3,xmpp:juliet@capulet.lit/balcony",
    "mention,0,3,xmpp:%ff@capulet.lit"
  })
  void whatIsNoMentionIsPassedOver(String type, String begin, String end, String uri) {
    assertThat(Mention.in(List.of(element(type, begin, end, uri)), "bob")).isEmpty();
  }

  @Test
  void moreThanFiftyAreNotRead() {
    List<XmlElement> many = Collections.nCopies(1_000, new Mention(0, 3, JULIET).toXml());
    assertThat(Mention.in(many, "bob")).hasSize(Mention.MAX);
  }

  @Test
  void nowhereIsNoPlace() {
    assertThatThrownBy(() -> new Mention(3, 2, JULIET))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
