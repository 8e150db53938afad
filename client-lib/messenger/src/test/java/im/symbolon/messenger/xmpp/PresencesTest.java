package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.xmpp.Presence.Show;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresencesTest implements TransportListener {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "beta.test");
  private final List<BareJid> told = new ArrayList<>();
  private final RosterContacts roster = new RosterContacts(new NoServer(), (to, type) -> {}, this);
  private final Presences presences = new Presences(roster, this, Clock.fixed(NOW, ZoneOffset.UTC));

  PresencesTest() throws Exception {
    roster.loaded(
        Optional.of(
            SecureXml.parse(
                "<query xmlns='jabber:iq:roster'><item jid='bob@beta.test' subscription='both'/>"
                    + "<item jid='carol@beta.test' subscription='from'/></query>")));
  }

  @Override
  public void presenceChanged(BareJid contact) {
    told.add(contact);
  }

  private void hear(String from, String type, String content) throws Exception {
    XmlElement presence =
        SecureXml.parse(
            "<presence xmlns='jabber:client' from='"
                + from
                + "'"
                + (type.isEmpty() ? "" : " type='" + type + "'")
                + ">"
                + content
                + "</presence>");
    presences.heard(presence);
  }

  @Test
  void theBestOfSomebodysClientsCounts() throws Exception {
    assertThat(presences.of(BOB).show()).isEqualTo(Show.OFFLINE);
    hear("bob@beta.test/a", "", "<show>away</show>");
    assertThat(presences.of(BOB).show()).isEqualTo(Show.AWAY);
    hear("bob@beta.test/b", "", "");
    assertThat(presences.of(BOB).show()).isEqualTo(Show.ONLINE);
    hear("bob@beta.test/b", "unavailable", "");
    assertThat(presences.of(BOB).show()).isEqualTo(Show.AWAY);
    hear("bob@beta.test/a", "unavailable", "");
    assertThat(presences.of(BOB)).isEqualTo(new Presence(Show.OFFLINE, Optional.of(NOW)));
    assertThat(told).containsExactly(BOB, BOB, BOB, BOB);
  }

  @Test
  void sinceWhenIsSaidByTheClientOrTheServer() throws Exception {
    hear(
        "bob@beta.test/a",
        "",
        "<show>xa</show><idle xmlns='urn:xmpp:idle:1' since='2026-11-20T11:00:00Z'/>");
    assertThat(presences.of(BOB).since()).contains(Instant.parse("2026-11-20T11:00:00Z"));
    hear(
        "bob@beta.test/a",
        "unavailable",
        "<delay xmlns='urn:xmpp:delay' stamp='2026-11-19T11:00:00.5+01:00'/>");
    assertThat(presences.of(BOB).since()).contains(Instant.parse("2026-11-19T10:00:00.5Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2999-01-01T00:00:00Z", "1969-01-01T00:00:00Z", "soon", "", "-1"})
  void nobodyWasThereAtAnImpossibleTime(String time) throws Exception {
    hear(
        "bob@beta.test/a",
        "",
        "<show>away</show><idle xmlns='urn:xmpp:idle:1' since='" + time + "'/>");
    assertThat(presences.of(BOB)).isEqualTo(new Presence(Show.AWAY, Optional.empty()));
  }

  /** Anybody can send a presence; whose we may not see, we do not see. */
  @Test
  void strangersShowNothing() throws Exception {
    for (String each : List.of("carol@beta.test/x", "mallory@evil.test/x", "evil.test", "@", "")) {
      hear(each, "", "");
      hear(each, "unavailable", "");
    }
    assertThat(presences.of(CAROL)).isEqualTo(Presence.UNKNOWN);
    assertThat(told).isEmpty();
  }

  /** RFC 6121 §3.1.6: presence comes with the approval, and the contact list may come after it. */
  @Test
  void whoLetsUsSeeThemIsSeenWhicheverComesFirst() throws Exception {
    hear("carol@beta.test/x", "", "");
    roster.pushed(
        SecureXml.parse(
            "<query xmlns='jabber:iq:roster'><item jid='carol@beta.test' subscription='both'/>"
                + "</query>"));
    assertThat(presences.of(CAROL).show()).isEqualTo(Show.ONLINE);
  }

  @Test
  void whatIsNoPresenceChangesNothing() throws Exception {
    hear("bob@beta.test/a", "", "<show>nonsense</show>");
    assertThat(presences.of(BOB).show()).isEqualTo(Show.ONLINE);
    for (String type : List.of("subscribe", "subscribed", "error", "probe", "x")) {
      hear("bob@beta.test/a", type, "");
    }
    assertThat(presences.of(BOB).show()).isEqualTo(Show.ONLINE);
    assertThat(told).hasSize(1);
  }

  @Test
  void endlessClientsOfOneAreNotAllKept() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      hear("bob@beta.test/" + i, "", "");
    }
    for (int i = 0; i < 32; i++) {
      hear("bob@beta.test/" + i, "unavailable", "");
    }
    assertThat(presences.of(BOB).show()).isEqualTo(Show.OFFLINE);
  }

  @Test
  void aNewStreamKnowsNothingYet() throws Exception {
    hear("bob@beta.test/a", "", "");
    presences.begin();
    assertThat(presences.of(BOB)).isEqualTo(new Presence(Show.OFFLINE, Optional.empty()));
    hear("bob@beta.test/a", "", "");
    hear("bob@beta.test", "unavailable", "");
    assertThat(presences.of(BOB).show()).isEqualTo(Show.OFFLINE);
  }
}
