package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What claims to come out of the archive (XEP-0313; CVE-2017-5589 and its kin). */
class ArchiveReaderTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final String OURS =
      "<message xmlns='jabber:client' from='bob@beta.test/x' to='alice@alpha.test' type='chat'"
          + " id='1'><body>archived</body></message>";
  private final MessageReader reader = new MessageReader(ALICE);

  @Test
  void readsAMessageWithItsPlaceAndTime() throws Exception {
    for (String from : List.of(" from='alice@alpha.test'", "")) {
      ArchiveResult result = ((Arrival.Archived) read(outer(from, result(OURS)))).result();
      assertThat(result.queryId()).isEqualTo("q");
      assertThat(result.id()).isEqualTo("28482-98726");
      assertThat(result.stanza().origin()).isEqualTo(Origin.ARCHIVE);
      assertThat(result.stanza().sender()).contains(new BareJid("bob", "beta.test"));
      assertThat(result.stanza().delayedSince()).contains(Instant.parse("2026-01-02T03:04:05Z"));
      assertThat(result.stanza().id()).contains("1");
    }
  }

  @Test
  void readsWhatOwnDevicesSent() throws Exception {
    String sent = OURS.replace("bob@beta.test/x", "alice@alpha.test/tablet");
    String toBob = sent.replace("to='alice@alpha.test'", "to='bob@beta.test'");
    IncomingStanza stanza = ((Arrival.Archived) read(outer("", result(toBob)))).result().stanza();
    assertThat(stanza.sender()).contains(ALICE);
    assertThat(stanza.to()).isEqualTo(EntityAddress.parse("bob@beta.test"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mallory@beta.test",
        "bob@beta.test/x",
        "alpha.test",
        "alice@alpha.test/phone",
        "alice@beta.test",
        "alice@alpha.test.evil.test",
        "b ob@"
      })
  void refusesOtherSenders(String from) throws Exception {
    assertRefused(outer(" from='" + from + "'", result(OURS)));
  }

  private static final String IN_ROOM =
      "<message xmlns='jabber:client' from='tea@rooms.test/bob' type='groupchat' id='1'>"
          + "<body>archived</body></message>";

  @Test
  void aRoomMaySayWhatWasSaidInIt() throws Exception {
    Arrival.RoomArchived read =
        (Arrival.RoomArchived) read(outer(" from='tea@rooms.test'", result(IN_ROOM)));
    assertThat(read.room()).isEqualTo(new BareJid("tea", "rooms.test"));
    assertThat(read.result().stanza().from()).isEqualTo(EntityAddress.parse("tea@rooms.test/bob"));
    assertThat(read.result().queryId()).isEqualTo("q");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"coffee@rooms.test", "rooms.test", "tea@rooms.test/bob", "alice@beta.test"})
  void nobodyElseMaySayWhatWasSaidInARoom(String from) throws Exception {
    assertRefused(outer(" from='" + from + "'", result(IN_ROOM)));
  }

  @Test
  void aRoomMaySayNothingElse() throws Exception {
    for (String inner :
        List.of(
            OURS,
            IN_ROOM.replace("groupchat", "chat"),
            IN_ROOM.replace("tea@rooms.test/bob", "alice@alpha.test/x"),
            IN_ROOM.replace(" from='tea@rooms.test/bob'", ""))) {
      assertRefused(outer(" from='tea@rooms.test'", result(inner)));
    }
  }

  @Test
  void refusesSomebodyElsesConversation() throws Exception {
    assertRefused(outer("", result(OURS.replace("to='alice@alpha.test'", "to='carol@beta.test'"))));
  }

  @Test
  void refusesTwoResultsInOne() throws Exception {
    assertRefused(outer("", result(OURS) + result(OURS)));
  }

  @Test
  void refusesTwoMessagesOrForwardsInOne() throws Exception {
    assertRefused(outer("", result(OURS + OURS)));
    String forwarded = "<forwarded xmlns='urn:xmpp:forward:0'>" + OURS + "</forwarded>";
    assertRefused(
        outer(
            "",
            "<result xmlns='urn:xmpp:mam:2' queryid='q' id='1'>"
                + forwarded
                + forwarded
                + "</result>"));
  }

  @Test
  void refusesWhatHasNoStanzaInside() throws Exception {
    assertRefused(outer("", result("")));
    assertRefused(outer("", "<result xmlns='urn:xmpp:mam:2' queryid='q' id='1'/>"));
    assertRefused(outer("", result("<message xmlns='urn:other' from='bob@beta.test'/>")));
    assertRefused(outer("", result("<presence xmlns='jabber:client' from='bob@beta.test'/>")));
  }

  /** A forged copy is archived like any message; it must not come to life there. */
  @ParameterizedTest
  @ValueSource(strings = {"urn:xmpp:carbons:2' n='sent", "urn:xmpp:carbons:2' n='received"})
  void refusesCopiesInside(String kind) throws Exception {
    String name = kind.substring(kind.lastIndexOf('\'') + 1);
    String inner =
        "<message xmlns='jabber:client' from='mallory@beta.test' to='alice@alpha.test'><"
            + name
            + " xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + OURS
            + "</forwarded></"
            + name
            + "></message>";
    assertRefused(outer("", result(inner)));
  }

  @Test
  void refusesResultsInside() throws Exception {
    String nested =
        "<message xmlns='jabber:client' from='mallory@beta.test' to='alice@alpha.test'>"
            + result(OURS)
            + "</message>";
    assertRefused(outer("", result(nested)));
  }

  @Test
  void refusesWhatAnswersNoQueryOrHasNoPlace() throws Exception {
    assertRefused(outer("", result(OURS).replace(" queryid='q'", "")));
    assertRefused(outer("", result(OURS).replace(" id='28482-98726'", "")));
    assertRefused(outer("", result(OURS).replace("28482-98726", "")));
    assertRefused(outer("", result(OURS).replace("28482-98726", "9".repeat(300))));
  }

  /** A copy does not become an archived message by carrying both. */
  @Test
  void refusesACopyThatIsAlsoAResultOfSomebody() throws Exception {
    assertRefused(
        outer(
            " from='mallory@beta.test'", "<received xmlns='urn:xmpp:carbons:2'/>" + result(OURS)));
  }

  @Test
  void aMessageWithoutIdHasTheSameOneHoweverItComes() throws Exception {
    String without = OURS.replace(" id='1'", "");
    IncomingStanza archived =
        ((Arrival.Archived) read(outer("", result(without)))).result().stanza();
    String live =
        without.replace(
            "<body>",
            "<stanza-id xmlns='urn:xmpp:sid:0' by='bob@beta.test' id='his'/>"
                + "<stanza-id xmlns='urn:xmpp:sid:0' by='alice@alpha.test' id='28482-98726'/>"
                + "<body>");
    assertThat(((Arrival.Message) read(live)).stanza().id()).isEqualTo(archived.id()).isPresent();
  }

  @Test
  void idsCountFromTheOwnAccountAndOnlyOne() throws Exception {
    assertThat(idOf(mark("alice@alpha.test", "a"))).contains("a");
    assertThat(idOf(mark("alice@alpha.test", "a") + mark("bob@beta.test", "b"))).contains("a");
    assertThat(idOf(mark("bob@beta.test", "b"))).isEmpty();
    assertThat(idOf(mark("alice@alpha.test/phone", "a"))).isEmpty();
    assertThat(idOf(mark("alpha.test", "a"))).isEmpty();
    assertThat(idOf(mark("alice@alpha.test", "a") + mark("alice@alpha.test", "b"))).isEmpty();
    assertThat(idOf(mark("alice@alpha.test", ""))).isEmpty();
    assertThat(idOf(mark("alice@alpha.test", "9".repeat(300)))).isEmpty();
    assertThat(idOf("")).isEmpty();
  }

  private java.util.Optional<String> idOf(String marks) throws Exception {
    IncomingStanza stanza =
        ((Arrival.Message) read(OURS.replace("<body>", marks + "<body>"))).stanza();
    return ArchiveIds.of(stanza, ALICE);
  }

  private static String mark(String by, String id) {
    return "<stanza-id xmlns='urn:xmpp:sid:0' by='" + by + "' id='" + id + "'/>";
  }

  private static String result(String inner) {
    return "<result xmlns='urn:xmpp:mam:2' queryid='q' id='28482-98726'>"
        + "<forwarded xmlns='urn:xmpp:forward:0'>"
        + "<delay xmlns='urn:xmpp:delay' stamp='2026-01-02T03:04:05Z'/>"
        + inner
        + "</forwarded></result>";
  }

  private static String outer(String from, String children) {
    return "<message xmlns='jabber:client'"
        + from
        + " to='alice@alpha.test/one'>"
        + children
        + "</message>";
  }

  private void assertRefused(String xml) throws Exception {
    assertThat(read(xml)).as(xml).isInstanceOf(Arrival.Refused.class);
  }

  private Arrival read(String xml) throws Exception {
    XmlElement message = SecureXml.parse(xml);
    return reader.read(message);
  }
}
