package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncomingPresenceTest {
  private final List<String> told = new ArrayList<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Incoming incoming = incoming();

  private Incoming incoming() {
    ConnectionConfig config = ConnectionConfig.of(new BareJid("alice", "alpha.test"), "phone");
    TransportListener events =
        new TransportListener() {
          @Override
          public void contactPresent(BareJid contact) {
            told.add(contact.toString());
          }

          @Override
          public void otherClientPresent() {
            told.add("other client");
          }
        };
    Wire wire = new Wire(config, new SecureRandom());
    RosterContacts contacts = new RosterContacts(null, (to, type) -> {}, events);
    Incoming.Hearers hearers =
        new Incoming.Hearers(
            stanza -> {},
            new RoomHub(),
            contacts,
            new Presences(contacts, events, Clock.systemUTC()),
            events);
    return new Incoming(config, wire, hearers, thread);
  }

  @AfterEach
  void end() {
    thread.shutdownNow();
  }

  private static XmlElement.Builder from(String address) {
    return XmlElement.element(Namespaces.CLIENT, "presence").with("from", address);
  }

  @Test
  void aContactIsThere() {
    incoming.presence(from("bob@beta.test/x").build());
    assertThat(told).containsExactly("bob@beta.test");
  }

  @Test
  void aClientOfAnotherKindIsThereOnTheOwnAccount() {
    incoming.presence(from("alice@alpha.test/profanity").build());
    XmlElement caps =
        XmlElement.element("http://jabber.org/protocol/caps", "c").with("ver", "other").build();
    incoming.presence(from("alice@alpha.test/dino").with(caps).build());
    assertThat(told).containsExactly("other client", "other client");
  }

  @Test
  void theOwnPresenceAndThatOfOthersOfTheSameKindIsNoNews() {
    incoming.presence(from("alice@alpha.test/tablet").with(OwnFeatures.DEFAULT.caps()).build());
    assertThat(told).isEmpty();
  }

  @Test
  void whoGoesOrSendsNonsenseIsNotThere() {
    incoming.presence(from("alice@alpha.test/profanity").with("type", "unavailable").build());
    incoming.presence(from("alice@alpha.test/profanity").with("type", "error").build());
    incoming.presence(from("@@").build());
    incoming.presence(XmlElement.element(Namespaces.CLIENT, "presence").build());
    assertThat(told).isEmpty();
  }
}
