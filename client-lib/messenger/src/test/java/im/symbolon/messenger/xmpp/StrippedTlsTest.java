package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.xmpp.TransportException.Reason;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody between us and the server who takes the encryption out of what the server offers. */
class StrippedTlsTest {
  private static final String HEADER =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
          + " from='alpha.test' id='1' version='1.0'>";
  private static final String MECHANISMS =
      "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
          + "<mechanism>SCRAM-SHA-1</mechanism></mechanisms>";
  private static final String STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Semaphore ended = new Semaphore(0);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ServerSocket listener;
  private Password password;

  @BeforeEach
  void open() throws IOException {
    listener = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    password = Password.of("correct horse".toCharArray());
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
    timer.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<stream:features>" + MECHANISMS + "</stream:features>",
        "<stream:features>"
            + MECHANISMS
            + "<register xmlns='http://jabber.org/features/iq-register'/></stream:features>",
        "<stream:features>"
            + STARTTLS
            + MECHANISMS
            + "</stream:features><failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
        "<stream:features/>",
      })
  void nothingSecretIsSaid(String features) throws Exception {
    serve(HEADER + features);
    try (SmackTransport transport = transport()) {
      assertThatThrownBy(() -> transport.connect(password)).isInstanceOf(TransportException.class);
      assertThatThrownBy(() -> transport.register(password)).isInstanceOf(TransportException.class);
    }
    assertThat(ended.tryAcquire(2, 10, TimeUnit.SECONDS)).as("all was heard").isTrue();
    assertThat(String.join("", heard))
        .contains("alpha.test")
        .doesNotContain("<auth", "jabber:iq:", "alice", "correct");
  }

  @Test
  void theUserIsToldWhatIsMissing() {
    serve(HEADER + "<stream:features>" + MECHANISMS + "</stream:features>");
    try (SmackTransport transport = transport()) {
      assertThatThrownBy(() -> transport.connect(password))
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.TLS_UNAVAILABLE));
    }
  }

  private SmackTransport transport() {
    ConnectionConfig config =
        ConnectionConfig.of(new BareJid("alice", "alpha.test"), "one")
            .at(new ConnectionConfig.Endpoint("127.0.0.1", listener.getLocalPort()))
            .answeredWithin(Duration.ofSeconds(2));
    return new SmackTransport(
        config,
        stanza -> {},
        new TransportListener() {},
        Backoff.DEFAULT,
        new SecureRandom(),
        timer);
  }

  private void serve(String greeting) {
    Thread server =
        new Thread(
            () -> {
              while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                  converse(socket, greeting);
                } catch (IOException e) {
                  heard.add(" "); // the client went, or the test is over
                } finally {
                  ended.release();
                }
              }
            },
            "stripping-server");
    server.setDaemon(true);
    server.start();
  }

  /** Greets whoever has greeted, and then only listens. */
  private void converse(Socket socket, String greeting) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] first = new byte[4096];
    int length = in.read(first);
    heard.add(new String(first, 0, Math.max(0, length), StandardCharsets.UTF_8));
    socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
    listen(in);
  }

  private void listen(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      heard.add(new String(buffer, 0, n, StandardCharsets.UTF_8));
    }
  }
}
