package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedElementCodecTest {
  private static final String NS = "urn:xmpp:omemo:2";

  @Property(tries = 200)
  void readsWhatItWrites(@ForAll("messages") EncryptedElement message) throws Exception {
    XmlElement written = EncryptedElementCodec.encode(message);
    assertThat(EncryptedElementCodec.decode(written)).isEqualTo(message);
    assertThat(ClosedSchema.ENCRYPTED.accepts(written)).isTrue();
    assertThat(written.toXml()).doesNotContain("kex='false'");
  }

  @Test
  void findsTheEntryOfExactlyOneDevice() {
    EncryptedElement message = Samples.message();
    assertThat(message.entryFor(new DeviceAddress(Samples.BOB, new DeviceId(12321))))
        .hasValue(Samples.entry(12321, true));
    assertThat(message.entryFor(new DeviceAddress(Samples.ALICE, new DeviceId(12321)))).isEmpty();
    assertThat(message.entryFor(new DeviceAddress(Samples.BOB, new DeviceId(1)))).isEmpty();
  }

  @Test
  void theSameDeviceIdUnderTwoAccountsIsTwoDevices() throws Exception {
    EncryptedElement read =
        EncryptedElementCodec.decode(message(keys("a@b", key("1")), keys("c@d", key("1"))));
    assertThat(read.keys()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "false,false", "0,false"})
  void kexHasTwoWordsForEachValue(String word, boolean meaning) throws Exception {
    XmlElement key = element(NS, "key").with("rid", "1").with("kex", word).text("QUFB").build();
    EncryptedElement read = EncryptedElementCodec.decode(message(keys("a@b", key)));
    assertThat(read.keys().get(new BareJid("a", "b")).get(0).keyExchange()).isEqualTo(meaning);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "", "2", " true"})
  void refusesAnotherKex(String word) {
    XmlElement key = element(NS, "key").with("rid", "1").with("kex", word).text("QUFB").build();
    assertThat(refused(message(keys("a@b", key)))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void anAccountThatAppearsTwiceIsJoined() throws Exception {
    EncryptedElement read =
        EncryptedElementCodec.decode(message(keys("a@b", key("1")), keys("A@B", key("2"))));
    assertThat(read.keys().get(new BareJid("a", "b"))).hasSize(2);
  }

  @Test
  void refusesADeviceThatAppearsTwice() {
    assertThat(refused(message(keys("a@b", key("1"), key("1"))))).isEqualTo(Reason.MALFORMED);
    assertThat(refused(message(keys("a@b", key("1")), keys("a@b", key("1")))))
        .isEqualTo(Reason.MALFORMED);
  }

  @Test
  void entriesThatNobodyCanOwnHideNobodyElse() throws Exception {
    XmlElement noJid = element(NS, "keys").with(key("1")).build();
    XmlElement noRid = element(NS, "key").text("QUFB").build();
    EncryptedElement read =
        EncryptedElementCodec.decode(
            message(
                noJid,
                keys("no account", key("3")),
                keys("x@y", key("0"), key("2147483648"), noRid),
                keys("a@b", key("5"))));
    assertThat(read.keys()).containsOnlyKeys(new BareJid("a", "b"));
  }

  @Test
  void aHeaderWithoutKeysIsReadAsForNobody() throws Exception {
    EncryptedElement read = EncryptedElementCodec.decode(message());
    assertThat(read.keys()).isEmpty();
  }

  @Test
  void aHeaderWithoutKeysIsNeverWritten() {
    EncryptedElement nobody = new EncryptedElement(new DeviceId(1), Map.of(), Optional.empty());
    assertThatIllegalStateException().isThrownBy(() -> EncryptedElementCodec.encode(nobody));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EncryptedElement(
                    new DeviceId(1), Map.of(Samples.BOB, List.of()), Optional.empty()));
  }

  @Test
  void whatOthersAddIsIgnored() throws Exception {
    XmlElement extended =
        element(NS, "encrypted")
            .with("extra", "1")
            .with(element("urn:example", "payload").text("x").build())
            .with(
                element(NS, "header")
                    .with("sid", "9")
                    .with("extra", "1")
                    .with(element("urn:example", "keys").build())
                    .with(keys("a@b", key("5")))
                    .build())
            .build();
    EncryptedElement read = EncryptedElementCodec.decode(extended);
    assertThat(read.isEmptyMessage()).isTrue();
    assertThat(read.keys()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2147483648", "x", "", "12345678901"})
  void refusesASenderThatIsNoDevice(String sid) {
    refused(element(NS, "encrypted").with(element(NS, "header").with("sid", sid).build()).build());
  }

  @Test
  void refusesMissingOrRepeatedParts() {
    XmlElement header = element(NS, "header").with("sid", "1").build();
    XmlElement payload = element(NS, "payload").text("QUFB").build();
    refused(element(NS, "encrypted").build());
    refused(element(NS, "encrypted").with(element(NS, "header").build()).build());
    refused(element(NS, "encrypted").with(header).with(header).build());
    refused(element(NS, "encrypted").with(header).with(payload).with(payload).build());
    refused(element("eu.siacs.conversations.axolotl", "encrypted").with(header).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "A", "*", "QUFB=QUF", "QUFC====", "QR==", "QUG", "Ä"})
  void refusesPayloadsThatAreNone(String base64) {
    refused(withPayload(base64));
  }

  @Test
  void payloadsMayBeWrappedAndUnpadded() throws Exception {
    EncryptedElement read = EncryptedElementCodec.decode(withPayload(" QUFB\r\n\tQUE "));
    assertThat(read.payload()).hasValue(Ciphertext.of("AAAAA".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void boundsEverySize() {
    String big = "QUFB".repeat(KeyEntry.MAX_BYTES / 3 + 1);
    XmlElement key = element(NS, "key").with("rid", "1").text(big).build();
    assertThat(refused(message(keys("a@b", key)))).isEqualTo(Reason.OVERSIZED);

    XmlElement payload =
        element(NS, "payload")
            .text("QUFB".repeat(EncryptedElement.MAX_PAYLOAD_BYTES / 3 + 1))
            .build();
    XmlElement header = element(NS, "header").with("sid", "1").build();
    assertThat(refused(element(NS, "encrypted").with(header).with(payload).build()))
        .isEqualTo(Reason.OVERSIZED);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new KeyEntry(
                    new DeviceId(1),
                    false,
                    Ciphertext.of(Samples.filled(KeyEntry.MAX_BYTES + 1, 1))));
  }

  @Test
  void boundsTheNumberOfEntriesEvenWhenNobodyCanOwnThem() {
    List<XmlElement> many = new ArrayList<>();
    for (int i = 0; i <= EncryptedElement.MAX_KEYS; i++) {
      many.add(key("0"));
    }
    XmlElement crowd = element(NS, "keys").with("jid", "a@b").with(many).build();
    assertThat(refused(message(crowd))).isEqualTo(Reason.OVERSIZED);
  }

  @Test
  void ciphertextsAreValuesAndSilent() {
    byte[] bytes = {1, 2, 3};
    Ciphertext ciphertext = Ciphertext.of(bytes);
    bytes[0] = 9;
    ciphertext.bytes()[1] = 9;
    assertThat(ciphertext.bytes()).containsExactly(1, 2, 3);
    assertThat(ciphertext).hasToString("Ciphertext of 3 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> Ciphertext.of(new byte[0]));
  }

  @Provide
  Arbitrary<EncryptedElement> messages() {
    Arbitrary<DeviceId> device = Arbitraries.integers().greaterOrEqual(1).map(DeviceId::new);
    Arbitrary<Ciphertext> data =
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(300).map(Ciphertext::of);
    Arbitrary<KeyEntry> entry =
        Combinators.combine(device, Arbitraries.of(true, false), data).as(KeyEntry::new);
    Arbitrary<List<KeyEntry>> entries =
        entry.list().ofMinSize(1).ofMaxSize(5).uniqueElements(KeyEntry::recipient);
    Arbitrary<BareJid> account =
        Arbitraries.strings()
            .withChars("abcüж.-_&<>'\"")
            .ofMinLength(1)
            .ofMaxLength(8)
            .filter(text -> text.chars().noneMatch(c -> "&<>'\"".indexOf(c) >= 0))
            .map(local -> new BareJid(local, "example.test"));
    return Combinators.combine(
            device, Arbitraries.maps(account, entries).ofMinSize(1).ofMaxSize(4), data.optional())
        .as(EncryptedElement::new);
  }

  private static Reason refused(XmlElement element) {
    try {
      EncryptedElementCodec.decode(element);
    } catch (ProtocolException e) {
      return e.reason();
    }
    throw new AssertionError("was accepted: " + element.toXml());
  }

  private static XmlElement withPayload(String base64) {
    return element(NS, "encrypted")
        .with(element(NS, "header").with("sid", "1").build())
        .with(element(NS, "payload").text(base64).build())
        .build();
  }

  private static XmlElement key(String rid) {
    return element(NS, "key").with("rid", rid).text("QUFB").build();
  }

  private static XmlElement keys(String jid, XmlElement... entries) {
    return element(NS, "keys").with("jid", jid).with(List.of(entries)).build();
  }

  private static XmlElement message(XmlElement... groups) {
    return element(NS, "encrypted")
        .with(element(NS, "header").with("sid", "27183").with(List.of(groups)).build())
        .build();
  }
}
