package im.symbolon.protocol.groups;

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
        Slot.parse(filled(80, 6)),
        Signature.parse(filled(64, 8)),
        Optional.of(Ciphertext.of(filled(16, 9))));
  }

  @Test
  void looksAsThePackageSays() throws Exception {
    assertThat(SealedElementCodec.encode(sealed()).toXml())
        .isEqualTo(
            "<sealed xmlns='urn:symbolon:groups:0' v='0' sid='27183'"
                + (" chain='" + text(16, 7) + "' i='7' id='a-1_Z'")
                + (" genesis='" + text(32, 1) + "' epoch='3' eh='" + text(32, 3) + "'")
                + (" recipients='" + text(32, 4) + "' commit='" + text(32, 5) + "'")
                + (" signature='" + text(64, 8) + "'>")
                + ("<slot>" + text(80, 6) + "</slot><payload>" + text(16, 9) + "</payload>")
                + "</sealed>");
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
  void aSlotHasLessThanAKibibyte() throws Exception {
    assertThat(SealedElementCodec.encode(sealed()).toXml().length()).isLessThan(800);
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
    everyAttributeIsNeeded(SealedElementCodec::decode, SealedElementCodec.encode(sealed()));
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
    XmlElement good = SealedElementCodec.encode(sealed());
    Parser parser = SealedElementCodec::decode;
    refused(parser, with(good, Map.of("v", "1")), Reason.UNKNOWN_VERSION);
    refused(parser, with(good, Map.of("v", "00")), Reason.UNKNOWN_VERSION);
    refused(parser, with(good, Map.of("i", "1000")), Reason.OUT_OF_RANGE);
    refused(parser, with(good, Map.of("i", "1000000")), Reason.OUT_OF_RANGE);
    refused(parser, with(good, Map.of("i", "-1")), Reason.MALFORMED);
    refused(parser, with(good, Map.of("i", "99999999999999999999")), Reason.MALFORMED);
    refused(parser, with(good, Map.of("sid", "0")), Reason.OUT_OF_RANGE);
    refused(parser, with(good, Map.of("epoch", "1000000000000")), Reason.MALFORMED);
    refused(parser, with(good, Map.of("id", "a b")), Reason.MALFORMED);
    refused(parser, with(good, Map.of("id", "a".repeat(65))), Reason.MALFORMED);
    refused(parser, with(good, Map.of("chain", text(15, 7))), Reason.MALFORMED);
    refused(parser, with(good, Map.of("chain", text(17, 7))), Reason.OVERSIZED);
    refused(parser, with(good, Map.of("signature", "A".repeat(99_999))), Reason.OVERSIZED);
    refused(parser, with(good, Map.of("eh", "!" + text(32, 3))), Reason.MALFORMED);
    XmlElement chain = new GroupValues(1).distribution().toXml();
    refused(ChainDistribution::parse, with(chain, Map.of("key", text(31, 1))), Reason.MALFORMED);
    refused(ChainDistribution::parse, with(chain, Map.of("verify", text(32, 0))), Reason.WEAK_KEY);
    refused(ChainDistribution::parse, with(chain, Map.of("room", "rooms.test")), Reason.MALFORMED);
    refused(NeedChain::parse, with(chain, Map.of()), Reason.MALFORMED);
  }

  @Test
  void slotAndPayloadStandOnceAndHoldTextOnly() throws Exception {
    XmlElement good = SealedElementCodec.encode(sealed());
    Parser parser = SealedElementCodec::decode;
    XmlElement slot = good.only("slot");
    XmlElement payload = good.only("payload");
    refused(parser, holding(good, slot, slot), Reason.MALFORMED);
    refused(parser, holding(good, slot, payload, payload), Reason.OVERSIZED);
    refused(parser, holding(good, payload, payload), Reason.MALFORMED);
    refused(parser, holding(good, payload), Reason.MALFORMED);
    refused(parser, holding(good, named("slot", text(79, 6)), payload), Reason.MALFORMED);
    refused(parser, holding(good, named("slot", text(81, 6)), payload), Reason.OVERSIZED);
    refused(parser, holding(good, slot, named("payload", "")), Reason.MALFORMED);
    byte[] large = new byte[EncryptedElement.MAX_PAYLOAD_BYTES + 1];
    XmlElement tooLarge = named("payload", StrictBase64.encode(large));
    refused(parser, holding(good, slot, tooLarge), Reason.OVERSIZED);
    refused(parser, holding(good, slot, plus(payload, "surprise")), Reason.MALFORMED);
    assertThatThrownBy(() -> new GroupValues(1).sealed(Optional.of(Ciphertext.of(large))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SealedElementCodec.decode(holding(good, slot)).payload()).isEmpty();
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

  private static XmlElement holding(XmlElement element, XmlElement... children) {
    return new XmlElement(
        element.namespace(), element.name(), element.attributes(), List.of(children), "");
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
