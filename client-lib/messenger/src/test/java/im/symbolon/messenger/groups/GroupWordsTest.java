package im.symbolon.messenger.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What devices say to each other about groups: read as it was written, and nothing else. */
class GroupWordsTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_123L);

  private final GroupPlace place = place();

  private static GroupPlace place() {
    try {
      return new GroupPlace(
          new BareJid("tea", "rooms.alpha.test"), EpochHash.parse(new byte[EpochHash.LENGTH]));
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAboutIsReadAsItWasWritten() throws Exception {
    GroupAbout about = new GroupAbout(place, "Tea <at> four", "", NOW);
    assertThat(GroupAbout.parse(about.toXml())).isEqualTo(about);
    assertThat(about.toString()).doesNotContain("four");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "1234567890123456", "x"})
  void aTimeIsANumber(String time) {
    assertThatThrownBy(() -> GroupAbout.parse(about(time, "Tea", "")))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void namesAndTopicsAreBounded() throws Exception {
    String name = "x".repeat(GroupAbout.MAX_NAME);
    String topic = "x".repeat(GroupAbout.MAX_TOPIC);
    assertThat(GroupAbout.parse(about("1", name, topic)).topic()).isEqualTo(topic);
    assertThatThrownBy(() -> GroupAbout.parse(about("1", name + "x", topic)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> GroupAbout.parse(about("1", name, topic + "x")))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> new GroupAbout(place, name + "x", "", NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new GroupAbout(place, "\u0000", "", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAboutHasANameAndATopicOnceEach() {
    XmlElement name = XmlElement.element(Namespaces.GROUPS, "name").text("Tea").build();
    assertThatThrownBy(() -> GroupAbout.parse(start("about", "1").with(name).build()))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> GroupAbout.parse(start("about", "1").with(name).with(name).build()))
        .isInstanceOf(ProtocolException.class);
  }

  private XmlElement about(String time, String name, String topic) {
    return start("about", time)
        .with(XmlElement.element(Namespaces.GROUPS, "name").text(name).build())
        .with(XmlElement.element(Namespaces.GROUPS, "topic").text(topic).build())
        .build();
  }

  private XmlElement.Builder start(String element, String time) {
    return XmlElement.element(Namespaces.GROUPS, element)
        .with("room", place.room().toString())
        .with("genesis", place.genesis().toBase64())
        .with("time", time);
  }

  @Test
  void receiptsAreReadAsTheyWereWritten() throws Exception {
    GroupReceipts receipts = new GroupReceipts(place, List.of("a", "b"), List.of("c"));
    assertThat(GroupReceipts.parse(receipts.toXml())).isEqualTo(receipts);
  }

  @Test
  void aHundredReceiptsAndNoMore() throws Exception {
    List<String> most = Collections.nCopies(GroupReceipts.MAX, "a");
    GroupReceipts full = new GroupReceipts(place, most, List.of());
    assertThat(GroupReceipts.parse(full.toXml()).received()).hasSize(GroupReceipts.MAX);
    assertThatThrownBy(() -> new GroupReceipts(place, most, List.of("b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GroupReceipts.parse(with(full.toXml(), "read", "b")))
        .isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b"})
  void whatIsNoMessageIdIsNoReceipt(String id) {
    XmlElement none = new GroupReceipts(place, List.of(), List.of()).toXml();
    assertThatThrownBy(() -> GroupReceipts.parse(with(none, "received", id)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> GroupReceipts.parse(with(none, "seen", "a")))
        .isInstanceOf(ProtocolException.class);
  }

  private static XmlElement with(XmlElement receipts, String name, String id) {
    XmlElement.Builder out = XmlElement.element(receipts.namespace(), receipts.name());
    receipts.attributes().forEach(out::with);
    return out.with(receipts.children())
        .with(XmlElement.element(Namespaces.GROUPS, name).with("id", id).build())
        .build();
  }
}
