package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.protocol.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTest {
  private static final String NS = "urn:xmpp:sce:1";
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Route ROUTE = new Route(Samples.ALICE, Samples.BOB);
  private static final EnvelopeCodec UNPADDED = new EnvelopeCodec(byte[]::new);

  @Property(tries = 300)
  void readsWhatItWrites(@ForAll @StringLength(max = 500) String text, @ForAll long seed)
      throws Exception {
    String writable = writable(text);
    Envelope envelope = envelope(Envelope.bodyOf(writable));
    XmlElement written = new EnvelopeCodec(random(seed)).encode(envelope);
    assertThat(EnvelopeCodec.decode(written)).isEqualTo(envelope);
    assertThat(EnvelopeCodec.decode(written).body()).hasValue(writable);
  }

  @Property(tries = 300)
  void theLengthSaysWhichBucketAndNoMore(
      @ForAll @StringLength(max = 2000) String text, @ForAll long seed) {
    String writable = writable(text);
    XmlElement bare = UNPADDED.encode(envelope(Envelope.bodyOf(writable)));
    XmlElement padded = new EnvelopeCodec(random(seed)).encode(envelope(Envelope.bodyOf(writable)));
    int bucket = bare.toXml().getBytes(StandardCharsets.UTF_8).length;
    int length = padded.toXml().getBytes(StandardCharsets.UTF_8).length;
    assertThat(bucket % Padding.BUCKET).isZero();
    assertThat(length - bucket).isBetween(0, Padding.MAX_EXTRA);
  }

  @Test
  void paddingReachesBothEndsOfItsRange() {
    Padding least = new Padding(byte[]::new);
    assertThat(least.forLength(256)).hasSize(256);
    assertThat(least.forLength(255)).hasSize(1);
    Padding most = new Padding(n -> n == 2 ? new byte[] {0, (byte) 200} : filled(n));
    assertThat(most.forLength(255)).hasSize(201).matches("[A-Za-z0-9_-]*");
  }

  @Test
  void shortTextsLookAlike() {
    assertThat(UNPADDED.encode(envelope(Envelope.bodyOf("yes"))).toXml())
        .hasSameSizeAs(UNPADDED.encode(envelope(Envelope.bodyOf("no"))).toXml());
  }

  @Test
  void writesEveryAffix() {
    XmlElement written = UNPADDED.encode(envelope(Envelope.bodyOf("Hello")));
    assertThat(written.child("from").orElseThrow().attribute("jid")).hasValue("alice@alpha.test");
    assertThat(written.child("to").orElseThrow().attribute("jid")).hasValue("bob@beta.test");
    assertThat(written.child("time").orElseThrow().attribute("stamp"))
        .hasValue("2026-01-02T03:04:05.678Z");
    assertThat(written.child("rpad")).isPresent();
  }

  @Test
  void writesOurMessageIdIntoTheContent() throws Exception {
    XmlElement written = UNPADDED.encode(envelope(Envelope.bodyOf("Hello")));
    XmlElement id = written.only("content").child("urn:symbolon:delivery:0", "id").orElseThrow();
    assertThat(id.attribute("value")).hasValue("m-1");
    assertThat(written.toXml()).contains("<body xmlns='jabber:client'>Hello</body>");
  }

  @Test
  void neverWritesAnIncompleteEnvelope() {
    Envelope whole = envelope(Envelope.bodyOf("x"));
    for (Envelope part :
        List.of(
            foreign(Optional.empty(), whole.to(), whole.time()),
            foreign(whole.from(), Optional.empty(), whole.time()),
            foreign(whole.from(), whole.to(), Optional.empty()))) {
      assertThatIllegalStateException().isThrownBy(() -> UNPADDED.encode(part));
    }
  }

  @Test
  void dropsWhatOnlyServersMayBeSentAndNeverWritesIt() throws Exception {
    List<XmlElement> forbidden =
        List.of(
            element("urn:xmpp:hints", "no-store").build(),
            element("urn:xmpp:hints", "store").build(),
            element("urn:xmpp:sid:0", "stanza-id").with("id", "1").build(),
            element("http://jabber.org/protocol/address", "addresses").build(),
            element("http://jabber.org/protocol/address", "address").build(),
            element("urn:xmpp:eme:0", "encryption").build());
    XmlElement read =
        element(NS, "envelope")
            .with(element(NS, "content").with(forbidden).with(Envelope.bodyOf("kept")).build())
            .build();
    assertThat(EnvelopeCodec.decode(read).content()).containsExactly(Envelope.bodyOf("kept"));
    for (XmlElement each : forbidden) {
      assertThatIllegalStateException().isThrownBy(() -> UNPADDED.encode(envelope(each)));
    }
  }

  @Test
  void anOriginIdMayStandInside() throws Exception {
    XmlElement origin = element("urn:xmpp:sid:0", "origin-id").with("id", "1").build();
    assertThat(EnvelopeCodec.decode(UNPADDED.encode(envelope(origin))).content())
        .containsExactly(origin);
  }

  @Test
  void aBodyWithoutItsNamespaceIsNoBody() throws Exception {
    XmlElement read =
        element(NS, "envelope")
            .with(element(NS, "content").with(element(NS, "body").text("x").build()).build())
            .build();
    assertThat(EnvelopeCodec.decode(read).body()).isEmpty();
  }

  @Test
  void aForeignEnvelopeMayLackEveryAffix() throws Exception {
    Envelope read =
        EnvelopeCodec.decode(element(NS, "envelope").with(element(NS, "content").build()).build());
    assertThat(read)
        .isEqualTo(
            new Envelope(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
  }

  @Test
  void paddingMayBeOfAnyLength() throws Exception {
    XmlElement read =
        element(NS, "envelope")
            .with(element(NS, "content").build())
            .with(element(NS, "rpad").text("<&'\">".repeat(20_000)).build())
            .build();
    assertThat(EnvelopeCodec.decode(read).padded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2004-01-25T06:05:00+01:00,2004-01-25T05:05:00Z",
    "2026-01-02T03:04:05Z,2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.123456Z,2026-01-02T03:04:05.123Z"
  })
  void readsDateTimesAsXep0082WritesThem(String stamp, String meaning) throws Exception {
    assertThat(EnvelopeCodec.decode(with(element(NS, "time").with("stamp", stamp).build())).time())
        .hasValue(Instant.parse(meaning));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-01-02",
        "20040125T06:05:00",
        "2026-13-01T00:00:00Z",
        "1767323045"
      })
  void refusesOtherTimes(String stamp) {
    refused(with(element(NS, "time").with("stamp", stamp).build()));
  }

  @Test
  void aResourceInAnAffixIsCutOff() throws Exception {
    XmlElement from = element(NS, "from").with("jid", "alice@alpha.test/phone/2").build();
    assertThat(EnvelopeCodec.decode(with(from)).from()).hasValue(Samples.ALICE);
  }

  @Test
  void refusesAffixesThatContradictThemselves() {
    XmlElement alice = element(NS, "from").with("jid", "alice@alpha.test").build();
    XmlElement bob = element(NS, "from").with("jid", "bob@beta.test").build();
    refused(with(alice, bob));
    refused(with(element(NS, "to").build()));
    refused(with(element(NS, "to").with("jid", "nobody").build()));
    refused(with(element(NS, "time").build()));
    refused(with(element(NS, "content").build()));
  }

  @Test
  void refusesMessageIdsThatAreNone() {
    for (String value : List.of("", " ", "a b", "ä", "<", "x".repeat(65), "\u0000".repeat(0))) {
      XmlElement id = element("urn:symbolon:delivery:0", "id").with("value", value).build();
      refused(withContent(id));
    }
    XmlElement id = new MessageId("m-1").toElement();
    refused(withContent(id, id));
    refused(withContent(element("urn:symbolon:delivery:0", "id").build()));
  }

  @Test
  void refusesAnotherElement() {
    refused(element("urn:xmpp:sce:0", "envelope").build());
    refused(element(NS, "content").build());
    refused(element(NS, "envelope").build());
  }

  @Test
  void nothingOfTheTextIsPrinted() {
    assertThat(envelope(Envelope.bodyOf("secret"))).hasToString("Envelope");
  }

  private static String writable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .map(one -> XmlText.isWritable(one) ? one : "&")
        .forEach(out::append);
    return out.toString();
  }

  private static Reason refused(XmlElement element) {
    try {
      EnvelopeCodec.decode(element);
    } catch (ProtocolException e) {
      return e.reason();
    }
    throw new AssertionError("was accepted: " + element.toXml());
  }

  private static Envelope envelope(XmlElement... content) {
    return Envelope.of(new MessageId("m-1"), ROUTE, TIME, List.of(content));
  }

  private static Envelope foreign(
      Optional<BareJid> from, Optional<BareJid> to, Optional<Instant> time) {
    return new Envelope(List.of(), Optional.of(new MessageId("m-1")), from, to, time, true);
  }

  private static XmlElement with(XmlElement... affixes) {
    return element(NS, "envelope")
        .with(element(NS, "content").build())
        .with(List.of(affixes))
        .build();
  }

  private static XmlElement withContent(XmlElement... content) {
    return element(NS, "envelope")
        .with(element(NS, "content").with(List.of(content)).build())
        .build();
  }

  private static RandomBytes random(long seed) {
    Random source = new Random(seed);
    return length -> {
      byte[] bytes = new byte[length];
      source.nextBytes(bytes);
      return bytes;
    };
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xff);
    return bytes;
  }
}
