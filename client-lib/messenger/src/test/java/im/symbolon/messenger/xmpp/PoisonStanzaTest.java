package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stanza that cannot be read comes again at each resume; the stream must get past it. */
class PoisonStanzaTest {
  private static final long PATIENCE_SECONDS = 20;
  private static final Logger LOG = Logger.getLogger(SmackStream.class.getName());

  @TempDir Path directory;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> stored = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final List<LogRecord> warnings = new CopyOnWriteArrayList<>();
  private final Handler watch =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().equals(Level.WARNING)) {
            warnings.add(entry);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final CountDownLatch last = new CountDownLatch(1);

  @BeforeEach
  void listen() {
    LOG.addHandler(watch);
  }

  @AfterEach
  void end() {
    LOG.removeHandler(watch);
    timer.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<message from='eve@beta.test' id='p'><body>&undeclared;</body></message>",
        "<message from='eve@beta.test' id='p'><body>\u0001</body></message>",
        "<message from='eve@beta.test' id='p'><a:b/></message>",
        "<message from='eve@beta.test' id='p'><b></c></message>",
        "<message from='eve@beta.test' id='p' id='q'><body>x</body></message>",
        "<message from='eve@beta.test' a:b='q'><body>x</body></message>",
        "<message from='&undeclared;'><body>x</body></message>",
        "<presence from='eve@beta.test'><status>&undeclared;</status></presence>",
      })
  void theStreamGetsPastItAndNothingElseIsLost(String poison) throws Exception {
    List<String> stanzas =
        List.of(message("1"), message("2"), poison, message("3"), message("last"));
    try (LenientServer server = new LenientServer(directory, stanzas, 0);
        SmackTransport transport = transport(server, 0)) {
      transport.keepConnected(server.password());
      awaitLast(server);
      assertThat(stored).containsExactly("1", "2", "3", "last");
      assertThat(server.resumed).as("three times it may have been an accident").hasSize(3);
      assertThat(server.resumed.get(0)).isEqualTo(server.resumed.get(1));
      assertThat(server.resumed.get(2)).isEqualTo(server.resumed.get(1) + 1);
      assertThat(warnings).hasSize(1);
    }
  }

  @Test
  void severalArePassedOverOneAfterAnother() throws Exception {
    String poison = "<message from='eve@beta.test'><body>&undeclared;</body></message>";
    List<String> stanzas =
        List.of(message("1"), message("2"), poison, poison, message("3"), poison, message("last"));
    try (LenientServer server = new LenientServer(directory, stanzas, 0);
        SmackTransport transport = transport(server, 0)) {
      transport.keepConnected(server.password());
      awaitLast(server);
      assertThat(stored).containsExactly("1", "2", "3", "last");
      assertThat(warnings).hasSize(3);
    }
  }

  @Test
  void aConnectionThatBreaksInTheMiddleAgainAndAgainLosesNothing() throws Exception {
    List<String> stanzas = List.of(message("1"), message("2"), message("last"));
    try (LenientServer server = new LenientServer(directory, stanzas, 7);
        SmackTransport transport = transport(server, 0)) {
      transport.keepConnected(server.password());
      awaitLast(server);
      assertThat(stored).containsExactly("1", "2", "last");
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void aStoreThatFailsAgainAndAgainLosesNothing() throws Exception {
    List<String> stanzas = List.of(message("1"), message("2"), message("last"));
    try (LenientServer server = new LenientServer(directory, stanzas, 0);
        SmackTransport transport = transport(server, 7)) {
      transport.keepConnected(server.password());
      awaitLast(server);
      assertThat(stored).containsExactly("1", "2", "last");
      assertThat(failures).hasValue(7);
      assertThat(warnings).isEmpty();
    }
  }

  private void awaitLast(LenientServer server) throws InterruptedException {
    assertThat(last.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("stored %s, resumed %s, ended %s", stored, server.resumed, server.ended)
        .isTrue();
  }

  private static String message(String id) {
    return "<message from='bob@beta.test/x' type='chat' id='"
        + id
        + "'><body>hello</body></message>";
  }

  private SmackTransport transport(LenientServer server, int storeFailures) throws Exception {
    ConnectionConfig config =
        ConnectionConfig.of(new BareJid("alice", LenientServer.DOMAIN), "one")
            .at(new ConnectionConfig.Endpoint("127.0.0.1", server.port()))
            .trusting(server.trust())
            .answeredWithin(Duration.ofSeconds(10));
    return new SmackTransport(
        config,
        stanza -> {
          if (stanza.id().equals(Optional.of("2")) && failures.get() < storeFailures) {
            failures.incrementAndGet();
            throw new IOException("the disk is full");
          }
          stored.add(stanza.id().orElse("?"));
          if (stanza.id().equals(Optional.of("last"))) {
            last.countDown();
          }
        },
        new TransportListener() {},
        new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)),
        new SecureRandom(),
        timer);
  }
}
