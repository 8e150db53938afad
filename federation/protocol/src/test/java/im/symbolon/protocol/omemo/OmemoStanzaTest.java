package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OmemoStanzaTest {
  private static final EncryptedElement MESSAGE = Samples.message();

  @Test
  void asksServersToKeepAMessageWithoutBody() {
    List<XmlElement> children = OmemoStanza.children(MESSAGE);
    assertThat(children).hasSize(3).contains(element("urn:xmpp:hints", "store").build());
    assertThat(children).noneMatch(child -> child.name().equals("body"));
  }

  @Test
  void namesTheEncryption() {
    XmlElement eme = OmemoStanza.children(MESSAGE).get(2);
    assertThat(eme.is("urn:xmpp:eme:0", "encryption")).isTrue();
    assertThat(eme.attribute("namespace")).hasValue("urn:xmpp:omemo:2");
  }

  @Test
  void findsItsOwnElementAmongOthers() throws Exception {
    List<XmlElement> children = new ArrayList<>(OmemoStanza.children(MESSAGE));
    children.add(0, element("jabber:client", "body").text("forged").build());
    children.add(0, element("eu.siacs.conversations.axolotl", "encrypted").build());
    assertThat(OmemoStanza.find(children)).hasValue(MESSAGE);
  }

  @Test
  void findsNothingWhereThereIsNothing() throws Exception {
    assertThat(OmemoStanza.find(List.of(element("jabber:client", "body").build()))).isEmpty();
  }

  @Test
  void refusesTwoOmemoElementsInOneStanza() {
    List<XmlElement> twice = new ArrayList<>(OmemoStanza.children(MESSAGE));
    twice.addAll(OmemoStanza.children(MESSAGE));
    assertThatThrownBy(() -> OmemoStanza.find(twice)).isInstanceOf(ProtocolException.class);
  }
}
