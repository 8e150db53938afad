package im.symbolon.protocol.devices;

import static im.symbolon.protocol.devices.Household.NOW;
import static im.symbolon.protocol.devices.Household.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Corruption;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Test;

class SignedDeviceListCodecTest {
  /** One for all tries: most of their time would go into signing. */
  private static final AtomicReference<SignedDeviceList> GOOD = new AtomicReference<>();

  private final Household bob = new Household();

  @BeforeContainer
  static void sign() throws Exception {
    GOOD.set(new SignedDeviceListCodecTest().full());
  }

  @Test
  void everyPartComesBackFromTheWire() throws Exception {
    SignedDeviceList list = full();
    XmlElement written = SignedDeviceListCodec.encode(list);
    assertThat(written.is("urn:symbolon:devices:0", "devices")).isTrue();
    assertThat(SignedDeviceListCodec.decode(written)).isEqualTo(list);
    assertThat(SignedDeviceListCodec.decode(written).verify(VERIFIER).hash())
        .isEqualTo(list.hash());
  }

  @Test
  void unknownCapabilitiesAreKeptAndSigned() throws Exception {
    SignedDeviceList list = bob.list(bob.device(1, "repair", "telepathy:7"));
    SignedDeviceList read = SignedDeviceListCodec.decode(SignedDeviceListCodec.encode(list));
    assertThat(read.verify(VERIFIER).devices().get(0).can("telepathy:7")).isTrue();
    XmlElement stripped =
        edit(SignedDeviceListCodec.encode(list), "device", "capabilities", "repair");
    SignedDeviceList less = SignedDeviceListCodec.decode(stripped);
    assertThatThrownBy(() -> less.verify(VERIFIER)).isInstanceOf(ProtocolException.class);
  }

  @Property(tries = 300)
  void listsOfAnySizeComeBack(@ForAll long seed, @ForAll @IntRange(max = 12) int size)
      throws Exception {
    Random random = new Random(seed);
    List<ListedDevice> devices = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      devices.add(random.nextBoolean() ? bob.device(i, tokens(random)) : bob.foreign(i));
    }
    SignedDeviceList list = bob.list(devices.toArray(new ListedDevice[0]));
    assertThat(SignedDeviceListCodec.decode(SignedDeviceListCodec.encode(list))).isEqualTo(list);
  }

  /** Whatever was changed: refused when read, refused when verified, or nothing was changed. */
  @Property(tries = 2000)
  void corruptedListsNeverVerifyAsAnythingElse(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) throws Exception {
    SignedDeviceList good = GOOD.get();
    XmlElement bad = SignedDeviceListCodec.encode(good);
    Corruption corruption = new Corruption(seed);
    for (int i = 0; i < changes; i++) {
      bad = corruption.apply(bad);
    }
    try {
      assertThat(SignedDeviceListCodec.decode(bad).verify(VERIFIER)).isEqualTo(good);
    } catch (ProtocolException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @Test
  void aTruncatedListIsNoList() throws Exception {
    XmlElement good = SignedDeviceListCodec.encode(full());
    for (int i = 0; i < good.children().size(); i++) {
      List<XmlElement> fewer = good.children().subList(0, i);
      XmlElement cut = new XmlElement(good.namespace(), good.name(), good.attributes(), fewer, "");
      assertThatThrownBy(() -> SignedDeviceListCodec.decode(cut).verify(VERIFIER))
          .isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void refusesMoreThanTheLimits() throws Exception {
    XmlElement good = SignedDeviceListCodec.encode(full());
    for (String each : List.of("previous", "device", "removed")) {
      XmlElement child = good.only(each.equals("device") ? "certificate" : each);
      XmlElement one = each.equals("device") ? good.children("device").get(0) : child;
      XmlElement many =
          XmlElement.element(good.namespace(), good.name())
              .with(Collections.nCopies(201, one))
              .build();
      assertReason(many, Reason.OVERSIZED);
    }
    assertReason(edit(good, "device", "capabilities", "x".repeat(10_000)), Reason.OVERSIZED);
    assertReason(edit(good, "device", "label", "x".repeat(65)), Reason.MALFORMED);
  }

  @Test
  void refusesDuplicatesAndStrangers() throws Exception {
    XmlElement good = SignedDeviceListCodec.encode(full());
    for (XmlElement each : good.children()) {
      List<XmlElement> twice = new ArrayList<>(good.children());
      twice.add(each);
      assertReason(
          new XmlElement(good.namespace(), good.name(), good.attributes(), twice, ""),
          Reason.MALFORMED);
    }
    assertReason(edit(good, "device", "jid", "eve@evil.test"), Reason.MALFORMED);
    assertReason(edit(good, "device", "kind", "robot"), Reason.UNKNOWN_VERSION);
    assertReason(edit(good, "device", "capabilities", "Repair"), Reason.MALFORMED);
    assertReason(edit(good, "certificate", "serial", "0"), Reason.OUT_OF_RANGE);
    assertReason(edit(good, "certificate", "root", "A".repeat(43) + "="), Reason.WEAK_KEY);
    assertReason(edit(good, "device", "added", "1e3"), Reason.MALFORMED);
  }

  private SignedDeviceList full() throws Exception {
    DeviceListDraft draft = bob.draft(bob.device(1, Capability.REPAIR), bob.foreign(2));
    ListedDevice successor =
        new ListedDevice(
            new DeviceId(7),
            bob.keyOf(7).identity(),
            DeviceKind.SYMBOLON,
            "It's <new> & \"quoted\"",
            bob.device(7).capabilities(),
            NOW,
            Optional.of(new DeviceId(5)),
            bob.device(7).membership());
    List<ListedDevice> devices = new ArrayList<>(draft.devices());
    devices.add(successor);
    return bob.sign(
        new DeviceListDraft(
            draft.account(),
            draft.certificate(),
            12,
            List.of(bob.sign(draft).hash()),
            draft.issued(),
            draft.expires(),
            devices,
            List.of(bob.tombstone(5))));
  }

  private static String[] tokens(Random random) {
    return new String[] {"repair", "t" + random.nextInt(1000)};
  }

  private static XmlElement edit(XmlElement in, String child, String key, String value) {
    List<XmlElement> children = new ArrayList<>();
    boolean done = false;
    for (XmlElement each : in.children()) {
      boolean here = !done && each.name().equals(child);
      children.add(here ? with(each, key, value) : each);
      done |= here;
    }
    return new XmlElement(in.namespace(), in.name(), in.attributes(), children, in.text());
  }

  private static XmlElement with(XmlElement in, String key, String value) {
    java.util.Map<String, String> attributes = new java.util.LinkedHashMap<>(in.attributes());
    attributes.put(key, value);
    return new XmlElement(in.namespace(), in.name(), attributes, in.children(), in.text());
  }

  private static void assertReason(XmlElement element, Reason reason) {
    assertThatThrownBy(() -> SignedDeviceListCodec.decode(element))
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(reason);
  }
}
