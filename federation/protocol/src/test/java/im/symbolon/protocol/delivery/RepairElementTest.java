package im.symbolon.protocol.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepairElementTest {
  private static final MessageId ID = new MessageId("a-1_Z");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final Optional<MessagePlace> PLACE = Optional.of(new MessagePlace(BOB, ALICE));

  @Test
  void isReadAsItWasWritten() throws Exception {
    Instant at = Instant.ofEpochMilli(1_790_000_000_123L);
    List<RepairElement> all =
        List.of(
            new Failed(ID, FailureReason.NO_SESSION, Optional.empty()),
            new Failed(ID, FailureReason.NOT_FOR_ME, PLACE),
            new Gone(ID),
            new Gap(Instant.ofEpochSecond(1_790_000_000L), new DeviceId(7)),
            new Resent(ID, at, Optional.empty(), "two\nlines & <more>"),
            new Resent(ID, at, PLACE, "text"),
            new Resent(
                ID,
                at,
                PLACE,
                List.of(
                    XmlElement.element(Namespaces.RETRACT, "retract").with("id", "m").build())));
    for (RepairElement each : all) {
      assertThat(RepairElement.parse(each.toXml())).contains(each);
      assertThat(RepairElement.isNamed(each.toXml())).isTrue();
    }
  }

  @Test
  void looksAsThePackageSays() {
    assertThat(new Failed(ID, FailureReason.NOT_OPENED, Optional.empty()).toXml().toXml())
        .isEqualTo("<failed xmlns='urn:symbolon:delivery:0' id='a-1_Z' reason='2'/>");
    assertThat(new Resent(ID, Instant.ofEpochMilli(5), PLACE, "Hi").toXml().toXml())
        .isEqualTo(
            "<resent xmlns='urn:symbolon:delivery:0' id='a-1_Z' at='5' chat='bob@beta.test'"
                + " from='alice@alpha.test'>Hi</resent>");
  }

  @Test
  void whatIsNotExactlySoIsRefused() {
    refused(element("failed").with("id", "x"));
    refused(element("failed").with("id", "x").with("reason", "0"));
    refused(element("failed").with("id", "x").with("reason", "4"));
    refused(element("failed").with("id", "x y").with("reason", "1"));
    refused(element("failed").with("id", "x").with("reason", "1").with("more", ""));
    refused(element("failed").with("id", "x").with("reason", "1").with("chat", "bob@beta.test"));
    refused(element("failed").with("id", "x").with("reason", "1").text("text"));
    refused(element("gone"));
    refused(element("gap").with("since", "-1").with("replaces", "7"));
    refused(element("gap").with("since", "1").with("replaces", "0"));
    refused(element("resent").with("id", "x").with("at", "1"));
    refused(element("resent").with("id", "x").with("at", "").text("text"));
    refused(element("resent").with("id", "x").with("at", "1".repeat(16)).text("text"));
    refused(element("resent").with("id", "x").with("at", "999999999999999").text("text"));
    refused(
        element("resent")
            .with("id", "x")
            .with("at", "1")
            .text("x".repeat(Resent.MAX_TEXT_BYTES + 1)));
    refused(
        element("resent")
            .with("id", "x")
            .with("at", "1")
            .with(XmlElement.element(Namespaces.CLIENT, "body").text("text").build()));
  }

  @Test
  void otherElementsAreNoneOfThese() throws Exception {
    assertThat(RepairElement.parse(element("control").build())).isEmpty();
    assertThat(RepairElement.parse(XmlElement.element("urn:other", "failed").build())).isEmpty();
  }

  @Test
  void textsDoNotGetIntoLogs() {
    assertThat(new Resent(ID, Instant.EPOCH, PLACE, "secret").toString()).doesNotContain("secret");
  }

  /** REVIEW 23. */
  @Test
  void tagsOfListsAreShortAndStrict() throws Exception {
    assertThat(ListTags.parse("12.0.q83vEjRWeJA").encode()).isEqualTo("12.0.q83vEjRWeJA");
    assertThat(ListTags.of(Optional.empty(), Optional.empty())).isEmpty();
    for (String bad :
        List.of(
            "",
            "1.2",
            "0.0.q83vEjRWeJA",
            "01.2.q83vEjRWeJA",
            "-1.2.q83vEjRWeJA",
            "1.2.q83vEjRWeJ",
            "1.2.q83vEjRWeJA=",
            "1.2.q83vEjRWe+A",
            "1".repeat(13) + ".2.q83vEjRWeJA")) {
      assertThatThrownBy(() -> ListTags.parse(bad)).as(bad).isInstanceOf(ProtocolException.class);
    }
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.element(Namespaces.DELIVERY, name);
  }

  private static void refused(XmlElement.Builder element) {
    XmlElement built = element.build();
    assertThatThrownBy(() -> RepairElement.parse(built))
        .as(built.name() + built.attributes())
        .isInstanceOf(ProtocolException.class);
  }
}
