package im.symbolon.protocol.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {
  private static final DeviceAddress PHONE =
      new DeviceAddress(new BareJid("bob", "beta.test"), new DeviceId(27183));
  private static final MailboxId PLACE = new MailboxId(0x6a9f3b2c4d5e1L);

  private final JdkSigner device = new JdkSigner();

  /** REVIEW 15. */
  @Test
  void signsEveryPartWithItsLength() {
    assertThat(new String(Acknowledgement.signedBytes(PHONE, PLACE), StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "\0\0\0\32urn:symbolon:mailbox:0#ack"
                + "\0\0\0\15bob@beta.test"
                + "\0\0\0\4\0\0\152\57"
                + "\0\0\0\10\0\6\251\363\262\304\325\341");
  }

  @Test
  void verifiesWhatTheDeviceSignedAlsoAfterTheWire() throws Exception {
    Acknowledgement read = Acknowledgement.parse(signed().toXml());
    assertThat(read).isEqualTo(signed());
    assertThat(read.verify(PHONE, device.identity(), device)).isSameAs(read);
  }

  /** REVIEW 15: neither another's, nor for another account, device or place. */
  @Test
  void refusesASignatureThatIsAboutAnythingElse() throws Exception {
    DeviceAddress carol = new DeviceAddress(new BareJid("carol", "beta.test"), PHONE.device());
    DeviceAddress other = new DeviceAddress(PHONE.account(), new DeviceId(2));
    Signature signature = signed().signature();
    MailboxId further = new MailboxId(PLACE.position() + 1);
    refused(() -> signed().verify(carol, device.identity(), device), Reason.BAD_SIGNATURE);
    refused(() -> signed().verify(PHONE, new JdkSigner().identity(), device), Reason.BAD_SIGNATURE);
    refused(
        () ->
            new Acknowledgement(PHONE.device(), further, signature)
                .verify(PHONE, device.identity(), device),
        Reason.BAD_SIGNATURE);
    refused(() -> signed().verify(other, device.identity(), device), Reason.WRONG_ADDRESS);
    refused(
        () ->
            new Acknowledgement(other.device(), PLACE, signature)
                .verify(other, device.identity(), device),
        Reason.BAD_SIGNATURE);
  }

  @Test
  void refusesEveryOtherShape() throws Exception {
    XmlElement good = signed().toXml();
    for (String name : List.of("device", "up-to", "signature")) {
      XmlElement.Builder without = XmlElement.element(Namespaces.MAILBOX, Acknowledgement.NAME);
      XmlElement.Builder spoilt = XmlElement.element(Namespaces.MAILBOX, Acknowledgement.NAME);
      good.attributes()
          .forEach(
              (key, value) -> {
                spoilt.with(key, key.equals(name) ? "-1" : value);
                if (!key.equals(name)) {
                  without.with(key, value);
                }
              });
      refused(() -> Acknowledgement.parse(without.build()), Reason.MALFORMED);
      refused(() -> Acknowledgement.parse(spoilt.build()), Reason.MALFORMED);
    }
    XmlElement child = XmlElement.element(Namespaces.MAILBOX, "more").build();
    refused(() -> Acknowledgement.parse(copy(good).with(child).build()), Reason.MALFORMED);
    refused(() -> Acknowledgement.parse(copy(good).with("x", "1").build()), Reason.MALFORMED);
    refused(() -> Acknowledgement.parse(copy(good).text("x").build()), Reason.MALFORMED);
    refused(
        () -> Acknowledgement.parse(copy(good).with("signature", "A".repeat(9999)).build()),
        Reason.OVERSIZED);
  }

  @Test
  void placesAreOrderedAsTheyAreWritten() throws Exception {
    for (long each : new long[] {1, 15, 16, 0xffff, 1L << 32, MailboxId.MAX - 1, MailboxId.MAX}) {
      MailboxId id = new MailboxId(each);
      assertThat(id.toString()).hasSize(14);
      assertThat(MailboxId.parse(id.toString())).isEqualTo(id);
      assertThat(id.toString()).isGreaterThan("00000000000000");
    }
    assertThat(new MailboxId(255).toString()).isEqualTo("000000000000ff");
    assertThat(new MailboxId(9).toString()).isLessThan(new MailboxId(16).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "00000000000000",
        "20000000000001",
        "ffffffffffffff",
        "0000000000000A",
        "000000000000001",
        "-0000000000001",
        "+0000000000001",
        " 0000000000001",
        "0000000000000١",
        "0x000000000001"
      })
  void refusesWhatIsNoPlace(String text) {
    assertThatThrownBy(() -> MailboxId.parse(text)).isInstanceOf(ProtocolException.class);
  }

  private static XmlElement.Builder copy(XmlElement element) {
    XmlElement.Builder out = XmlElement.element(element.namespace(), element.name());
    element.attributes().forEach(out::with);
    return out;
  }

  private Acknowledgement signed() throws Exception {
    return new Acknowledgement(
        PHONE.device(), PLACE, device.sign(Acknowledgement.signedBytes(PHONE, PLACE)));
  }

  private static void refused(ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(reason);
  }
}
