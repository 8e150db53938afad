package im.symbolon.service.files;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.MovableClock;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocket;

/** An endpoint on a free port of the loopback, with a book and a storage, and clients for it. */
final class TestEndpoint implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");
  static final Patience SHORT =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), 1L << 20);

  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final long MIB = 1L << 20;
  private static final FileQuota QUOTA =
      new FileQuota(64 * MIB, 1024 * MIB, 10_000, 1024 * MIB, 1000);
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final TestTls tls;
  private final UploadEndpoint endpoint;
  private final HttpClient client;
  final FileBook book;
  final FileStorage storage;
  final MovableClock clock = new MovableClock(NOW);

  TestEndpoint(TestTls tls, ConnectionSource database, FileStorage storage, int threads)
      throws IOException {
    this.tls = tls;
    this.storage = storage;
    this.book =
        new FileBook(
            new Database(database),
            clock,
            new SecureRandom(),
            new FileRules(QUOTA, FileTimes.DEFAULT));
    this.endpoint =
        UploadEndpoint.start(
            new EndpointSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), threads, SHORT),
            tls.server(),
            book,
            storage);
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls.client())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  Slot slot(long size) throws FileException {
    return book.give(
        ALICE,
        new SlotRequest(FileName.of("a b.bin").orElseThrow(), size, new MediaType("image/png")));
  }

  /** A slot and its upload. */
  Slot uploaded(byte[] content) throws Exception {
    Slot slot = slot(content.length);
    int status = put(slot, content).statusCode();
    if (status != 201) {
      throw new IllegalStateException("the upload was answered with " + status);
    }
    return slot;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("https://localhost:" + endpoint.address().getPort() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder request(Slot slot) {
    return request(slot.url().path());
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> put(Slot slot, byte[] content) throws Exception {
    return put(slot, BodyPublishers.ofByteArray(content));
  }

  HttpResponse<byte[]> put(Slot slot, BodyPublisher content) throws Exception {
    return send(request(slot).PUT(content));
  }

  HttpResponse<byte[]> get(Slot slot) throws Exception {
    return send(request(slot));
  }

  void renew(TestTls other) {
    endpoint.renew(other.server());
  }

  /** A connection without TLS as yet. */
  Socket plain() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort());
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    return socket;
  }

  /** A connection on which a test says what it wants. */
  SSLSocket raw() throws IOException {
    SSLSocket socket =
        (SSLSocket)
            tls.client()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), endpoint.address().getPort());
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    return socket;
  }

  /** What is answered to it, until the server ends the connection. */
  String raw(String request) throws IOException {
    try (SSLSocket socket = raw()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
