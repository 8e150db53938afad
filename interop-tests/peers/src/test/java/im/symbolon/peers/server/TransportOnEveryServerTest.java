package im.symbolon.peers.server;

import static im.symbolon.suite.TransportClient.SOON;
import static im.symbolon.suite.TransportClient.config;
import static im.symbolon.suite.TransportClient.password;
import static im.symbolon.suite.TransportClient.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.Software;
import im.symbolon.messenger.xmpp.ConnectionState.Offline;
import im.symbolon.messenger.xmpp.ConnectionState.Online;
import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.suite.CuttableRelay;
import im.symbolon.suite.TransportClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the transport promises, on every server; the peer is on another kind of server each. */
@NeedsServers({Software.PROSODY, Software.EJABBERD})
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransportOnEveryServerTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = MixedLab.start(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  /** A domain on other software. */
  static String elsewhere(String domain) {
    return switch (domain) {
      case MixedLab.PROSODY -> MixedLab.EJABBERD;
      case MixedLab.EJABBERD -> MixedLab.STOCK;
      default -> MixedLab.PROSODY;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void registersOnceAndLogsIn(String domain) throws Exception {
    try (TransportClient client = TransportClient.register(lab, "reg@" + domain)) {
      assertThat(client.transport.state()).isEqualTo(new Online(false));
      assertThatThrownBy(() -> client.transport.register(password()))
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.ACCOUNT_EXISTS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void wrongPasswordIsFinal(String domain) throws Exception {
    TransportClient.register(lab, "pw@" + domain).close();
    try (TransportClient thief = new TransportClient(config(lab, "pw@" + domain, "thief"))) {
      thief.transport.keepConnected(Password.of("guess".toCharArray()));
      await().atMost(SOON).until(() -> thief.states.stream().anyMatch(s -> s instanceof Offline));
      Offline end = (Offline) thief.transport.state();
      assertThat(end.reason()).contains(Reason.WRONG_PASSWORD);
      assertThat(end.retryIn()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void offlineMessagesComeOnceWithTheirTime(String domain) throws Exception {
    String away = "away@" + domain;
    try (TransportClient writer = TransportClient.register(lab, "writer@" + elsewhere(domain));
        TransportClient witness = TransportClient.register(lab, "witness@" + domain)) {
      TransportClient.register(lab, away).close();
      writer.say("off1", BareJid.parse(away), "for later");
      writer.say("off2", BareJid.parse(away), "and this");
      awaitArrival(writer, witness, "off");
      try (TransportClient client = TransportClient.login(lab, away, "one")) {
        assertThat(client.awaitText("for later").delayedSince()).isPresent();
        client.awaitText("and this");
        assertThat(client.texts()).containsExactly("for later", "and this");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void bouncedMessageTellsItsError(String domain) throws Exception {
    try (TransportClient client = TransportClient.register(lab, "bounce@" + domain)) {
      client.say("b1", BareJid.parse("x@nowhere.test"), "hello?");
      await().atMost(SOON).until(() -> !client.received.isEmpty());
      IncomingStanza error = client.received.get(0);
      assertThat(error.type()).isEqualTo("error");
      assertThat(error.id()).contains("b1");
      assertThat(error.error().orElseThrow().condition()).startsWith("remote-server");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void cutConnectionIsResumedAndNothingIsLostOrDoubled(String domain) throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "cutpeer@" + elsewhere(domain));
        CuttableRelay relay = relayTo(domain)) {
      TransportClient.register(lab, "cut@" + domain).close();
      try (TransportClient client =
          new TransportClient(through(config(lab, "cut@" + domain, "one"), relay.address()))) {
        client.transport.connect(password());
        long stream = client.transport.stream();
        for (int i = 0; i < 10; i++) {
          client.sayWhenOnline("out" + i, peer.address(), "out " + i);
          if (i % 3 == 0) {
            int seen = client.states.size();
            relay.cut();
            await()
                .atMost(SOON)
                .until(
                    () ->
                        client.states.size() > seen + 1
                            && client.transport.state().equals(new Online(true)));
          }
          peer.say("in" + i, client.address(), "in " + i);
        }
        await().atMost(SOON).until(() -> client.texts().size() >= 10);
        await().atMost(SOON).until(() -> client.acknowledged.size() == 10);
        await().atMost(SOON).until(() -> peer.texts().size() >= 10);
        assertThat(client.transport.stream()).isEqualTo(stream);
        assertThat(client.dropped).isEmpty();
        assertThat(client.texts()).doesNotHaveDuplicates().hasSize(10);
        assertThat(peer.texts()).doesNotHaveDuplicates().hasSize(10);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void whatIsSentBetweenTwoRunsComesInTheSecond(String domain) throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "runspeer@" + elsewhere(domain));
        TransportClient witness = TransportClient.register(lab, "runswitness@" + domain);
        CuttableRelay relay = relayTo(domain)) {
      TransportClient.register(lab, "runs@" + domain).close();
      var config = through(config(lab, "runs@" + domain, "one"), relay.address());
      for (int run = 0; run < 4; run++) {
        String text = "between " + run;
        peer.say("run" + run, BareJid.parse("runs@" + domain), text);
        awaitArrival(peer, witness, "run " + run);
        try (TransportClient client = new TransportClient(config)) {
          client.transport.connect(password());
          client.awaitText(text);
          if (run % 2 == 1) {
            relay.cut();
            await().atMost(SOON).until(() -> client.states.contains(new Online(true)));
          }
          peer.say("live" + run, client.address(), "live " + run);
          client.awaitText("live " + run);
          assertThat(client.texts()).containsExactly(text, "live " + run);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void ownDevicesSeeCopies(String domain) throws Exception {
    String account = "two@" + domain;
    try (TransportClient peer = TransportClient.register(lab, "twopeer@" + elsewhere(domain));
        TransportClient first = TransportClient.register(lab, account);
        TransportClient second = TransportClient.login(lab, account, "two")) {
      first.say("c1", peer.address(), "said by the first");
      IncomingStanza copy = second.awaitText("said by the first");
      assertThat(copy.origin()).isEqualTo(Origin.CARBON_SENT);
      assertThat(copy.sender()).contains(first.address());
      peer.awaitText("said by the first");
      peer.say("c2", first.address(), "to both");
      first.awaitText("to both");
      second.awaitText("to both");
      assertThat(first.texts()).containsExactly("to both");
      assertThat(second.texts()).containsExactly("said by the first", "to both");
    }
  }

  /**
   * Not of Openfire 4.2.0, which forbids contacts on Prosody to subscribe to the nodes of its
   * people and tells them nothing.
   */
  @ParameterizedTest
  @ValueSource(strings = {MixedLab.PROSODY, MixedLab.EJABBERD})
  void contactsOfOtherServersSeeDeviceListsChange(String domain) throws Exception {
    try (TransportClient alice = TransportClient.register(lab, "friend@" + elsewhere(domain));
        TransportClient bob = TransportClient.register(lab, "friend-of@" + domain)) {
      alice.transport.contacts().add(bob.address(), Optional.of("Bob"));
      await().atMost(SOON).until(() -> bob.subscriptionRequests.contains(alice.address()));
      bob.transport.contacts().accept(alice.address());
      for (TransportClient each : List.of(alice, bob)) {
        await().atMost(SOON).until(() -> isMutual(each));
      }
      XmlElement devices = XmlElement.element(Namespaces.OMEMO_2, "devices").build();
      bob.pep.publish(Namespaces.OMEMO_2_DEVICES, "current", devices, NodeOptions.OPEN_SINGLE);
      PepEvent expected =
          new PepEvent(
              bob.address(), Namespaces.OMEMO_2_DEVICES, "current", Optional.of(devices), false);
      await().atMost(SOON).until(() -> alice.pepEvents.contains(expected));
      alice.transport.contacts().remove(bob.address());
      await().atMost(SOON).until(() -> alice.transport.contacts().all().isEmpty());
    }
  }

  /** One stream between two domains keeps the order: what was said before is there, too. */
  private static void awaitArrival(TransportClient from, TransportClient witness, String mark)
      throws Exception {
    from.say("seen " + mark, witness.address(), mark);
    witness.awaitText(mark);
  }

  private static boolean isMutual(TransportClient client) {
    return client.transport.contacts().all().stream()
        .anyMatch(contact -> contact.subscription() == Contact.Subscription.BOTH);
  }

  private static CuttableRelay relayTo(String domain) throws Exception {
    RunningServer server = lab.host(domain);
    return new CuttableRelay(new InetSocketAddress(server.address(), server.c2sPort()));
  }
}
