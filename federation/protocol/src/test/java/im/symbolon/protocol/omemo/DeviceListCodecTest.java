package im.symbolon.protocol.omemo;

import static im.symbolon.protocol.xml.XmlElement.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DeviceListCodecTest {
  private static final String NS = "urn:xmpp:omemo:2";

  @Property(tries = 200)
  void readsWhatItWrites(
      @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 1, max = Integer.MAX_VALUE) Integer> n)
      throws Exception {
    DeviceList list = DeviceList.of(n.stream().map(DeviceId::new).toList());
    XmlElement written = DeviceListCodec.encode(list);
    assertThat(DeviceListCodec.decode(written)).isEqualTo(list);
    assertThat(ClosedSchema.DEVICES.accepts(written)).isTrue();
  }

  @Test
  void anEmptyListIsReadAsNoDevices() throws Exception {
    assertThat(DeviceListCodec.decode(element(NS, "devices").build()))
        .isEqualTo(DeviceList.empty());
  }

  @Test
  void anEmptyListIsNeverWritten() {
    assertThatIllegalStateException().isThrownBy(() -> DeviceListCodec.encode(DeviceList.empty()));
  }

  @Test
  void labelsAndWhateverElseIsThereAreIgnored() throws Exception {
    XmlElement list =
        element(NS, "devices")
            .with("version", "9")
            .with(device("12345").with("label", "Dino").with("labelsig", "####").build())
            .with(element("urn:example", "device").with("id", "99").build())
            .with(device("4223").build())
            .build();
    assertThat(DeviceListCodec.decode(list).devices())
        .containsExactly(new DeviceId(4223), new DeviceId(12345));
  }

  @Test
  void oneBrokenEntryHidesNobodyElse() throws Exception {
    XmlElement.Builder list = element(NS, "devices").with(element(NS, "device").build());
    for (String id : List.of("0", "-1", "+5", "2147483648", "99999999999999", "x", "", " 7", "٣")) {
      list.with(device(id).build());
    }
    list.with(device("5").build()).with(device("5").build());
    assertThat(DeviceListCodec.decode(list.build()).devices()).containsExactly(new DeviceId(5));
  }

  @Test
  void refusesAnEndlessList() {
    XmlElement.Builder list = element(NS, "devices");
    for (int i = 1; i <= DeviceList.MAX_DEVICES + 1; i++) {
      list.with(device(Integer.toString(i)).build());
    }
    XmlElement endless = list.build();
    assertThatThrownBy(() -> DeviceListCodec.decode(endless))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OVERSIZED));
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.devices(201));
  }

  @Test
  void refusesAnotherElement() {
    for (XmlElement other :
        List.of(element(NS, "list").build(), element("urn:example", "devices").build())) {
      assertThatThrownBy(() -> DeviceListCodec.decode(other)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void aListIsAValue() {
    DeviceList one = DeviceList.empty().with(new DeviceId(3));
    assertThat(one.contains(new DeviceId(3))).isTrue();
    assertThat(one.with(new DeviceId(3))).isEqualTo(one);
    assertThat(one.without(new DeviceId(3))).isEqualTo(DeviceList.empty());
    assertThat(one.isEmpty()).isFalse();
    assertThatThrownBy(() -> one.devices().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static XmlElement.Builder device(String id) {
    return element(NS, "device").with("id", id);
  }
}
