package im.symbolon.protocol.groups;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.LegacyElement;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the slot and the payload stand in a room's message. */
class SealedStanzaTest {
  private static final BareJid ROOM = new BareJid("friends", "rooms.alpha.test");
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final DeviceId SENDER = new DeviceId(27183);

  private final GroupValues values = new GroupValues(1);
  private final Ciphertext payload = values.payload();
  private final Ciphertext legacyPayload = values.payload();
  private final SealedElement whole;
  private final SealedElement slotOnly;

  SealedStanzaTest() throws Exception {
    whole = values.sealed(Optional.of(payload));
    slotOnly = values.sealed(Optional.empty());
  }

  private KeyEntry entry() {
    return new KeyEntry(new DeviceId(5), false, Ciphertext.of(values.bytes(60)));
  }

  private EncryptedElement omemo2(Optional<Ciphertext> content) {
    BareJid foreign = new BareJid("carol", "gamma.test");
    return new EncryptedElement(SENDER, Map.of(foreign, List.of(entry())), content);
  }

  private LegacyElement legacy() {
    return new LegacyElement(
        SENDER,
        List.of(entry()),
        Optional.of(Ciphertext.of(values.bytes(12))),
        Optional.of(legacyPayload));
  }

  @Test
  void withoutForeignMembersThePayloadIsInside() throws Exception {
    List<XmlElement> children = SealedStanza.children(whole, List.of());
    assertThat(children).noneMatch(each -> each.name().equals("encrypted"));
    SealedStanza found = SealedStanza.find(children).orElseThrow();
    assertThat(found).isEqualTo(new SealedStanza(whole, payload, Optional.empty()));
    assertThat(found.statement(ROOM, ALICE))
        .isEqualTo(whole.statement(ROOM, ALICE, PayloadHashes.of(payload, Optional.empty())));
  }

  @Test
  void withForeignMembersThePayloadIsTheOneOfOmemo2() throws Exception {
    List<OmemoElement> beside = List.of(legacy(), omemo2(Optional.of(payload)));
    SealedStanza found = SealedStanza.find(SealedStanza.children(slotOnly, beside)).orElseThrow();
    assertThat(found).isEqualTo(new SealedStanza(slotOnly, payload, Optional.of(legacyPayload)));
    assertThat(found.statement(ROOM, ALICE))
        .isEqualTo(
            slotOnly.statement(ROOM, ALICE, PayloadHashes.of(payload, Optional.of(legacyPayload))));
  }

  @Test
  void besideLegacyOmemoAloneThePayloadIsInside() throws Exception {
    SealedStanza found =
        SealedStanza.find(SealedStanza.children(whole, List.of(legacy()))).orElseThrow();
    assertThat(found).isEqualTo(new SealedStanza(whole, payload, Optional.of(legacyPayload)));
  }

  @Test
  void aPayloadThatStandsNowhereOrTwiceIsRefused() {
    refused(SealedStanza.children(slotOnly, List.of()));
    refused(SealedStanza.children(slotOnly, List.of(legacy())));
    refused(SealedStanza.children(slotOnly, List.of(omemo2(Optional.empty()))));
    refused(SealedStanza.children(whole, List.of(omemo2(Optional.of(payload)))));
  }

  @Test
  void twoSlotsAreRefusedAndNoneIsNone() throws Exception {
    List<XmlElement> twice = new ArrayList<>(SealedStanza.children(whole, List.of()));
    twice.add(SealedElementCodec.encode(whole));
    refused(twice);
    assertThat(SealedStanza.find(OmemoStanza.children(List.of(omemo2(Optional.of(payload))))))
        .isEmpty();
    assertThat(SealedStanza.find(List.of())).isEmpty();
  }

  @Test
  void aSlotThatCannotBeReadIsRefusedAlsoWithReadableOmemoBeside() {
    List<XmlElement> children = new ArrayList<>();
    children.add(element(Namespaces.GROUPS, "sealed").text("AAAA").build());
    children.addAll(OmemoStanza.children(List.of(omemo2(Optional.of(payload)))));
    refused(children);
  }

  /** REVIEW 26: rooms keep what has a body; it is constant, marked, and there once. */
  @Test
  void aRoomKeepsIt() {
    XmlElement store = element(Namespaces.HINTS, "store").build();
    XmlElement marked =
        element("urn:xmpp:fallback:0", "fallback").with("for", Namespaces.GROUPS).build();
    for (List<OmemoElement> beside :
        List.<List<OmemoElement>>of(
            List.of(),
            List.of(omemo2(Optional.of(payload))),
            List.of(legacy()),
            List.of(legacy(), omemo2(Optional.of(payload))))) {
      List<XmlElement> children = SealedStanza.children(slotOnly, beside);
      String text = beside.isEmpty() ? SealedStanza.TEXT : OmemoStanza.FALLBACK;
      XmlElement body = element(Namespaces.CLIENT, "body").text(text).build();
      assertThat(children).containsOnlyOnce(body, store, marked);
      assertThat(children.stream().filter(each -> each.name().equals("body"))).hasSize(1);
      assertThat(children.stream().filter(each -> each.namespace().equals(Namespaces.EME)))
          .as("the name of an encryption, where somebody looks for it")
          .hasSize(beside.isEmpty() ? 0 : 1);
    }
  }

  /** REVIEW 1: nothing of ours inside an OMEMO element. */
  @Test
  void standsBesideOmemoNeverInside() {
    List<XmlElement> children =
        SealedStanza.children(slotOnly, List.of(legacy(), omemo2(Optional.of(payload))));
    assertThat(children.get(0).is(Namespaces.GROUPS, "sealed")).isTrue();
    children.stream()
        .filter(each -> each.name().equals("encrypted"))
        .forEach(each -> assertThat(each.toXml()).doesNotContain("symbolon"));
    assertThat(children.stream().filter(each -> each.name().equals("encrypted"))).hasSize(2);
  }

  private static void refused(List<XmlElement> children) {
    assertThatThrownBy(() -> SealedStanza.find(children))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }
}
