package im.symbolon.peers.archive;

import static im.symbolon.peers.archive.ArchivingLab.EJABBERD;
import static im.symbolon.peers.archive.ArchivingLab.PROSODY;
import static im.symbolon.peers.archive.ArchivingLab.STOCK;
import static im.symbolon.suite.TransportClient.SOON;
import static im.symbolon.suite.TransportClient.config;
import static im.symbolon.suite.TransportClient.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.messenger.xmpp.Archive;
import im.symbolon.messenger.xmpp.ArchiveIds;
import im.symbolon.messenger.xmpp.ArchivePage;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.messenger.xmpp.Backoff;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.SmackTransport;
import im.symbolon.messenger.xmpp.StanzaSink;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.TransportListener;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the archives of real servers keep and answer; the catch-up rests on it. */
@Tag("peers")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchiveOfServersTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = ArchivingLab.start(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  /** A device that looks into its account's archive. */
  private static final class Reader implements StanzaSink, TransportListener, AutoCloseable {
    final List<IncomingStanza> received = new CopyOnWriteArrayList<>();
    final SmackTransport transport;
    final Archive archive;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Reader(String account, String resource) throws Exception {
      Backoff quick = new Backoff(Duration.ofMillis(50), Duration.ofMillis(400));
      transport =
          new SmackTransport(
              config(lab, account, resource), this, this, quick, new SecureRandom(), timer);
      archive = new Archive(transport, new Disco(transport), () -> UUID.randomUUID().toString());
    }

    static Reader joins(String account, String resource) throws Exception {
      Reader reader = new Reader(account, resource);
      reader.transport.register(password());
      return reader.online();
    }

    Reader online() throws Exception {
      transport.connect(password());
      return this;
    }

    void send(BareJid to, String id) throws Exception {
      XmlElement encrypted =
          XmlElement.element(Namespaces.OMEMO_2, "encrypted").text("not really").build();
      XmlElement store = XmlElement.element(Namespaces.HINTS, "store").build();
      transport.send(
          new OutgoingStanza(id, to, OutgoingStanza.Type.CHAT, List.of(encrypted, store)));
    }

    IncomingStanza awaitStanza(String id) {
      await().atMost(SOON).until(() -> received.stream().anyMatch(s -> has(s, id)));
      return received.stream().filter(s -> has(s, id)).findFirst().orElseThrow();
    }

    private static boolean has(IncomingStanza stanza, String id) {
      return stanza.id().filter(id::equals).isPresent();
    }

    @Override
    public void accept(IncomingStanza stanza) {
      received.add(stanza);
    }

    @Override
    public void archived(ArchiveResult result) {
      archive.take(result);
    }

    @Override
    public void close() {
      transport.close();
      timer.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PROSODY, EJABBERD})
  void isOfferedAndItsIdsCanBeTrusted(String domain) throws Exception {
    try (Reader alice = Reader.joins("offer@" + domain, "one")) {
      assertThat(alice.archive.isOffered()).isTrue();
      assertThat(alice.archive.marksMessages()).isTrue();
    }
  }

  @Test
  void stockOpenfireHasNone() throws Exception {
    try (Reader alice = Reader.joins("offer@" + STOCK, "one")) {
      assertThat(alice.archive.isOffered()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PROSODY, EJABBERD})
  void anEmptyOneHasNoEnd(String domain) throws Exception {
    try (Reader alice = Reader.joins("empty@" + domain, "one")) {
      ArchivePage newest = alice.archive.newest();
      assertThat(newest.results()).isEmpty();
      assertThat(newest.last()).isEmpty();
      ArchivePage all = alice.archive.page(ArchivePoint.BEGINNING, 50);
      assertThat(all.complete()).isTrue();
      assertThat(all.last()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PROSODY, EJABBERD})
  void keepsSealedMessagesWithoutBodyUnderTheIdsThatTheyCarry(String domain) throws Exception {
    try (Reader alice = Reader.joins("keeps@" + domain, "one");
        Reader tablet = new Reader("keeps@" + domain, "two").online();
        Reader bob = Reader.joins("writes-" + domain.charAt(0) + "@" + STOCK, "one")) {
      bob.send(alice.transport.account(), "m1");
      IncomingStanza live = alice.awaitStanza("m1");
      IncomingStanza copy = tablet.awaitStanza("m1");
      alice.send(bob.transport.account(), "m2");
      IncomingStanza sent = tablet.awaitStanza("m2");
      ArchivePage page = alice.archive.page(ArchivePoint.BEGINNING, 50);
      assertThat(page.results()).extracting(r -> r.stanza().id().orElse("")).contains("m1", "m2");
      assertThat(page.complete()).isTrue();
      assertThat(page.stable()).isTrue();
      String first = idOf(page, "m1");
      BareJid account = alice.transport.account();
      assertThat(ArchiveIds.of(live, account)).contains(first);
      assertThat(ArchiveIds.of(copy, account)).contains(first);
      assertThat(ArchiveIds.of(sent, account)).contains(idOf(page, "m2"));
      assertThat(copy.origin()).as("a bare address means all devices").isEqualTo(Origin.LIVE);
      assertThat(sent.origin()).isEqualTo(Origin.CARBON_SENT);
      ArchivePage rest = alice.archive.page(ArchivePoint.behind(first, Instant.EPOCH), 50);
      assertThat(rest.results()).extracting(r -> r.stanza().id().orElse("")).doesNotContain("m1");
      assertThat(alice.archive.newest().last()).isEqualTo(page.last());
    }
  }

  private static List<String> ids(ArchivePage page) {
    return page.results().stream().map(ArchiveResult::id).toList();
  }

  private static String idOf(ArchivePage page, String stanza) {
    return page.results().stream()
        .filter(r -> Reader.has(r.stanza(), stanza))
        .map(ArchiveResult::id)
        .findFirst()
        .orElse("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {PROSODY, EJABBERD})
  void pagesAreOfTheSizeAskedForAndJoinWithoutGap(String domain) throws Exception {
    try (Reader alice = Reader.joins("pages@" + domain, "one");
        Reader bob = Reader.joins("paged-" + domain.charAt(0) + "@" + STOCK, "one")) {
      for (int i = 0; i < 12; i++) {
        bob.send(alice.transport.account(), "p" + i);
      }
      alice.awaitStanza("p11");
      List<String> found = new CopyOnWriteArrayList<>();
      ArchivePoint from = ArchivePoint.BEGINNING;
      for (int i = 0; i < 5; i++) {
        ArchivePage page = alice.archive.page(from, 5);
        assertThat(page.results()).hasSizeLessThanOrEqualTo(5);
        page.results().forEach(r -> found.add(r.stanza().id().orElse("")));
        if (page.complete()) {
          break;
        }
        from = ArchivePoint.behind(page.last().orElseThrow(), Instant.EPOCH);
      }
      assertThat(found)
          .containsExactly(
              "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11");
    }
  }

  @Test
  void prosodySaysThatAPlaceIsNotThere() throws Exception {
    try (Reader alice = Reader.joins("lost@" + PROSODY, "one")) {
      alice.send(alice.transport.account(), "self");
      alice.awaitStanza("self");
      ArchivePoint nowhere = ArchivePoint.behind("nowhere", Instant.EPOCH);
      assertThatThrownBy(() -> alice.archive.page(nowhere, 50))
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> assertThat(e.isStanzaError("item-not-found")).isTrue());
    }
  }

  /** Its ids are times, so one that is gone still is a place; anything else is the beginning. */
  @Test
  void ejabberdTakesAnyTimeForAPlace() throws Exception {
    try (Reader alice = Reader.joins("lost@" + EJABBERD, "one")) {
      alice.send(alice.transport.account(), "self");
      alice.awaitStanza("self");
      ArchivePage page = alice.archive.page(ArchivePoint.behind("1000000", Instant.EPOCH), 50);
      assertThat(page.results()).isNotEmpty();
      ArchivePage other = alice.archive.page(ArchivePoint.behind("nowhere", Instant.EPOCH), 50);
      assertThat(ids(other)).as("from the beginning, then").isEqualTo(ids(page));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PROSODY, EJABBERD})
  void whatWaitedForTheAbsentIsInTheArchiveToo(String domain) throws Exception {
    try (Reader bob = Reader.joins("away-" + domain.charAt(0) + "@" + STOCK, "one")) {
      Reader.joins("absent@" + domain, "one").close();
      BareJid absent = BareJid.parse("absent@" + domain);
      for (int i = 0; i < 3; i++) {
        bob.send(absent, "a" + i);
      }
      try (Reader alice = new Reader("absent@" + domain, "one").online()) {
        await()
            .atMost(SOON)
            .until(() -> alice.archive.page(ArchivePoint.BEGINNING, 50).results().size() == 3);
        for (int i = 0; i < 3; i++) {
          IncomingStanza late = alice.awaitStanza("a" + i);
          assertThat(ArchiveIds.of(late, absent)).as("known by the same id").isPresent();
          assertThat(late.delayedSince()).isPresent();
        }
      }
    }
  }
}
