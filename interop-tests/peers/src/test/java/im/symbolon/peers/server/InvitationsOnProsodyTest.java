package im.symbolon.peers.server;

import static im.symbolon.suite.TransportClient.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.Software;
import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.uri.XmppUri;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.suite.TransportClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Invitations as Prosody makes them (XEP-0401), taken as XEP-0445 says. */
@NeedsServers(Software.PROSODY)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InvitationsOnProsodyTest {
  private static final String COMMANDS = "http://jabber.org/protocol/commands";
  private static final BareJid ROMEO = new BareJid("romeo", MixedLab.PROSODY);
  private static final BareJid JULIA = new BareJid("julia", MixedLab.PROSODY);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;
  private static TransportClient romeo;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, MixedLab.STOCK).with(Software.PROSODY, MixedLab.PROSODY));
    romeo = TransportClient.register(lab, ROMEO.toString());
  }

  @AfterAll
  static void stop() {
    if (romeo != null) {
      romeo.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  /** What a person does who invites somebody (XEP-0401 §3.2). */
  private static XmppUri invitation() throws Exception {
    XmlElement command =
        XmlElement.element(COMMANDS, "command")
            .with("node", "urn:xmpp:invite#invite")
            .with("action", "execute")
            .build();
    XmlElement done =
        romeo
            .transport
            .iq(IqType.SET, EntityAddress.ofDomain(MixedLab.PROSODY), command)
            .orElseThrow();
    XmlElement form = done.child("jabber:x:data", "x").orElseThrow();
    String uri =
        form.children("field").stream()
            .filter(field -> field.attribute("var").filter("uri"::equals).isPresent())
            .map(field -> field.child("value").orElseThrow().text())
            .findFirst()
            .orElseThrow();
    return XmppUri.parse(uri);
  }

  private static Optional<Reason> register(BareJid account, String token) throws Exception {
    TransportClient client =
        new TransportClient(TransportClient.config(lab, account.toString(), "one"));
    try (client) {
      client.transport.register(TransportClient.password(), token);
      return Optional.empty();
    } catch (TransportException e) {
      return Optional.of(e.reason());
    }
  }

  /** XEP-0445 §2.3: the account is made, and both are each other's contacts. */
  @Test
  void whoWasInvitedHasAnAccountAndAContact() throws Exception {
    XmppUri link = invitation();
    assertThat(link.account()).contains(ROMEO);
    assertThat(link.parameter(XmppUri.IBR)).contains("y");
    String token = link.parameter(XmppUri.PREAUTH).orElseThrow();
    assertThat(register(JULIA, token)).isEmpty();
    try (TransportClient julia = TransportClient.login(lab, JULIA.toString(), "one")) {
      await().atMost(SOON).until(() -> areFriends(julia, ROMEO) && areFriends(romeo, JULIA));
    }
    assertThat(register(new BareJid("tybalt", MixedLab.PROSODY), token))
        .as("an invitation is good once")
        .contains(Reason.INVITATION_REFUSED);
  }

  private static boolean areFriends(TransportClient one, BareJid other) {
    return one.transport.contacts().all().stream()
        .anyMatch(
            each ->
                each.address().equals(other) && each.subscription() == Contact.Subscription.BOTH);
  }

  @Test
  void whatIsNoInvitationMakesNoAccount() throws Exception {
    BareJid mercutio = new BareJid("mercutio", MixedLab.PROSODY);
    for (String token : new String[] {"", "nonsense", "x'/><y", "x".repeat(5_000)}) {
      assertThat(register(mercutio, token)).contains(Reason.INVITATION_REFUSED);
    }
    TransportClient client =
        new TransportClient(TransportClient.config(lab, mercutio.toString(), "one"));
    try (client) {
      client.transport.connect(TransportClient.password());
      throw new AssertionError("there is an account");
    } catch (TransportException e) {
      assertThat(e.reason()).isEqualTo(Reason.WRONG_PASSWORD);
    }
  }

  @Test
  void aNameThatIsTakenCanBeChosenAnew() throws Exception {
    String token = invitation().parameter(XmppUri.PREAUTH).orElseThrow();
    assertThat(register(ROMEO, token)).contains(Reason.ACCOUNT_EXISTS);
    assertThat(register(new BareJid("benvolio", MixedLab.PROSODY), token)).isEmpty();
  }
}
