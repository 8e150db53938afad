package im.symbolon.protocol.groups;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.Vectors;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Corruption;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Each element as it is written, and everything else refused. */
class GroupCodecTest {
  private static final EpochHash GENESIS = hash(1);
  private static final GroupPlace PLACE =
      new GroupPlace(new BareJid("friends", "rooms.alpha.test"), GENESIS);
  private static final EpochName EPOCH = new EpochName(3, hash(3));

  @FunctionalInterface
  interface Parser {
    Object parse(XmlElement element) throws ProtocolException;
  }

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static EpochHash hash(int with) {
    try {
      return EpochHash.parse(filled(32, with));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(int length, int with) {
    return StrictBase64.encode(filled(length, with));
  }

  private static ChainPosition position() throws Exception {
    return new ChainPosition(ChainId.parse(filled(16, 7)), 7);
  }

  private static SealedElement sealed() throws Exception {
    return new SealedElement(
        GENESIS,
        EPOCH,
        new DeviceId(27183),
        position(),
        new MessageId("a-1_Z"),
        RecipientsHash.parse(filled(32, 4)),
        Commitment.parse(filled(32, 5)),
        Slot.parse(filled(48, 6)),
        Signature.parse(filled(64, 8)),
        Optional.of(Ciphertext.of(filled(16, 9))));
  }

  /** The parts that the package names, one after the other. */
  private static byte[] bytes() throws Exception {
    ByteBuffer out = ByteBuffer.allocate(1000);
    out.put((byte) 0).putInt(27183).put(filled(16, 7)).putShort((short) 7);
    out.put(filled(32, 1)).putLong(3).put(filled(32, 3));
    out.put(filled(32, 4)).put(filled(32, 5)).put(filled(64, 8)).put(filled(48, 6));
    out.put((byte) 5).put("a-1_Z".getBytes(US_ASCII)).put(filled(16, 9));
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void looksAsThePackageSays() throws Exception {
    assertThat(SealedElementCodec.encode(sealed()).toXml())
        .isEqualTo(
            "<sealed xmlns='urn:symbolon:groups:0'>" + StrictBase64.encode(bytes()) + "</sealed>");
    assertThat(new NeedChain(PLACE, position()).toXml().toXml())
        .isEqualTo(
            "<need-chain xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test'"
                + (" genesis='" + text(32, 1) + "' chain='" + text(16, 7) + "' i='7'/>"));
    VerifyKey verify = new VerifyKey(IdentityKey.parse(filled(32, 0x11)));
    try (ChainDistribution chain =
        ChainDistribution.of(PLACE, EPOCH, position(), verify, filled(32, 2))) {
      assertThat(chain.toXml().toXml())
          .isEqualTo(
              "<chain xmlns='urn:symbolon:groups:0' room='friends@rooms.alpha.test'"
                  + (" genesis='" + text(32, 1) + "' epoch='3' eh='" + text(32, 3) + "'")
                  + (" id='" + text(16, 7) + "' i='7' key='" + text(32, 2) + "'")
                  + (" verify='" + text(32, 0x11) + "'/>"));
    }
  }

  /** REVIEW 32: one slot costs the same however many read it. */
  @Test
  void aSlotHasLessThanHalfAKibibyte() throws Exception {
    assertThat(SealedElementCodec.encode(sealed()).toXml().length()).isLessThan(512);
  }

  @Property(tries = 200)
  void everyValueComesBackFromTheWire(@ForAll long seed) throws Exception {
    GroupValues values = new GroupValues(seed);
    for (SealedElement each :
        List.of(values.sealed(Optional.empty()), values.sealed(Optional.of(values.payload())))) {
      XmlElement wire = Vectors.tree(SealedElementCodec.encode(each).toXml());
      assertThat(SealedElementCodec.decode(wire)).isEqualTo(each);
    }
    NeedChain need = values.needChain();
    assertThat(NeedChain.parse(Vectors.tree(need.toXml().toXml()))).isEqualTo(need);
    try (ChainDistribution chain = values.distribution();
        ChainDistribution read = ChainDistribution.parse(Vectors.tree(chain.toXml().toXml()))) {
      assertThat(read.toXml()).isEqualTo(chain.toXml());
      assertThat(read.exposeKey()).isEqualTo(chain.exposeKey());
      assertThat(List.of(read.place(), read.epoch(), read.from(), read.verifyKey()))
          .isEqualTo(List.of(chain.place(), chain.epoch(), chain.from(), chain.verifyKey()));
    }
  }

  /** Whatever was changed, a parser refuses it by the one exception or finds a valid value. */
  @Property(tries = 2000)
  void corruptedInputIsRefusedAndNeverSurprises(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) throws Exception {
    GroupValues values = new GroupValues(seed);
    Corruption corruption = new Corruption(seed);
    SealedElement sealed = values.sealed(Optional.of(values.payload()));
    survives(SealedElementCodec::decode, SealedElementCodec.encode(sealed), corruption, changes);
    survives(NeedChain::parse, values.needChain().toXml(), corruption, changes);
    survives(ChainDistribution::parse, values.distribution().toXml(), corruption, changes);
  }

  private static void survives(Parser parser, XmlElement good, Corruption corruption, int changes) {
    XmlElement bad = good;
    for (int i = 0; i < changes; i++) {
      bad = corruption.apply(bad);
    }
    try {
      assertThat(parser.parse(bad)).isNotNull();
    } catch (ProtocolException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @Test
  void everyAttributeIsNeededAndNoOtherAllowed() throws Exception {
    everyAttributeIsNeeded(NeedChain::parse, new GroupValues(1).needChain().toXml());
    everyAttributeIsNeeded(ChainDistribution::parse, new GroupValues(1).distribution().toXml());
  }

  private static void everyAttributeIsNeeded(Parser parser, XmlElement good) throws Exception {
    assertThat(parser.parse(good)).isNotNull();
    for (String name : good.attributes().keySet()) {
      refused(parser, with(good, Map.of(name, "")), null);
      refused(parser, without(good, name), Reason.MALFORMED);
    }
    refused(parser, with(good, Map.of("more", "")), Reason.MALFORMED);
    refused(parser, renamed(good), Reason.MALFORMED);
    refused(parser, plus(good, "surprise"), null);
  }

  @Test
  void hostileNumbersAndTextsAreRefused() throws Exception {
    XmlElement chain = new GroupValues(1).distribution().toXml();
    refused(ChainDistribution::parse, with(chain, Map.of("key", text(31, 1))), Reason.MALFORMED);
    refused(ChainDistribution::parse, with(chain, Map.of("verify", text(32, 0))), Reason.WEAK_KEY);
    refused(ChainDistribution::parse, with(chain, Map.of("room", "rooms.test")), Reason.MALFORMED);
    refused(NeedChain::parse, with(chain, Map.of()), Reason.MALFORMED);
  }

  @Test
  void hostileBytesAreRefused() throws Exception {
    byte[] good = bytes();
    refused(Reason.UNKNOWN_VERSION, put(good, 0, 1));
    refused(Reason.UNKNOWN_VERSION, put(good, 0, 0xff));
    refused(Reason.OUT_OF_RANGE, put(put(good, 3, 0), 4, 0)); // device 0
    refused(null, put(good, 1, 0x80)); // device 2^31 and more
    refused(Reason.OUT_OF_RANGE, put(put(good, 21, 3), 22, 0xe8)); // iteration 1000
    refused(Reason.OUT_OF_RANGE, put(good, 21, 0xff));
    refused(Reason.OUT_OF_RANGE, put(good, 55, 0x80)); // epoch below 0
    refused(Reason.OUT_OF_RANGE, put(good, 55, 1));
    refused(Reason.MALFORMED, put(good, 272, ' ')); // in the message id
    refused(Reason.MALFORMED, put(good, 272, 0x80));
    refused(Reason.MALFORMED, put(good, 271, 0)); // of no length
    refused(Reason.MALFORMED, put(good, 271, 65));
    refused(Reason.MALFORMED, put(good, 271, 22)); // past the end
  }

  @Test
  void whatEndsTooEarlyIsRefusedAndNothingButThePayloadMayBeMissing() throws Exception {
    byte[] good = bytes();
    int head = good.length - 16;
    for (int length = 0; length < head; length++) {
      refused(Reason.MALFORMED, Arrays.copyOf(good, length));
    }
    for (int length = head; length <= good.length; length++) {
      int payload = length - head;
      assertThat(SealedElementCodec.decode(holding(Arrays.copyOf(good, length))).payload())
          .isEqualTo(
              payload == 0 ? Optional.empty() : Optional.of(Ciphertext.of(filled(payload, 9))));
    }
    refused(Reason.OVERSIZED, Arrays.copyOf(good, head + EncryptedElement.MAX_PAYLOAD_BYTES + 1));
    refused(Reason.OVERSIZED, Arrays.copyOf(good, 10 * EncryptedElement.MAX_PAYLOAD_BYTES));
    Ciphertext large = Ciphertext.of(new byte[EncryptedElement.MAX_PAYLOAD_BYTES + 1]);
    assertThatThrownBy(() -> new GroupValues(1).sealed(Optional.of(large)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sealedHoldsBase64TextAndNothingElse() throws Exception {
    XmlElement good = SealedElementCodec.encode(sealed());
    Parser parser = SealedElementCodec::decode;
    assertThat(parser.parse(good)).isEqualTo(sealed());
    refused(parser, with(good, Map.of("v", "0")), Reason.MALFORMED);
    refused(parser, with(good, Map.of("more", "")), Reason.MALFORMED);
    refused(parser, renamed(good), Reason.MALFORMED);
    refused(parser, plus(good, "surprise"), Reason.MALFORMED);
    refused(parser, named("sealed", "!" + good.text()), Reason.MALFORMED);
    refused(parser, named("sealed", ""), Reason.MALFORMED);
    refused(parser, named("slot", good.text()), Reason.MALFORMED);
  }

  private static byte[] put(byte[] bytes, int at, int value) {
    byte[] out = bytes.clone();
    out[at] = (byte) value;
    return out;
  }

  private static XmlElement holding(byte[] bytes) {
    return named("sealed", StrictBase64.encode(bytes));
  }

  private static void refused(Reason reason, byte[] bytes) {
    refused(SealedElementCodec::decode, holding(bytes), reason);
  }

  /** STYLE 6: neither printed nor compared, and wiped. */
  @Test
  void aDistributionKeepsItsKeyToItself() throws Exception {
    ChainDistribution chain = new GroupValues(1).distribution();
    byte[] key = chain.exposeKey();
    assertThat(chain).hasToString("ChainDistribution");
    assertThat(chain).isNotEqualTo(ChainDistribution.parse(chain.toXml()));
    chain.close();
    assertThat(chain.exposeKey()).isEqualTo(new byte[32]).isNotEqualTo(key);
  }

  @Test
  void namesOfDifferentKindsAreNeverEqual() throws Exception {
    assertThat((Object) Commitment.parse(filled(32, 1))).isNotEqualTo(hash(1));
    assertThat((Object) RecipientsHash.parse(filled(32, 1))).isNotEqualTo(hash(1));
    assertThat(EpochHash.parse(text(32, 1))).isEqualTo(hash(1)).hasSameHashCodeAs(hash(1));
    assertThat(hash(1)).hasToString(text(32, 1));
  }

  private static XmlElement with(XmlElement element, Map<String, String> changes) {
    XmlElement.Builder out = XmlElement.element(element.namespace(), element.name());
    element.attributes().forEach(out::with);
    changes.forEach(out::with);
    return out.with(element.children()).text(element.text()).build();
  }

  private static XmlElement without(XmlElement element, String name) {
    XmlElement.Builder out = XmlElement.element(element.namespace(), element.name());
    element.attributes().forEach((key, value) -> put(out, key, value, name));
    return out.with(element.children()).build();
  }

  private static void put(XmlElement.Builder out, String key, String value, String not) {
    if (!key.equals(not)) {
      out.with(key, value);
    }
  }

  private static XmlElement renamed(XmlElement element) {
    return new XmlElement(
        Namespaces.DELIVERY, element.name(), element.attributes(), element.children(), "");
  }

  private static XmlElement plus(XmlElement element, String child) {
    return new XmlElement(
        element.namespace(),
        element.name(),
        element.attributes(),
        List.of(named(child, "")),
        element.text());
  }

  private static XmlElement named(String name, String text) {
    return XmlElement.element(Namespaces.GROUPS, name).text(text).build();
  }

  /** Refused, and for that reason if one is named. */
  private static void refused(Parser parser, XmlElement bad, Reason reason) {
    assertThatThrownBy(() -> parser.parse(bad))
        .as(bad.name() + bad.attributes())
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e ->
                assertThat(e.reason())
                    .isIn(reason == null ? List.of(Reason.values()) : List.of(reason)));
  }
}
