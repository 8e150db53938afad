package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAnswersTest implements TransportListener {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "beta.test");
  private final List<BareJid> asking = new ArrayList<>();
  private int blockLists;
  private final RosterContacts roster = new RosterContacts(new NoServer(), (to, type) -> {}, this);
  private final RequestAnswers answers =
      new RequestAnswers(ALICE, OwnFeatures.DEFAULT, roster, this);

  @BeforeEach
  void bobMaySeeUsAndWeSeeCarol() throws Exception {
    roster.loaded(
        Optional.of(
            SecureXml.parse(
                "<query xmlns='jabber:iq:roster'><item jid='bob@beta.test' subscription='from'/>"
                    + "<item jid='carol@beta.test' subscription='to' name='C'/>"
                    + "<item jid='gateway.test' subscription='both'/>"
                    + "<item jid='x@y.test' subscription='nonsense'/></query>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"alpha.test", "alice@alpha.test", "alice@alpha.test/x", "bob@beta.test/x"})
  void thoseWhoMayKnowAreAnswered(String from) throws Exception {
    XmlElement ping = answer(from, "get", "<ping xmlns='urn:xmpp:ping'/>");
    assertThat(ping.attribute("type")).contains("result");
    assertThat(ping.attribute("to")).contains(from);
    assertThat(ping.attribute("id")).contains("7");
    XmlElement info = answer(from, "get", "<query xmlns='http://jabber.org/protocol/disco#info'/>");
    assertThat(info.toXml())
        .contains("urn:xmpp:omemo:2:devices+notify", "category='client'")
        .contains("urn:symbolon:devices:0+notify");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mallory@evil.test/x", "carol@beta.test/x", "evil.test", "mallory@alpha.test/x"})
  void strangersLearnNothing(String from) throws Exception {
    for (String question :
        List.of(
            "<ping xmlns='urn:xmpp:ping'/>",
            "<query xmlns='http://jabber.org/protocol/disco#info'/>")) {
      assertThat(answer(from, "get", question).toXml()).contains("service-unavailable");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mallory@evil.test", "bob@beta.test/x", "alpha.test", "beta.test"})
  void contactListIsOnlyChangedByOurOwnServer(String forger) throws Exception {
    List<Contact> before = roster.all();
    answer(
        forger,
        "set",
        "<query xmlns='jabber:iq:roster'>"
            + "<item jid='mallory@evil.test' subscription='both'/></query>");
    assertThat(roster.all()).isEqualTo(before).extracting(Contact::address).contains(BOB, CAROL);
    answer(
        "alice@alpha.test",
        "set",
        "<query xmlns='jabber:iq:roster'><item jid='bob@beta.test' subscription='remove'/></query>");
    assertThat(roster.all()).extracting(Contact::address).containsExactly(CAROL);
  }

  @Test
  void unknownQuestionsAreRefused() throws Exception {
    assertThat(answer("alpha.test", "get", "<query xmlns='jabber:iq:last'/>").toXml())
        .contains("type='error'", "service-unavailable");
    assertThat(answer("alpha.test", "set", "").toXml()).contains("service-unavailable");
    assertThat(
            answer(
                    "alpha.test",
                    "get",
                    "<query xmlns='http://jabber.org/protocol/disco#info' node='other'/>")
                .toXml())
        .contains("item-not-found");
  }

  @Test
  void requestsOfThoseWeAskedAreApprovedAndOthersAreTold() {
    assertThat(roster.requested(CAROL)).isTrue();
    assertThat(roster.requested(BOB)).isFalse();
    assertThat(asking).containsExactly(BOB);
  }

  @Override
  public void subscriptionRequested(BareJid from) {
    asking.add(from);
  }

  private XmlElement answer(String from, String type, String payload) throws Exception {
    return answers.answer(
        SecureXml.parse(
            "<iq xmlns='jabber:client' id='7' from='"
                + from
                + "' type='"
                + type
                + "'>"
                + payload
                + "</iq>"));
  }

  @Override
  public void blockListChanged() {
    blockLists++;
  }

  /** XEP-0191 §3.3: pushes come from the own account; others' are none. */
  @Test
  void onlyTheOwnServerSaysThatTheBlockListChanged() throws Exception {
    String push = "<block xmlns='urn:xmpp:blocking'><item jid='x@y'/></block>";
    for (String from : List.of("mallory@evil.test/x", "bob@beta.test/x", "alpha.test")) {
      assertThat(answer(from, "set", push).attribute("type")).contains("error");
    }
    assertThat(blockLists).isZero();
    assertThat(answer("alice@alpha.test", "set", push).attribute("type")).contains("result");
    assertThat(answer("alice@alpha.test", "get", push).attribute("type")).contains("error");
    assertThat(blockLists).isEqualTo(1);
  }
}
