package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private final MessageReader reader = new MessageReader(ALICE);

  @Test
  void readsAMessageWithEverything() throws Exception {
    IncomingStanza stanza =
        message(
            "<message xmlns='jabber:client' from='bob@beta.test/x' to='alice@alpha.test' id='1'"
                + " type='chat'><body>hi</body><e xmlns='urn:e'/>"
                + "<delay xmlns='urn:xmpp:delay' stamp='2026-01-02T03:04:05.678Z'/></message>");
    assertThat(stanza.sender()).contains(BOB);
    assertThat(stanza.from().resource()).contains("x");
    assertThat(stanza.to()).isEqualTo(EntityAddress.of(ALICE));
    assertThat(stanza.id()).contains("1");
    assertThat(stanza.type()).isEqualTo("chat");
    assertThat(stanza.body()).contains("hi");
    assertThat(stanza.delayedSince()).contains(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(stanza.extension("urn:e", "e")).isPresent();
    assertThat(stanza.extensions()).noneMatch(e -> e.name().equals("body"));
    assertThat(stanza.origin()).isEqualTo(Origin.LIVE);
    assertThat(stanza.toString()).doesNotContain("hi");
  }

  @Test
  void readsAnError() throws Exception {
    IncomingStanza stanza =
        message(
            "<message xmlns='jabber:client' from='beta.test' to='alice@alpha.test' id='1'"
                + " type='error'><error type='cancel'><remote-server-not-found"
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
    assertThat(stanza.sender()).isEmpty();
    assertThat(stanza.error())
        .contains(new StanzaError("remote-server-not-found", "cancel", Optional.empty()));
  }

  @Test
  void absentAddressesAreTheAccounts() throws Exception {
    IncomingStanza stanza = message("<message xmlns='jabber:client'><body>hi</body></message>");
    assertThat(stanza.sender()).contains(ALICE);
    assertThat(stanza.type()).isEqualTo("normal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bob@@beta.test", "@beta.test", "bob@", "bob@beta.test/", "", "b ob@beta.test"})
  void unusableSenderIsRefused(String from) throws Exception {
    assertThat(read("<message xmlns='jabber:client' from='" + from + "'/>"))
        .isInstanceOf(Arrival.Refused.class);
  }

  @Test
  void unreadableDelayIsNoDelay() throws Exception {
    assertThat(
            message(
                    "<message xmlns='jabber:client'>"
                        + "<delay xmlns='urn:xmpp:delay' stamp='yesterday'/></message>")
                .delayedSince())
        .isEmpty();
  }

  @Test
  void copiesFromTheOwnServerAreBelieved() throws Exception {
    IncomingStanza sent =
        message(carbon("alice@alpha.test", "sent", "alice@alpha.test/other", "bob@beta.test"));
    assertThat(sent.origin()).isEqualTo(Origin.CARBON_SENT);
    assertThat(sent.to()).isEqualTo(EntityAddress.of(BOB));
    assertThat(sent.body()).contains("copied");
    IncomingStanza received =
        message(carbon("alice@alpha.test", "received", "bob@beta.test/x", "alice@alpha.test"));
    assertThat(received.origin()).isEqualTo(Origin.CARBON_RECEIVED);
    assertThat(received.sender()).contains(BOB);
  }

  @Test
  void copiesFromAnyoneElseAreRefused() throws Exception {
    for (String forger :
        List.of(
            "mallory@beta.test",
            "mallory@alpha.test",
            "alpha.test",
            "alice@alpha.test/phone",
            "alice@beta.test",
            "alice@alpha.test.evil.test")) {
      assertThat(read(carbon(forger, "sent", "alice@alpha.test/other", "bob@beta.test")))
          .as(forger)
          .isInstanceOf(Arrival.Refused.class);
      assertThat(read(carbon(forger, "received", "bob@beta.test/x", "alice@alpha.test")))
          .as(forger)
          .isInstanceOf(Arrival.Refused.class);
    }
  }

  @Test
  void copiesThatAreNotOursAreRefused() throws Exception {
    assertThat(read(carbon("alice@alpha.test", "sent", "bob@beta.test/x", "carol@beta.test")))
        .isInstanceOf(Arrival.Refused.class);
    assertThat(read(carbon("alice@alpha.test", "received", "bob@beta.test/x", "carol@beta.test")))
        .isInstanceOf(Arrival.Refused.class);
    assertThat(
            read(
                "<message xmlns='jabber:client' from='alice@alpha.test'>"
                    + "<sent xmlns='urn:xmpp:carbons:2'/></message>"))
        .isInstanceOf(Arrival.Refused.class);
  }

  @Test
  void readsNewsOfPersonalNodes() throws Exception {
    Arrival arrival =
        read(
            "<message xmlns='jabber:client' from='bob@beta.test' type='headline'>"
                + "<event xmlns='http://jabber.org/protocol/pubsub#event'><items node='n'>"
                + "<item id='1'><e xmlns='urn:e'/></item><retract id='2'/><item/></items></event>"
                + "</message>");
    assertThat(((Arrival.Events) arrival).events())
        .containsExactly(
            new PepEvent(
                BOB, "n", "1", Optional.of(XmlElement.element("urn:e", "e").build()), false),
            new PepEvent(BOB, "n", "2", Optional.empty(), true));
  }

  private static String carbon(String outer, String kind, String from, String to) {
    return "<message xmlns='jabber:client' from='"
        + outer
        + "' to='alice@alpha.test/one'><"
        + kind
        + " xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
        + "<message xmlns='jabber:client' type='chat' from='"
        + from
        + "' to='"
        + to
        + "'><body>copied</body></message></forwarded></"
        + kind
        + "></message>";
  }

  private Arrival read(String xml) throws Exception {
    return reader.read(SecureXml.parse(xml));
  }

  private IncomingStanza message(String xml) throws Exception {
    return ((Arrival.Message) read(xml)).stanza();
  }
}
