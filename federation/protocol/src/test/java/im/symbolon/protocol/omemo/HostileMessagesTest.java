package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that nobody honest sends, and what becomes of them. */
@Timeout(20)
class HostileMessagesTest {
  private static final int CROWD = 10_000;
  private static final int MILLION = 1_000_000;
  private static final DeviceAddress PHONE = new DeviceAddress(Samples.BOB, new DeviceId(5));

  /** OMEMO-FACTS 4e: xs:boolean has two words for each value, and some write them. */
  @ParameterizedTest
  @EnumSource(Words.class)
  void aKeyExchangeHasTwoWordsForEachValue(Words words) throws Exception {
    for (String word : List.of("true", "1")) {
      assertThat(read(words, exchange(words, word)).entriesFor(PHONE).get(0).keyExchange())
          .isTrue();
    }
    for (String word : List.of("false", "0")) {
      assertThat(read(words, exchange(words, word)).entriesFor(PHONE).get(0).keyExchange())
          .isFalse();
    }
    for (String word : List.of("", "yes", "TRUE", " true", "2")) {
      assertThat(outcome(words, exchange(words, word))).isEqualTo(Reason.MALFORMED);
    }
  }

  /** REVIEW 19: oldmemo takes the attribute's mere presence for a key exchange. */
  @ParameterizedTest
  @EnumSource(Words.class)
  void theAttributeIsNeverWrittenAsFalse(Words words) throws Exception {
    String written = words.format().encodeMessage(read(words, exchange(words, "false"))).toXml();
    assertThat(written).doesNotContain(words.exchange + "=");
    assertThat(words.format().encodeMessage(read(words, exchange(words, "1"))).toXml())
        .contains(words.exchange + "='true'");
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void partsMayComeInAnyOrder(Words words) throws Exception {
    XmlElement header = words.header(List.of(words.key("5")));
    List<XmlElement> reversed = new ArrayList<>(header.children());
    Collections.reverse(reversed);
    XmlElement mirrored = words.start("header").with("sid", "27183").with(reversed).build();
    assertThat(read(words, words.message(words.payload(), mirrored)))
        .isEqualTo(read(words, words.message(header, words.payload())));
  }

  @ParameterizedTest
  @CsvSource({"12,read", "16,read", "0,MALFORMED", "11,MALFORMED", "13,MALFORMED", "17,OVERSIZED"})
  void aVectorHasTwelveOrSixteenBytes(int length, String expected) {
    Words words = Words.LEGACY;
    XmlElement header =
        words.start("header").with("sid", "1").with(words.key("5")).with(words.iv(length)).build();
    for (XmlElement message :
        List.of(words.message(header, words.payload()), words.message(header))) {
      assertThat(outcome(words, message)).hasToString(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Words.class, names = "LEGACY")
  void aVectorMayBeMissingOnlyWithoutPayload(Words words) throws Exception {
    XmlElement header = words.start("header").with("sid", "1").with(words.key("5")).build();
    assertThat(outcome(words, words.message(header, words.payload()))).isEqualTo(Reason.MALFORMED);
    assertThat(read(words, words.message(header)).isEmptyMessage()).isTrue();
    XmlElement two =
        words.start("header").with("sid", "1").with(words.iv(12)).with(words.iv(12)).build();
    assertThat(outcome(words, words.message(two))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void keysForTenThousandDevicesAreRefused(Words words) {
    List<XmlElement> crowd = new ArrayList<>();
    for (int i = 1; i <= CROWD; i++) {
      crowd.add(words.key(Integer.toString(i)));
    }
    assertThat(outcome(words, words.message(words.header(crowd)))).isEqualTo(Reason.OVERSIZED);
    List<XmlElement> most = crowd.subList(0, EncryptedElement.MAX_KEYS);
    assertThat(outcome(words, words.message(words.header(most)))).isEqualTo("read");
    List<XmlElement> nobodys = Collections.nCopies(CROWD, words.key("0"));
    assertThat(outcome(words, words.message(words.header(nobodys)))).isEqualTo(Reason.OVERSIZED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void keysThatNobodyCanOwnHideNobodyElse(Words words) throws Exception {
    List<XmlElement> keys = new ArrayList<>();
    for (String rid : List.of("0", "-1", "2147483648", "4294967301", "x", "", " 5", "5 ", "٥")) {
      keys.add(words.start("key").with("rid", rid).text("*").build());
    }
    keys.add(words.start("key").text("QUFB").build());
    keys.add(element("urn:example", "key").with("rid", "5").text("evil").build());
    keys.add(words.key("5"));
    assertThat(read(words, words.message(words.header(keys))).entriesFor(PHONE)).hasSize(1);
  }

  /** Legacy OMEMO names no account, so devices of two accounts may share an id. */
  @ParameterizedTest
  @EnumSource(value = Words.class, names = "LEGACY")
  void someLegacyEntriesMayShareAnId(Words words) throws Exception {
    List<XmlElement> eight = Collections.nCopies(LegacyElement.MAX_NAMESAKES, words.key("5"));
    assertThat(read(words, words.message(words.header(eight))).entriesFor(PHONE)).hasSize(8);
    List<XmlElement> nine = Collections.nCopies(LegacyElement.MAX_NAMESAKES + 1, words.key("5"));
    assertThat(outcome(words, words.message(words.header(nine)))).isEqualTo(Reason.OVERSIZED);
  }

  @ParameterizedTest
  @EnumSource(value = Words.class, names = "OMEMO_2")
  void noOmemo2EntriesMayShareADevice(Words words) {
    List<XmlElement> two = List.of(words.key("5"), words.key("5"));
    assertThat(outcome(words, words.message(words.header(two)))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void aMillionUnknownElementsAreIgnored(Words words) throws Exception {
    List<XmlElement> junk = Collections.nCopies(MILLION, element("urn:example", "junk").build());
    XmlElement header = words.header(List.of(words.key("5")));
    XmlElement stuffed =
        words.start("header").with("sid", "27183").with(header.children()).with(junk).build();
    XmlElement message =
        words.start("encrypted").with(junk).with(stuffed).with(words.payload()).build();
    assertThat(read(words, message)).isEqualTo(read(words, words.message(header, words.payload())));
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void anElementInsideAnElementIsIgnored(Words words) throws Exception {
    XmlElement header = words.header(List.of(words.key("5")));
    XmlElement inner = words.message(words.header(List.of(words.key("6"))), words.payload());
    assertThat(read(words, words.message(inner, header, inner)))
        .isEqualTo(read(words, words.message(header)));
    assertThat(outcome(words, words.message(inner))).isEqualTo(Reason.MALFORMED);
    XmlElement payload = words.start("payload").with(inner).text("QUFB").build();
    assertThat(read(words, words.message(header, payload)))
        .isEqualTo(read(words, words.message(header, words.payload())));
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void childrenOfAnotherNamespaceAreNone(Words words) {
    Words other = words == Words.LEGACY ? Words.OMEMO_2 : Words.LEGACY;
    XmlElement foreign = other.header(List.of(other.key("5")));
    assertThat(outcome(words, words.message(foreign))).isEqualTo(Reason.MALFORMED);
    assertThat(outcome(words, other.message(foreign))).isEqualTo(Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void aHeaderStandsThereOnceAndNamesItsSender(Words words) {
    XmlElement header = words.header(List.of(words.key("5")));
    assertThat(outcome(words, words.message())).isEqualTo(Reason.MALFORMED);
    assertThat(outcome(words, words.message(header, header))).isEqualTo(Reason.MALFORMED);
    assertThat(outcome(words, words.message(header, words.payload(), words.payload())))
        .isEqualTo(Reason.MALFORMED);
    assertThat(outcome(words, words.message(words.start("header").build())))
        .isEqualTo(Reason.MALFORMED);
    for (String sid : List.of("0", "2147483648")) {
      XmlElement nobody = words.start("header").with("sid", sid).build();
      assertThat(outcome(words, words.message(nobody))).isEqualTo(Reason.OUT_OF_RANGE);
    }
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void base64MayBeWrappedAndUnpadded(Words words) throws Exception {
    XmlElement loose = words.start("key").with("rid", "5").text("\n QU\tFB\r\nQQ ").build();
    assertThat(read(words, words.message(words.header(List.of(loose)))).entriesFor(PHONE).get(0))
        .isEqualTo(
            new KeyEntry(new DeviceId(5), false, Ciphertext.of(new byte[] {'A', 'A', 'A', 'A'})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "A", "*", "QUFB=QUF", "QUFC====", "QR==", "QUG", "Ä", "-_-_"})
  void garbageIsNoCiphertext(String text) {
    for (Words words : Words.values()) {
      XmlElement key = words.start("key").with("rid", "5").text(text).build();
      XmlElement header = words.header(List.of(words.key("5")));
      XmlElement payload = words.start("payload").text(text).build();
      assertThat(outcome(words, words.message(words.header(List.of(key)))))
          .isEqualTo(Reason.MALFORMED);
      assertThat(outcome(words, words.message(header, payload))).isEqualTo(Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @EnumSource(Words.class)
  void everySizeIsBounded(Words words) {
    String big = "QUFB".repeat(EncryptedElement.MAX_PAYLOAD_BYTES / 3 + 1);
    XmlElement header = words.header(List.of(words.key("5")));
    XmlElement payload = words.start("payload").text(big).build();
    XmlElement key = words.start("key").with("rid", "5").text(big).build();
    assertThat(outcome(words, words.message(header, payload))).isEqualTo(Reason.OVERSIZED);
    assertThat(outcome(words, words.message(words.header(List.of(key)))))
        .isEqualTo(Reason.OVERSIZED);
  }

  private static XmlElement exchange(Words words, String word) {
    XmlElement key =
        words.start("key").with("rid", "5").with(words.exchange, word).text("QUFB").build();
    return words.message(words.header(List.of(key)));
  }

  private static OmemoElement read(Words words, XmlElement message) throws ProtocolException {
    return words.format().decodeMessage(message);
  }

  /** "read", or why it is not. */
  private static Object outcome(Words words, XmlElement message) {
    try {
      read(words, message);
      return "read";
    } catch (ProtocolException e) {
      return e.reason();
    }
  }
}
