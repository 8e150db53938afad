package im.symbolon.protocol.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MissedHintTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");

  @Property(tries = 100)
  void isReadAsItWasWritten(@ForAll @Size(min = 1, max = 200) Set<@IntRange(min = 1) Integer> ids)
      throws Exception {
    MissedHint hint =
        new MissedHint(
            new MessageId("a-1_Z"),
            BOB,
            ids.stream().map(DeviceId::new).collect(Collectors.toCollection(TreeSet::new)));
    assertThat(MissedHint.parse(hint.toXml())).isEqualTo(hint);
  }

  @Test
  void looksAsThePackageSays() {
    assertThat(new MissedHint(new MessageId("m1"), BOB, devices(2, 1)).toXml().toXml())
        .isEqualTo(
            "<missed xmlns='urn:symbolon:delivery:0' id='m1' to='bob@beta.test'>"
                + "<device id='1'/><device id='2'/></missed>");
  }

  @Test
  void everythingElseIsRefused() {
    refused(Reason.MALFORMED, XmlElement.element("urn:other", "missed").build());
    refused(Reason.MALFORMED, XmlElement.element(Namespaces.DELIVERY, "gone").build());
    refused(Reason.MALFORMED, hint("m1", "bob@beta.test").build());
    refused(Reason.MALFORMED, hint("m1", "beta.test").with(device("1")).build());
    refused(Reason.MALFORMED, hint("m1", "bob@beta.test/x").with(device("1")).build());
    refused(Reason.MALFORMED, hint("", "bob@beta.test").with(device("1")).build());
    refused(Reason.MALFORMED, hint("m 1", "bob@beta.test").with(device("1")).build());
    refused(Reason.MALFORMED, hint("m".repeat(65), "bob@beta.test").with(device("1")).build());
    refused(Reason.MALFORMED, hint("m1", "bob@beta.test").with("more", "1").build());
    refused(
        Reason.MALFORMED, hint("m1", "bob@beta.test").with(device("1")).with(device("1")).build());
    refused(Reason.MALFORMED, hint("m1", "bob@beta.test").with(device("x")).build());
    refused(Reason.OUT_OF_RANGE, hint("m1", "bob@beta.test").with(device("0")).build());
    refused(Reason.OUT_OF_RANGE, hint("m1", "bob@beta.test").with(device("2147483648")).build());
    XmlElement stranger = XmlElement.element("urn:other", "device").with("id", "1").build();
    refused(Reason.MALFORMED, hint("m1", "bob@beta.test").with(stranger).build());
  }

  @Test
  void namesNoMoreDevicesThanAListMay() throws Exception {
    XmlElement.Builder most = hint("m1", "bob@beta.test");
    IntStream.rangeClosed(1, MissedHint.MAX_DEVICES)
        .forEach(i -> most.with(device(Integer.toString(i))));
    assertThat(MissedHint.parse(most.build()).devices()).hasSize(MissedHint.MAX_DEVICES);
    refused(Reason.OVERSIZED, most.with(device("1000")).build());
    SortedSet<DeviceId> many = devices(IntStream.rangeClosed(1, 201).toArray());
    assertThatThrownBy(() -> new MissedHint(new MessageId("m1"), BOB, many))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MissedHint(new MessageId("m1"), BOB, new TreeSet<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(Reason reason, XmlElement element) {
    assertThatThrownBy(() -> MissedHint.parse(element))
        .as(element.toXml())
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static XmlElement.Builder hint(String id, String to) {
    return XmlElement.element(Namespaces.DELIVERY, "missed").with("id", id).with("to", to);
  }

  private static XmlElement device(String id) {
    return XmlElement.element(Namespaces.DELIVERY, "device").with("id", id).build();
  }

  private static SortedSet<DeviceId> devices(int... ids) {
    return IntStream.of(ids).mapToObj(DeviceId::new).collect(Collectors.toCollection(TreeSet::new));
  }
}
