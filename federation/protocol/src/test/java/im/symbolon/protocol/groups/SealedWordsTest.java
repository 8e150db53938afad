package im.symbolon.protocol.groups;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.Vectors;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices of ours say to each other without an envelope. */
class SealedWordsTest {
  private static final MessageId ID = new MessageId("id-1");
  private static final Route ROUTE =
      new Route(new BareJid("alice", "alpha.test"), new BareJid("friends", "rooms.alpha.test"));

  private static Envelope saying(String text, long millis) {
    Instant time = Instant.ofEpochMilli(millis);
    return Envelope.of(ID, ROUTE, time, List.of(Envelope.bodyOf(text)));
  }

  private static Envelope read(XmlElement words) throws ProtocolException {
    return SealedWords.decode(words, ROUTE, ID);
  }

  private static int length(XmlElement words) {
    return words.toXml().getBytes(UTF_8).length;
  }

  @Test
  void lookAsThePackageSays() throws Exception {
    Envelope hello =
        saying("Hello", 1_790_000_000_123L).tagged(Optional.of(ListTags.parse("3.4.abcdefghijk")));
    String xml = SealedWords.encode(hello).toXml();
    assertThat(xml.replaceAll("-+'", "'"))
        .isEqualTo(
            "<words xmlns='urn:symbolon:groups:0' time='1790000000123' lists='3.4.abcdefghijk'"
                + " pad=''><body xmlns='jabber:client'>Hello</body></words>");
    assertThat(read(Vectors.tree(xml))).isEqualTo(hello);
  }

  @Property(tries = 300)
  void comeBackFromTheWire(
      @ForAll @StringLength(max = 700) String any,
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis)
      throws Exception {
    String text =
        any.codePoints()
            .filter(c -> c > ' ' && c < 0xd800)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Envelope envelope = saying(text, millis);
    assertThat(read(Vectors.tree(SealedWords.encode(envelope).toXml()))).isEqualTo(envelope);
  }

  /** The cipher adds one byte at least: so the payload is a whole number of buckets. */
  @Test
  void theirLengthSaysOnlyHowManyBucketsTheyTake() {
    int full = 0;
    for (int letters = 0; letters < 1200; letters++) {
      int length = length(SealedWords.encode(saying("m".repeat(letters), 1)));
      assertThat((length + 1) % SealedWords.BUCKET).isZero();
      full = Math.max(full, length);
    }
    assertThat(full).isLessThan(6 * SealedWords.BUCKET);
  }

  /** What most messages are: no two texts of up to a hundred characters differ in length. */
  @Test
  void aHundredCharactersAndNoneAreOneLength() throws Exception {
    Optional<ListTags> tags = Optional.of(ListTags.parse("123.4567.abcdefghijk"));
    long now = 1_790_000_000_123L;
    assertThat(length(SealedWords.encode(saying("m".repeat(100), now).tagged(tags))))
        .isEqualTo(length(SealedWords.encode(saying("", now))))
        .isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+1", "1.5", "one", " 1", "1234567890123456", "12345678901234567890"})
  void aTimeThatIsNoneIsRefused(String time) {
    XmlElement words = XmlElement.element(Namespaces.GROUPS, "words").with("time", time).build();
    refused(words);
  }

  @Test
  void whatIsNoWordsIsRefused() {
    refused(XmlElement.element(Namespaces.GROUPS, "words").build());
    refused(XmlElement.element(Namespaces.SCE, "words").with("time", "1").build());
    refused(XmlElement.element(Namespaces.GROUPS, "envelope").with("time", "1").build());
  }

  @Test
  void whatOnlyServersMayBeSentIsDroppedAndTagsThatAreNoneSayNothing() throws Exception {
    XmlElement words =
        XmlElement.element(Namespaces.GROUPS, "words")
            .with("time", "1")
            .with("lists", "nonsense")
            .with(XmlElement.element(Namespaces.HINTS, "store").build())
            .with(Envelope.bodyOf("Hello"))
            .build();
    assertThat(read(words)).isEqualTo(saying("Hello", 1));
  }

  private static void refused(XmlElement words) {
    assertThatThrownBy(() -> read(words))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }
}
