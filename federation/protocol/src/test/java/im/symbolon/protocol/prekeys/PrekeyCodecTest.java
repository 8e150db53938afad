package im.symbolon.protocol.prekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Corruption;
import im.symbolon.protocol.xml.XmlElement;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PrekeyCodecTest {
  @FunctionalInterface
  interface Parser {
    Object parse(XmlElement element) throws ProtocolException;
  }

  @Property(tries = 200)
  void everyValueComesBackFromTheWire(@ForAll long seed) throws Exception {
    PrekeyValues values = new PrekeyValues(seed);
    PrekeyPublication publication = values.publication();
    assertThat(PrekeyPublication.parse(publication.toXml())).isEqualTo(publication);
    ClaimRequest claim = values.claim();
    assertThat(ClaimRequest.parse(claim.toXml())).isEqualTo(claim);
    ClaimResponse response = values.response();
    assertThat(ClaimResponse.parse(response.toXml())).isEqualTo(response);
    Stock stock = values.stock();
    assertThat(Stock.parse(stock.toXml())).isEqualTo(stock);
    IdentityReplaced replaced = values.replaced();
    assertThat(IdentityReplaced.parse(replaced.toXml())).isEqualTo(replaced);
    StockQuery query = new StockQuery(values.device());
    assertThat(StockQuery.parse(query.toXml())).isEqualTo(query);
    PrekeyRemoval removal = new PrekeyRemoval(values.device());
    assertThat(PrekeyRemoval.parse(removal.toXml())).isEqualTo(removal);
    DeviceAddition addition = values.addition();
    assertThat(DeviceAddition.parse(addition.toXml())).isEqualTo(addition);
    KnownDevices known = values.known();
    assertThat(KnownDevices.parse(known.toXml())).isEqualTo(known);
    DevicesQuery devices = new DevicesQuery();
    assertThat(DevicesQuery.parse(devices.toXml())).isEqualTo(devices);
  }

  /** Whatever was changed, a parser refuses it by the one exception or finds a valid value. */
  @Property(tries = 3000)
  void corruptedInputIsRefusedAndNeverSurprises(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
    PrekeyValues values = new PrekeyValues(seed);
    Corruption corruption = new Corruption(seed);
    refuses(PrekeyPublication::parse, values.publication().toXml(), corruption, changes);
    refuses(ClaimRequest::parse, values.claim().toXml(), corruption, changes);
    refuses(ClaimResponse::parse, values.response().toXml(), corruption, changes);
    refuses(Stock::parse, values.stock().toXml(), corruption, changes);
    refuses(IdentityReplaced::parse, values.replaced().toXml(), corruption, changes);
    refuses(StockQuery::parse, new StockQuery(values.device()).toXml(), corruption, changes);
    refuses(PrekeyRemoval::parse, new PrekeyRemoval(values.device()).toXml(), corruption, changes);
    refuses(DeviceAddition::parse, values.addition().toXml(), corruption, changes);
    refuses(KnownDevices::parse, values.known().toXml(), corruption, changes);
    refuses(DevicesQuery::parse, new DevicesQuery().toXml(), corruption, changes);
  }

  private static void refuses(Parser parser, XmlElement good, Corruption corruption, int changes) {
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
  void refusesMoreKeysThanOneStanzaMayHold() {
    XmlElement one = new PrekeyValues(1).publication().toXml();
    XmlElement many =
        new XmlElement(
            one.namespace(),
            one.name(),
            one.attributes(),
            java.util.Collections.nCopies(
                PrekeyLimits.MAX_PUBLISHED_KEYS + 4, one.children().get(2)),
            "");
    assertReason(() -> PrekeyPublication.parse(many), Reason.OVERSIZED);
  }

  @Test
  void refusesAKeyTwiceInOnePublication() {
    XmlElement one = new PrekeyValues(3).publication().toXml();
    XmlElement key =
        one.children().stream()
            .filter(c -> c.attribute("pool").filter("claim"::equals).isPresent())
            .findFirst()
            .orElseThrow();
    XmlElement twice = copy(one).with(key).build();
    assertReason(() -> PrekeyPublication.parse(twice), Reason.MALFORMED);
  }

  @Test
  void refusesAPepKeyAndAKeyOutsideOfItsPool() {
    XmlElement good = new PrekeyValues(1).publication().toXml();
    XmlElement last = good.children().get(good.children().size() - 1);
    XmlElement pep = copy(good).with(with(last, "pool", "pep")).build();
    assertReason(() -> PrekeyPublication.parse(pep), Reason.OUT_OF_RANGE);
    XmlElement stray = copy(good).with(with(last, "id", "16777216")).build();
    assertReason(() -> PrekeyPublication.parse(stray), Reason.OUT_OF_RANGE);
    XmlElement unknown = copy(good).with(with(last, "pool", "eternal")).build();
    assertReason(() -> PrekeyPublication.parse(unknown), Reason.UNKNOWN_VERSION);
  }

  /** J#4167: 0 is an id that other clients use; in this namespace there are none but ours. */
  @Test
  void nothingIsNumberedFromZero() {
    XmlElement good = new PrekeyValues(1).publication().toXml();
    XmlElement last = good.children().get(good.children().size() - 1);
    XmlElement key = copy(good).with(with(last, "id", "0")).build();
    assertReason(() -> PrekeyPublication.parse(key), Reason.OUT_OF_RANGE);
    XmlElement.Builder signed = XmlElement.element(Namespaces.PREKEYS, good.name());
    good.attributes().forEach(signed::with);
    for (XmlElement child : good.children()) {
      signed.with(child.name().equals("signed") ? with(child, "id", "0") : child);
    }
    assertReason(() -> PrekeyPublication.parse(signed.build()), Reason.OUT_OF_RANGE);
  }

  @Test
  void anAnswerMustBeAboutWhatWasAsked() throws Exception {
    BareJid bob = new BareJid("bob", "beta.test");
    TreeSet<DeviceId> one = new TreeSet<>(java.util.Set.of(new DeviceId(1)));
    TreeSet<DeviceId> two = new TreeSet<>(java.util.Set.of(new DeviceId(2)));
    ClaimResponse answer = new ClaimResponse(bob, new TreeMap<>(), one);
    assertThat(answer.requireAnswerTo(new ClaimRequest(bob, one))).isSameAs(answer);
    assertThat(answer.requireAnswerTo(ClaimRequest.all(bob))).isSameAs(answer);
    ClaimRequest otherDevice = new ClaimRequest(bob, two);
    assertReason(() -> answer.requireAnswerTo(otherDevice), Reason.WRONG_ADDRESS);
    ClaimRequest otherAccount = ClaimRequest.all(new BareJid("eve", "beta.test"));
    assertReason(() -> answer.requireAnswerTo(otherAccount), Reason.WRONG_ADDRESS);
  }

  @Test
  void aPublicationOfManyKeysStaysBelow64KiB() {
    XmlElement one = new PrekeyValues(3).publication().toXml();
    int key = one.children().get(2).toXml().length();
    assertThat(key * PrekeyLimits.MAX_PUBLISHED_KEYS).isLessThan(64 * 1024);
  }

  private static XmlElement.Builder copy(XmlElement in) {
    XmlElement.Builder out = XmlElement.element(Namespaces.PREKEYS, in.name());
    in.attributes().forEach(out::with);
    return out.with(in.children());
  }

  private static XmlElement with(XmlElement in, String key, String value) {
    XmlElement.Builder out = XmlElement.element(Namespaces.PREKEYS, in.name());
    in.attributes().forEach(out::with);
    return out.with(key, value).text(in.text()).build();
  }

  private static void assertReason(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(reason);
  }
}
