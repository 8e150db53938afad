package im.symbolon.protocol.prekeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DeviceAdditionTest {
  private final DeviceAddition good = new PrekeyValues(5).addition();

  @Test
  void needsABundleOfTheSameDevice() {
    assertThatThrownBy(() -> new DeviceAddition(1, good.publication(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    DeviceAddition other = new PrekeyValues(6).addition();
    assertThatThrownBy(() -> new DeviceAddition(1, good.publication(), other.bundles()))
        .isInstanceOf(IllegalArgumentException.class);
    XmlElement mixed =
        changed(good.toXml(), children -> children.set(1, other.toXml().children().get(1)));
    assertRefused(mixed, Reason.MALFORMED);
    assertRefused(changed(good.toXml(), c -> c.subList(1, c.size()).clear()), Reason.MALFORMED);
  }

  /** With another identity key it would take the place of a device that is known. */
  @Test
  void replacesNothing() {
    XmlElement publication = good.publication().toXml();
    XmlElement.Builder replacing = XmlElement.element(Namespaces.PREKEYS, "publish");
    publication.attributes().forEach(replacing::with);
    replacing.with("mode", "replace").with(publication.children());
    assertRefused(
        changed(good.toXml(), children -> children.set(0, replacing.build())), Reason.MALFORMED);
  }

  @Test
  void isOneDevicesAlone() {
    XmlElement twice = changed(good.toXml(), children -> children.add(children.get(0)));
    assertRefused(twice, Reason.MALFORMED);
    XmlElement sameVersion =
        changed(
            good.toXml(),
            children -> {
              XmlElement bundle = children.get(children.size() - 1);
              children.subList(1, children.size()).clear();
              children.addAll(List.of(bundle, bundle));
            });
    assertRefused(sameVersion, Reason.MALFORMED);
  }

  /** REVIEW 13: the pools share no ids. */
  @Test
  void itsBundlesAreOfThePoolForPep() {
    for (PreKeyId stray : List.of(Pool.CLAIM.first(), new PreKeyId(0))) {
      Bundle bundle = good.bundles().get(OmemoVersion.OMEMO_2);
      List<PreKey> keys = new ArrayList<>(bundle.preKeys());
      keys.set(0, new PreKey(stray, keys.get(0).key()));
      Bundle strayed =
          new Bundle(OmemoVersion.OMEMO_2, bundle.identity(), bundle.signedPreKey(), keys);
      assertThatThrownBy(() -> addition(strayed)).isInstanceOf(IllegalArgumentException.class);
    }
    Bundle bundle = good.bundles().get(OmemoVersion.OMEMO_2);
    Bundle few =
        new Bundle(
            OmemoVersion.OMEMO_2,
            bundle.identity(),
            bundle.signedPreKey(),
            bundle.preKeys().subList(0, Bundle.MIN_PRE_KEYS - 1));
    assertThatThrownBy(() -> addition(few)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesVersionsThatAreNone() {
    for (String version : List.of("-1", "", "1e3", "1000000000000", "\u0661")) {
      XmlElement.Builder out = XmlElement.element(Namespaces.PREKEYS, DeviceAddition.NAME);
      XmlElement bad = out.with("version", version).with(good.toXml().children()).build();
      assertThatThrownBy(() -> DeviceAddition.parse(bad)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void anAnswerNamesNoDeviceTwiceAndNotTooMany() {
    XmlElement one = new KnownDevices(1, new TreeSet<>(List.of(new DeviceId(7)))).toXml();
    XmlElement twice = changed(one, children -> children.add(children.get(0)));
    assertReason(() -> KnownDevices.parse(twice), Reason.MALFORMED);
    List<XmlElement> many = Collections.nCopies(10_000, one.children().get(0));
    XmlElement flood = changed(one, children -> children.addAll(many));
    assertReason(() -> KnownDevices.parse(flood), Reason.OVERSIZED);
    assertThatThrownBy(
            () ->
                new KnownDevices(
                    1,
                    IntStream.rangeClosed(1, KnownDevices.MAX_DEVICES + 1)
                        .mapToObj(DeviceId::new)
                        .collect(Collectors.toCollection(TreeSet::new))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** With the most keys that are allowed, and two full bundles. */
  @Test
  void staysWellBelowWhatServersTake() {
    int rest = good.toXml().toXml().length() * Bundle.FULL / Bundle.MIN_PRE_KEYS;
    assertThat(rest + 64 * 1024).isLessThan(200 * 1024);
  }

  private DeviceAddition addition(Bundle bundle) {
    return new DeviceAddition(1, good.publication(), Map.of(OmemoVersion.OMEMO_2, bundle));
  }

  private interface Change {
    void apply(List<XmlElement> children);
  }

  private static XmlElement changed(XmlElement in, Change change) {
    List<XmlElement> children = new ArrayList<>(in.children());
    change.apply(children);
    return new XmlElement(in.namespace(), in.name(), in.attributes(), children, in.text());
  }

  private static void assertRefused(XmlElement element, Reason reason) {
    assertReason(() -> DeviceAddition.parse(element), reason);
  }

  private static void assertReason(ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(reason);
  }
}
