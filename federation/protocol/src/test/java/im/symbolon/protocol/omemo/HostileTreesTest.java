package im.symbolon.protocol.omemo;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a peer sends, decoding gives a value or a {@link ProtocolException}, nothing else. */
class HostileTreesTest {
  private static final List<String> NAMES =
      List.of(
          "encrypted",
          "header",
          "keys",
          "key",
          "payload",
          "iv",
          "list",
          "devices",
          "device",
          "bundle",
          "spk",
          "spks",
          "ik",
          "prekeys",
          "pk",
          "signedPreKeyPublic",
          "signedPreKeySignature",
          "identityKey",
          "preKeyPublic",
          "envelope",
          "content",
          "rpad",
          "time",
          "from",
          "to",
          "id",
          "body",
          "stanza-id");
  private static final List<String> SPACES =
      List.of(
          "urn:xmpp:omemo:2",
          "eu.siacs.conversations.axolotl",
          "urn:xmpp:sce:1",
          "urn:symbolon:delivery:0",
          "jabber:client",
          "urn:xmpp:hints");
  private static final List<String> ATTRIBUTES =
      List.of(
          "id",
          "sid",
          "rid",
          "jid",
          "kex",
          "prekey",
          "preKeyId",
          "signedPreKeyId",
          "stamp",
          "value",
          "label");

  interface Decoder {
    Object decode(XmlElement element) throws ProtocolException;
  }

  private static final List<Decoder> DECODERS =
      List.of(
          DeviceListCodec::decode,
          BundleCodec::decode,
          EncryptedElementCodec::decode,
          WireFormat.of(OmemoVersion.LEGACY)::decodeDevices,
          WireFormat.of(OmemoVersion.LEGACY)::decodeBundle,
          WireFormat.of(OmemoVersion.LEGACY)::decodeMessage,
          EnvelopeCodec::decode,
          tree -> OmemoStanza.find(tree.children()));

  @Property(tries = 3000)
  void garbageGivesAValueOrAProtocolException(@ForAll("garbage") XmlElement tree) {
    for (Decoder decoder : DECODERS) {
      refusedOrRead(decoder, tree);
    }
  }

  @Property(tries = 2000)
  void almostRightGivesAValueOrAProtocolException(
      @ForAll("written") XmlElement tree, @ForAll("garbage") XmlElement part, @ForAll int where) {
    for (Decoder decoder : DECODERS) {
      refusedOrRead(decoder, Grafting.onto(tree, part, where));
    }
  }

  private static void refusedOrRead(Decoder decoder, XmlElement tree) {
    Object outcome;
    try {
      outcome = decoder.decode(tree);
    } catch (ProtocolException e) {
      outcome = e.reason();
    }
    assertThat(outcome).isNotNull();
  }

  @Provide
  Arbitrary<XmlElement> written() {
    return Arbitraries.of(
        DeviceListCodec.encode(Samples.devices(3)),
        BundleCodec.encode(Samples.bundle(25)),
        EncryptedElementCodec.encode(Samples.message()),
        WireFormat.of(OmemoVersion.LEGACY).encodeDevices(Samples.devices(3)),
        WireFormat.of(OmemoVersion.LEGACY).encodeBundle(Samples.legacyBundle(20, true)),
        WireFormat.of(OmemoVersion.LEGACY).encodeMessage(Samples.legacyMessage()),
        new EnvelopeCodec(byte[]::new)
            .encode(
                Envelope.of(
                    new MessageId("m"),
                    new Route(Samples.ALICE, Samples.BOB),
                    Instant.EPOCH,
                    List.of(Envelope.bodyOf("Hello")))));
  }

  @Provide
  Arbitrary<XmlElement> garbage() {
    return Arbitraries.lazyOf(() -> tree(Arbitraries.just(List.of())), () -> tree(nested()));
  }

  private Arbitrary<List<XmlElement>> nested() {
    return garbage().list().ofMaxSize(3);
  }

  private static Arbitrary<XmlElement> tree(Arbitrary<List<XmlElement>> children) {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.of("", "0", "1", "true", "a@b", "QUFB", "-1", "2147483648", "/", "@", "="),
            Arbitraries.strings().withCharRange(' ', '\ud7ff').ofMaxLength(20));
    Arbitrary<Map<String, String>> attributes =
        Arbitraries.maps(Arbitraries.of(ATTRIBUTES), text).ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.of(SPACES), Arbitraries.of(NAMES), attributes, children, text)
        .as(XmlElement::new);
  }
}
