package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OmemoStanzaTest {
  private static final EncryptedElement MESSAGE = Samples.message();
  private static final LegacyElement LEGACY = Samples.legacyMessage();
  private static final XmlElement BODY = element("jabber:client", "body").text("forged").build();
  private static final XmlElement BROKEN = element("urn:xmpp:omemo:2", "encrypted").build();
  private static final XmlElement BROKEN_LEGACY =
      element("eu.siacs.conversations.axolotl", "encrypted").build();

  @Test
  void asksServersToKeepAMessageWithoutBody() {
    List<XmlElement> children = OmemoStanza.children(List.of(MESSAGE));
    assertThat(children).hasSize(3).contains(element("urn:xmpp:hints", "store").build());
    assertThat(children).noneMatch(child -> child.name().equals("body"));
  }

  @Test
  void namesTheEncryption() {
    assertThat(named(OmemoStanza.children(List.of(MESSAGE)))).isEqualTo("urn:xmpp:omemo:2");
    assertThat(named(OmemoStanza.children(List.of(LEGACY))))
        .isEqualTo("eu.siacs.conversations.axolotl");
  }

  @Test
  void aBodyStandsThereExactlyWhenLegacyOmemoDoes() {
    XmlElement body = element("jabber:client", "body").text(OmemoStanza.FALLBACK).build();
    assertThat(OmemoStanza.children(List.of(LEGACY))).contains(body);
    assertThat(OmemoStanza.children(List.of(LEGACY, MESSAGE))).contains(body);
    assertThat(OmemoStanza.FALLBACK)
        .isEqualTo(
            "I sent you an OMEMO encrypted message but your client doesn't seem to support that. "
                + "Find more information on https://conversations.im/omemo");
  }

  @Test
  void bothVersionsTravelInOneStanzaTheBetterOneFirst() throws Exception {
    List<XmlElement> children = OmemoStanza.children(List.of(LEGACY, MESSAGE));
    assertThat(children).hasSize(5);
    assertThat(children.get(0)).isEqualTo(EncryptedElementCodec.encode(MESSAGE));
    assertThat(children.get(1)).isEqualTo(LegacyElementCodec.encode(LEGACY));
    assertThat(children.stream().filter(c -> c.name().equals("store"))).hasSize(1);
    assertThat(named(children)).isEqualTo("eu.siacs.conversations.axolotl");
    assertThat(OmemoStanza.find(children)).containsExactly(MESSAGE, LEGACY);
  }

  @Test
  void oneElementOfAVersionAndOneAtLeastIsSent() {
    for (List<OmemoElement> wrong :
        List.of(
            List.<OmemoElement>of(),
            List.<OmemoElement>of(MESSAGE, MESSAGE),
            List.<OmemoElement>of(LEGACY, MESSAGE, LEGACY))) {
      assertThatIllegalArgumentException().isThrownBy(() -> OmemoStanza.children(wrong));
    }
  }

  @Test
  void findsItsOwnElementsAmongOthersInAnyOrder() throws Exception {
    List<XmlElement> children = new ArrayList<>(OmemoStanza.children(List.of(LEGACY, MESSAGE)));
    Collections.reverse(children);
    children.add(0, BODY);
    children.add(element("urn:example", "encrypted").build());
    assertThat(OmemoStanza.find(children)).containsExactly(MESSAGE, LEGACY);
  }

  @Test
  void findsNothingWhereThereIsNothing() throws Exception {
    assertThat(OmemoStanza.find(List.of())).isEmpty();
    assertThat(OmemoStanza.find(List.of(BODY))).isEmpty();
    assertThat(OmemoStanza.find(List.of(element("urn:a", "a").with(encrypted()).build())))
        .isEmpty();
  }

  @Test
  void aBrokenElementHidesNotTheOther() throws Exception {
    assertThat(OmemoStanza.find(List.of(BROKEN_LEGACY, encrypted()))).containsExactly(MESSAGE);
    assertThat(OmemoStanza.find(List.of(BROKEN, legacy()))).containsExactly(LEGACY);
  }

  @Test
  void twoOfOneVersionAreAsGoodAsNone() throws Exception {
    assertThat(OmemoStanza.find(List.of(encrypted(), legacy(), encrypted())))
        .containsExactly(LEGACY);
    assertThat(OmemoStanza.find(List.of(encrypted(), legacy(), legacy()))).containsExactly(MESSAGE);
  }

  @Test
  void refusesWhenNothingCanBeRead() {
    for (List<XmlElement> hopeless :
        List.of(
            List.of(BROKEN),
            List.of(BROKEN_LEGACY),
            List.of(BROKEN, BROKEN_LEGACY),
            List.of(encrypted(), encrypted()),
            List.of(legacy(), legacy(), BROKEN))) {
      assertThatThrownBy(() -> OmemoStanza.find(hopeless))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }
  }

  private static String named(List<XmlElement> children) {
    List<XmlElement> names =
        children.stream().filter(c -> c.is("urn:xmpp:eme:0", "encryption")).toList();
    assertThat(names).hasSize(1);
    return names.get(0).attribute("namespace").orElseThrow();
  }

  private static XmlElement encrypted() {
    return EncryptedElementCodec.encode(MESSAGE);
  }

  private static XmlElement legacy() {
    return LegacyElementCodec.encode(LEGACY);
  }
}
