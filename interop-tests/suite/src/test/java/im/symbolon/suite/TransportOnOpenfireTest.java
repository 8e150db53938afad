package im.symbolon.suite;

import static im.symbolon.suite.TransportClient.SOON;
import static im.symbolon.suite.TransportClient.config;
import static im.symbolon.suite.TransportClient.password;
import static im.symbolon.suite.TransportClient.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.ConnectionState.Offline;
import im.symbolon.messenger.xmpp.ConnectionState.Online;
import im.symbolon.messenger.xmpp.Contact;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What the transport promises, on stock Openfire 4.2.0. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransportOnOpenfireTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test", "beta.test").withDistrusted("rogue.test"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void registersOnceAndLogsIn() throws Exception {
    try (TransportClient client = TransportClient.register(lab, "reg@alpha.test")) {
      assertThat(client.transport.state()).isEqualTo(new Online(false));
      assertThatThrownBy(() -> client.transport.register(password()))
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.ACCOUNT_EXISTS));
    }
  }

  @Test
  void wrongPasswordIsFinal() throws Exception {
    try (TransportClient client = TransportClient.register(lab, "pw@alpha.test");
        TransportClient thief = new TransportClient(config(lab, "pw@alpha.test", "thief"))) {
      Password wrong = Password.of("guess".toCharArray());
      assertReason(() -> thief.transport.connect(wrong), Reason.WRONG_PASSWORD);
      thief.transport.keepConnected(wrong);
      await()
          .atMost(SOON)
          .until(() -> thief.states.stream().filter(s -> s instanceof Offline).count() >= 2);
      Offline end = (Offline) thief.transport.state();
      assertThat(end.reason()).contains(Reason.WRONG_PASSWORD);
      assertThat(end.retryIn()).isEmpty();
      assertThat(end.sentence()).contains("alpha.test").doesNotContain("guess");
      assertThat(client.transport.state().isOnline()).isTrue();
    }
  }

  @Test
  void untrustedCertificateIsRefusedBeforeThePassword() throws Exception {
    ConnectionConfig rogue =
        config(lab, "victim@rogue.test", "one").trusting(lab.ca().trustManager());
    try (TransportClient client = new TransportClient(rogue)) {
      assertReason(() -> client.transport.connect(password()), Reason.UNTRUSTED_CERTIFICATE);
      assertReason(() -> client.transport.register(password()), Reason.UNTRUSTED_CERTIFICATE);
    }
  }

  @Test
  void genuineCertificateOfAnotherDomainIsRefused() throws Exception {
    RunningOpenfire beta = lab.server("beta.test");
    ConnectionConfig elsewhere =
        through(
            config(lab, "alice@alpha.test", "one"),
            new InetSocketAddress(beta.address(), beta.c2sPort()));
    try (TransportClient client = new TransportClient(elsewhere)) {
      assertReason(() -> client.transport.connect(password()), Reason.UNTRUSTED_CERTIFICATE);
    }
  }

  @Test
  void unknownHostAndRefusedPortAreTold() throws Exception {
    ConnectionConfig nowhere =
        ConnectionConfig.of(BareJid.parse("a@no-such-domain.invalid"), "one");
    try (TransportClient client = new TransportClient(nowhere)) {
      assertReason(() -> client.transport.connect(password()), Reason.HOST_UNKNOWN);
    }
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closedPort = socket.getLocalPort();
    }
    ConnectionConfig closed =
        config(lab, "a@alpha.test", "one")
            .at(new ConnectionConfig.Endpoint("127.0.0.1", closedPort));
    try (TransportClient client = new TransportClient(closed)) {
      assertReason(() -> client.transport.connect(password()), Reason.NO_NETWORK);
    }
  }

  @Test
  void messagesCrossDomainsBothWays() throws Exception {
    try (TransportClient alice = TransportClient.register(lab, "alice@alpha.test");
        TransportClient bob = TransportClient.register(lab, "bob@beta.test")) {
      XmlElement extension =
          XmlElement.element("urn:example:1", "outer")
              .with("a", "1 < 2 & \"3\"")
              .with(XmlElement.element("urn:example:2", "inner").text("ünï ]]> 🙂").build())
              .build();
      alice.transport.send(
          new OutgoingStanza("m1", bob.address(), OutgoingStanza.Type.CHAT, List.of(extension)));
      await().atMost(SOON).until(() -> !bob.received.isEmpty());
      IncomingStanza got = bob.received.get(0);
      assertThat(got.extensions()).contains(extension);
      assertThat(got.sender()).contains(alice.address());
      assertThat(got.from().resource().orElseThrow()).startsWith("one.");
      assertThat(got.id()).contains("m1");
      assertThat(got.type()).isEqualTo("chat");
      assertThat(got.origin()).isEqualTo(Origin.LIVE);
      bob.say("m2", alice.address(), "yes");
      alice.awaitText("yes");
      await().atMost(SOON).until(() -> alice.acknowledged.equals(List.of("m1")));
      await().atMost(SOON).until(() -> bob.acknowledged.equals(List.of("m2")));
    }
  }

  @Test
  void offlineMessagesComeWithTheirTime() throws Exception {
    try (TransportClient writer = TransportClient.register(lab, "writer@alpha.test")) {
      TransportClient.register(lab, "away@beta.test").close();
      writer.say("off1", BareJid.parse("away@beta.test"), "for later");
      await().atMost(SOON).until(() -> writer.acknowledged.contains("off1"));
      try (TransportClient away = TransportClient.login(lab, "away@beta.test", "one")) {
        assertThat(away.awaitText("for later").delayedSince()).isPresent();
      }
    }
  }

  @Test
  void bouncedMessageTellsItsError() throws Exception {
    try (TransportClient client = TransportClient.register(lab, "bounce@alpha.test")) {
      client.say("b1", BareJid.parse("x@nowhere.test"), "hello?");
      await().atMost(SOON).until(() -> !client.received.isEmpty());
      IncomingStanza error = client.received.get(0);
      assertThat(error.type()).isEqualTo("error");
      assertThat(error.id()).contains("b1");
      assertThat(error.error().orElseThrow().condition()).startsWith("remote-server");
    }
  }

  @Test
  void cutConnectionIsResumedAndNothingIsLostOrDoubled() throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "peer@beta.test");
        CuttableRelay relay = relayTo("alpha.test")) {
      TransportClient.register(lab, "cut@alpha.test").close();
      try (TransportClient client =
          new TransportClient(through(config(lab, "cut@alpha.test", "one"), relay.address()))) {
        client.transport.connect(password());
        long stream = client.transport.stream();
        for (int i = 0; i < 10; i++) {
          client.sayWhenOnline("out" + i, peer.address(), "out " + i);
          if (i % 3 == 0) {
            relay.cut();
            await()
                .atMost(SOON)
                .until(
                    () ->
                        client.states.contains(new Online(true))
                            && client.transport.state().isOnline());
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

  @Test
  void stanzaCutInTheMiddleComesAgain() throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "peer3@beta.test");
        CuttableRelay relay = relayTo("alpha.test")) {
      TransportClient.register(lab, "half@alpha.test").close();
      try (TransportClient client =
          new TransportClient(through(config(lab, "half@alpha.test", "one"), relay.address()))) {
        client.transport.connect(password());
        peer.say("warm", client.address(), "warm");
        client.awaitText("warm");
        relay.cutAfter(20_000); // TLS records of 16 KB: the first one arrives
        String large = "x".repeat(60_000);
        peer.say("large", client.address(), large);
        client.awaitText(large);
        assertThat(client.states.stream().filter(s -> s instanceof Offline)).isNotEmpty();
        assertThat(client.texts()).containsOnlyOnce(large);
      }
    }
  }

  @Test
  void whatTheSinkCouldNotStoreComesAgain() throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "peer2@beta.test");
        TransportClient client = TransportClient.register(lab, "full@alpha.test")) {
      peer.say("s0", client.address(), "zero");
      client.awaitText("zero");
      client.storingFails.set(1);
      for (int i = 1; i <= 8; i++) {
        peer.say("s" + i, client.address(), "number " + i);
      }
      await().atMost(SOON).until(() -> client.texts().size() >= 9);
      assertThat(client.texts())
          .contains("zero", "number 1", "number 8")
          .as("each at least once; each at most once is the store's business")
          .hasSizeGreaterThanOrEqualTo(9);
      assertThat(client.states)
          .anySatisfy(
              state ->
                  assertThat(state)
                      .isInstanceOfSatisfying(
                          Offline.class, o -> assertThat(o.reason()).contains(Reason.NOT_STORED)));
    }
  }

  @Test
  void restartedServerMeansDroppedNeverSilence() throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "peer4@beta.test");
        CuttableRelay relay = relayTo("alpha.test")) {
      TransportClient.register(lab, "restart@alpha.test").close();
      try (TransportClient client =
          new TransportClient(through(config(lab, "restart@alpha.test", "one"), relay.address()))) {
        client.transport.connect(password());
        client.say("r0", peer.address(), "before");
        await().atMost(SOON).until(() -> client.acknowledged.contains("r0"));
        relay.refuse(true);
        lab.server("alpha.test").kill();
        boolean accepted = false;
        for (int i = 0; i < 3 && client.transport.state().isOnline(); i++) {
          accepted |= tryToSay(client, "r1-" + i, peer.address());
        }
        lab.server("alpha.test").restart();
        relay.refuse(false);
        client.awaitOnline();
        client.sayWhenOnline("r2", peer.address(), "after");
        peer.awaitText("after");
        await().atMost(SOON).until(() -> client.acknowledged.contains("r2"));
        assertThat(client.states.get(client.states.size() - 1)).isEqualTo(new Online(false));
        if (accepted) {
          await().atMost(SOON).until(() -> !client.dropped.isEmpty());
        }
        assertThat(client.dropped).allMatch(id -> id.startsWith("r1-"));
      }
    }
  }

  @Test
  void closingTellsTheFateOfWhatIsUnderWay() throws Exception {
    CuttableRelay relay = relayTo("alpha.test");
    TransportClient.register(lab, "bye@alpha.test").close();
    TransportClient client =
        new TransportClient(through(config(lab, "bye@alpha.test", "one"), relay.address()));
    client.transport.connect(password());
    relay.refuse(true);
    relay.cutAfter(0);
    client.say("d1", BareJid.parse("nobody@alpha.test"), "lost?");
    client.close();
    relay.close();
    await()
        .atMost(SOON)
        .until(() -> client.dropped.contains("d1") || client.acknowledged.contains("d1"));
    assertThat(client.dropped.size() + client.acknowledged.size()).as("told once").isEqualTo(1);
    assertThat(client.transport.state()).isInstanceOf(Offline.class);
    assertReason(
        () -> client.say("d2", BareJid.parse("nobody@alpha.test"), "?"), Reason.NOT_CONNECTED);
  }

  @Test
  void whatIsSentBetweenTwoRunsComesInTheSecond() throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "peer5@beta.test");
        CuttableRelay relay = relayTo("alpha.test")) {
      TransportClient.register(lab, "runs@alpha.test").close();
      ConnectionConfig config = through(config(lab, "runs@alpha.test", "one"), relay.address());
      for (int run = 0; run < 4; run++) {
        String text = "between " + run;
        peer.say("run" + run, BareJid.parse("runs@alpha.test"), text);
        try (TransportClient client = new TransportClient(config)) {
          client.transport.connect(password());
          client.awaitText(text);
          if (run % 2 == 1) {
            relay.cut();
            await().atMost(SOON).until(() -> client.states.contains(new Online(true)));
          }
          peer.say("live" + run, client.address(), "live " + run);
          client.awaitText("live " + run);
        }
      }
    }
  }

  @Test
  void deadClientsKeepNoMessagesFromTheNextRun() throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "peer7@beta.test");
        CuttableRelay relay = relayTo("alpha.test")) {
      TransportClient.register(lab, "ghost@alpha.test").close();
      ConnectionConfig config = through(config(lab, "ghost@alpha.test", "one"), relay.address());
      for (int run = 0; run < 3; run++) {
        try (TransportClient client = new TransportClient(config)) {
          client.transport.connect(password());
          if (run == 1) {
            relay.cut();
            await().atMost(SOON).until(() -> client.states.contains(new Online(true)));
          }
          for (int i = 0; i < 5; i++) {
            peer.say("g" + run + i, client.address(), "live " + run + i);
            client.awaitText("live " + run + i);
          }
          relay.refuse(true);
          relay.cut();
          await().atMost(SOON).until(() -> client.transport.state() instanceof Offline);
        }
        relay.refuse(false);
      }
    }
  }

  @Test
  void withoutResumingADeadClientsMessagesGoToItsNextRunAtOnce() throws Exception {
    try (TransportClient peer = TransportClient.register(lab, "peer6@beta.test");
        CuttableRelay relay = relayTo("alpha.test")) {
      TransportClient.register(lab, "dead@alpha.test").close();
      ConnectionConfig config =
          through(config(lab, "dead@alpha.test", "one"), relay.address()).withoutResuming();
      try (TransportClient client = new TransportClient(config)) {
        client.transport.connect(password());
        client.storingFails.set(Integer.MAX_VALUE); // so that it acknowledges nothing
        relay.refuse(true);
        peer.say("dead1", client.address(), "while it dies");
        await().atMost(SOON).until(() -> client.transport.state() instanceof Offline);
        peer.say("dead2", client.address(), "after its death");
      }
      relay.refuse(false);
      try (TransportClient next = new TransportClient(config)) {
        next.transport.connect(password());
        next.awaitText("while it dies");
        next.awaitText("after its death");
        relay.cut();
        await()
            .atMost(SOON)
            .until(() -> next.states.stream().filter(new Online(false)::equals).count() == 2);
        peer.say("dead3", next.address(), "on a new stream");
        next.awaitText("on a new stream");
      }
    }
  }

  @Test
  void closingIsQuick() throws Exception {
    TransportClient client = TransportClient.register(lab, "quick@alpha.test");
    long start = System.nanoTime();
    client.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void ownDevicesSeeCopiesAndForgedOnesAreLeftOut() throws Exception {
    try (TransportClient mallory = TransportClient.register(lab, "mallory@beta.test");
        TransportClient first = TransportClient.register(lab, "two@alpha.test");
        TransportClient second = TransportClient.login(lab, "two@alpha.test", "two")) {
      first.say("c1", mallory.address(), "said by the first");
      IncomingStanza copy = second.awaitText("said by the first");
      assertThat(copy.origin()).isEqualTo(Origin.CARBON_SENT);
      assertThat(copy.sender()).contains(first.address());
      mallory.awaitText("said by the first");

      mallory.transport.send(
          new OutgoingStanza(
              "forged",
              first.address(),
              OutgoingStanza.Type.CHAT,
              List.of(forgedCopy(first.address(), "I owe mallory money"))));
      mallory.say("c2", first.address(), "after the forgery");
      IncomingStanza live = first.awaitText("after the forgery");
      assertThat(live.sender()).contains(mallory.address());
      second.awaitText("after the forgery");
      for (TransportClient device : List.of(first, second)) {
        assertThat(device.texts()).doesNotContain("I owe mallory money");
      }
    }
  }

  @Test
  void strangerOfAnotherDomainReadsWhatWasPublishedOpen() throws Exception {
    try (TransportClient owner = TransportClient.register(lab, "owner@alpha.test");
        TransportClient stranger = TransportClient.register(lab, "stranger@beta.test")) {
      String node = Namespaces.OMEMO_2_BUNDLES;
      XmlElement payload = XmlElement.element(Namespaces.OMEMO_2, "bundle").text("x").build();
      XmlElement second = XmlElement.element(Namespaces.OMEMO_2, "bundle").text("y").build();
      assertThat(stranger.pep.item(owner.address(), node, "1")).isEmpty();
      owner.pep.publish(node, "1", payload, NodeOptions.OPEN_MANY);
      owner.pep.publish(node, "2", second, NodeOptions.OPEN_MANY);
      assertThat(stranger.pep.item(owner.address(), node, "1")).contains(payload);
      assertThat(stranger.pep.items(owner.address(), node))
          .extracting(item -> item.id())
          .containsExactlyInAnyOrder("1", "2");
      owner.pep.retract(node, "1");
      owner.pep.retract(node, "1");
      assertThat(stranger.pep.item(owner.address(), node, "1")).isEmpty();
      assertThat(stranger.pep.item(BareJid.parse("ghost@alpha.test"), node, "1")).isEmpty();
    }
  }

  @Test
  void contactsSeeDeviceListsChange() throws Exception {
    try (TransportClient alice = TransportClient.register(lab, "alice2@alpha.test");
        TransportClient bob = TransportClient.register(lab, "bob2@beta.test")) {
      alice.transport.contacts().add(bob.address(), Optional.of("Bob"));
      await().atMost(SOON).until(() -> bob.subscriptionRequests.contains(alice.address()));
      bob.transport.contacts().accept(alice.address());
      for (TransportClient each : List.of(alice, bob)) {
        await().atMost(SOON).until(() -> isMutual(each));
      }
      assertThat(alice.subscriptionRequests).as("approved without asking").isEmpty();
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

  @Test
  void errorAnswersNameTheirConditionAndForeignServicesAreAsked() throws Exception {
    try (TransportClient client = TransportClient.register(lab, "iq@alpha.test")) {
      XmlElement unknown = XmlElement.element("urn:example:unknown", "query").build();
      assertThatThrownBy(
              () -> client.transport.iq(IqType.GET, EntityAddress.ofDomain("beta.test"), unknown))
          .isInstanceOfSatisfying(
              TransportException.class,
              e ->
                  assertThat(e.stanzaError().orElseThrow().condition())
                      .isEqualTo("feature-not-implemented"));
      assertThat(client.disco.features(EntityAddress.ofDomain("beta.test")))
          .contains(Namespaces.DISCO_INFO);
      ServiceDiscovery discovery = new ServiceDiscovery(client.disco);
      assertThat(discovery.prekeyService("beta.test")).isEmpty();
    }
  }

  private static boolean isMutual(TransportClient client) {
    return client.transport.contacts().all().stream()
        .anyMatch(contact -> contact.subscription() == Contact.Subscription.BOTH);
  }

  private static boolean tryToSay(TransportClient client, String id, BareJid to) {
    try {
      client.say(id, to, "into the void");
      return true;
    } catch (TransportException e) {
      assertThat(e.reason()).isEqualTo(Reason.NOT_CONNECTED);
      return false;
    }
  }

  private static XmlElement forgedCopy(BareJid victim, String text) {
    XmlElement inner =
        XmlElement.element(Namespaces.CLIENT, "message")
            .with("from", victim + "/one")
            .with("to", "mallory@beta.test")
            .with("type", "chat")
            .with(XmlElement.element(Namespaces.CLIENT, "body").text(text).build())
            .build();
    return XmlElement.element("urn:xmpp:carbons:2", "sent")
        .with(XmlElement.element("urn:xmpp:forward:0", "forwarded").with(inner).build())
        .build();
  }

  private static CuttableRelay relayTo(String domain) throws Exception {
    RunningOpenfire server = lab.server(domain);
    return new CuttableRelay(new InetSocketAddress(server.address(), server.c2sPort()));
  }

  private static void assertReason(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.getMessage()).endsWith(".").doesNotContain("Exception", "org.");
            });
  }
}
