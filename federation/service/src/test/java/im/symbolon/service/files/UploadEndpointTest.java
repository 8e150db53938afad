package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint answers, over real TLS, on a real disk. */
@Timeout(120)
class UploadEndpointTest {
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:files-endpoint");

  private static TestTls tls;

  @TempDir private Path directory;
  private Path folder;
  private TestEndpoint endpoint;

  @BeforeAll
  static void certify(@TempDir Path keys) throws Exception {
    tls = TestTls.create(keys);
  }

  @BeforeEach
  void start() throws Exception {
    Schema.HSQLDB.install(MEMORY);
    folder = Files.createDirectory(directory.resolve("files"));
    endpoint = new TestEndpoint(tls, MEMORY, new LocalDisk(folder, 0), 4);
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
    try (Connection connection = MEMORY.open();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA PUBLIC CASCADE");
    }
  }

  static byte[] content(int size) {
    byte[] out = new byte[size];
    new Random(size).nextBytes(out);
    return out;
  }

  /** Every file in the folder, also halves. */
  private List<Path> onDisk() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void servesWhatWasUploadedByteForByte() throws Exception {
    byte[] content = content(3_000_000);
    Slot slot = endpoint.slot(content.length);
    HttpResponse<byte[]> put = endpoint.put(slot, content);
    assertThat(put.statusCode()).isEqualTo(201);
    HttpResponse<byte[]> got = endpoint.get(slot);
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(content);
    assertThat(got.headers().firstValue("Content-Length")).contains("3000000");
    assertThat(onDisk()).singleElement().satisfies(p -> assertThat(p).hasBinaryContent(content));
  }

  @Test
  void aRenewedCertificateIsShownFromTheNextConnectionOn(@TempDir Path keys) throws Exception {
    Slot slot = endpoint.slot(10);
    TestTls other = TestTls.create(keys); // may take longer than the endpoint waits for a request
    try (SSLSocket before = endpoint.raw()) {
      before.startHandshake();
      endpoint.renew(other);
      assertThatThrownBy(() -> endpoint.raw("GET / HTTP/1.1\r\n\r\n"))
          .isInstanceOf(SSLHandshakeException.class);
      String put = "PUT " + slot.url().path() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
      put += "Content-Length: 10\r\n\r\n0123456789";
      before.getOutputStream().write(put.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(before.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 201");
      try (SSLSocket after =
          (SSLSocket)
              other
                  .client()
                  .getSocketFactory()
                  .createSocket(before.getInetAddress(), before.getPort())) {
        after.startHandshake();
        assertThat(after.getSession().getPeerCertificates()[0])
            .isNotEqualTo(before.getSession().getPeerCertificates()[0]);
      }
    }
  }

  @Test
  void noPathOnTheDiskSaysWhoOrWhat() throws Exception {
    Slot slot = endpoint.uploaded(content(10));
    String path = folder.relativize(onDisk().get(0)).toString();
    assertThat(path).isEqualTo(slot.id().value().substring(0, 2) + "/" + slot.id());
    assertThat(slot.url().path()).doesNotContain(slot.id().value());
  }

  @Test
  void describesAFileWithoutSendingIt() throws Exception {
    Slot slot = endpoint.uploaded(content(1000));
    HttpResponse<byte[]> head =
        endpoint.send(
            endpoint
                .request(slot)
                .method("HEAD", BodyPublishers.noBody())
                .header("Range", "bytes=0-1"));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("1000");
    assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(head.body()).isEmpty();
    assertThat(
            endpoint
                .send(endpoint.request("/x").method("HEAD", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void nothingIsRunGuessedOrFramedByABrowser() throws Exception {
    Slot slot = endpoint.uploaded(content(10));
    HttpResponse<byte[]> file = endpoint.get(slot);
    assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).startsWith("private");
    assertSafe(file.headers());
    HttpResponse<byte[]> error = endpoint.send(endpoint.request("/x"));
    assertThat(error.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(error.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertSafe(error.headers());
  }

  private static void assertSafe(HttpHeaders headers) {
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Content-Disposition")).contains("attachment");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; frame-ancestors 'none'");
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(headers.firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsMayUpload() throws Exception {
    Slot slot = endpoint.slot(10);
    HttpResponse<byte[]> options =
        endpoint.send(
            endpoint
                .request(slot)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "PUT"));
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("OPTIONS, HEAD, GET, PUT");
    assertThat(options.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("Content-Type");
    assertThat(endpoint.put(slot, content(10)).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "PATCH", "TRACE", "PROPFIND", "get"})
  void otherMethodsAreNone(String method) throws Exception {
    Slot slot = endpoint.uploaded(content(10));
    String answer = endpoint.raw(method + " " + slot.url().path() + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: OPTIONS, HEAD, GET, PUT");
    assertThat(endpoint.get(slot).body()).isEqualTo(content(10));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=10-19, 10, 19",
    "bytes=990-, 990, 999",
    "bytes=990-2000, 990, 999",
    "bytes=-10, 990, 999"
  })
  void servesOneRange(String range, int first, int last) throws Exception {
    byte[] content = content(1000);
    Slot slot = endpoint.uploaded(content);
    HttpResponse<byte[]> got = endpoint.send(endpoint.request(slot).header("Range", range));
    assertThat(got.statusCode()).isEqualTo(206);
    assertThat(got.headers().firstValue("Content-Range"))
        .contains("bytes " + first + "-" + last + "/1000");
    assertThat(got.body()).isEqualTo(Arrays.copyOfRange(content, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "bytes=5-2", "bytes=x", "lines=1-2", "bytes=0-999"})
  void severalRangesAndNonsenseGetTheWhole(String range) throws Exception {
    Slot slot = endpoint.uploaded(content(1000));
    HttpResponse<byte[]> got = endpoint.send(endpoint.request(slot).header("Range", range));
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(content(1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=99999999999999999999999-", "bytes=-0"})
  void whatIsNotThereIsNotSatisfiable(String range) throws Exception {
    Slot slot = endpoint.uploaded(content(1000));
    HttpResponse<byte[]> got = endpoint.send(endpoint.request(slot).header("Range", range));
    assertThat(got.statusCode()).isEqualTo(416);
    assertThat(got.headers().firstValue("Content-Range")).contains("bytes */1000");
    assertThat(got.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void whoHasTheFileDoesNotGetItAgain() throws Exception {
    Slot slot = endpoint.uploaded(content(1000));
    String tag = endpoint.get(slot).headers().firstValue("ETag").orElseThrow();
    for (String each : List.of(tag, "\"a\", " + tag, "W/" + tag, "*")) {
      HttpResponse<byte[]> got =
          endpoint.send(endpoint.request(slot).header("If-None-Match", each));
      assertThat(got.statusCode()).isEqualTo(304);
      assertThat(got.body()).isEmpty();
    }
    assertThat(endpoint.send(endpoint.request(slot).header("If-None-Match", "\"a\"")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRangeOfAnotherFileIsTheWholeOfThisOne() throws Exception {
    Slot slot = endpoint.uploaded(content(1000));
    String tag = endpoint.get(slot).headers().firstValue("ETag").orElseThrow();
    var request = endpoint.request(slot).header("Range", "bytes=0-9");
    assertThat(endpoint.send(request.copy().header("If-Range", tag)).statusCode()).isEqualTo(206);
    assertThat(endpoint.send(request.copy().header("If-Range", "\"a\"")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    byte[] content = content(1000);
    Slot slot = endpoint.uploaded(content);
    assertThat(endpoint.put(slot, new byte[1000]).statusCode()).isEqualTo(409);
    assertThat(endpoint.get(slot).body()).isEqualTo(content);
    assertThat(onDisk()).hasSize(1);
  }

  @Test
  void aSlotEnds() throws Exception {
    Slot slot = endpoint.slot(10);
    endpoint.clock.advance(Duration.ofMinutes(6));
    assertThat(endpoint.put(slot, content(10)).statusCode()).isEqualTo(404);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void anotherLengthIsRefusedAndTheSlotStaysGood() throws Exception {
    Slot slot = endpoint.slot(1000);
    assertThat(endpoint.put(slot, content(999)).statusCode()).isEqualTo(400);
    assertThat(endpoint.put(slot, content(1001)).statusCode()).isEqualTo(400);
    assertThat(endpoint.put(slot, new byte[0]).statusCode()).isEqualTo(400);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content(1000)));
    assertThat(endpoint.put(slot, chunked).statusCode()).isEqualTo(411);
    assertThat(endpoint.put(slot, content(1000)).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 411",
    "Content-Length: -1, 400",
    "Content-Length: +1000, 400",
    "Content-Length: 1e3, 400",
    "Content-Length: 99999999999999999999999999, 400",
    "Content-Length: 999999999999999999, 400",
    "'Content-Length: 1000\r\nContent-Length: 1000', 400",
    "'Content-Length: 1000\r\nTransfer-Encoding: chunked', 400",
    "'Transfer-Encoding: gzip, chunked', 501",
    "'Content-Length: 1000\r\nContent-Range: bytes 0-999/2000', 400",
    "'Content-Length: 1000\r\nContent-Encoding: gzip', 400",
    "'Content-Length: 1000\r\nContent-Type: text/html', 415",
    "'Content-Length: 1000\r\nContent-Type: nonsense', 400"
  })
  void hostileHeadersOfAnUploadAreRefused(String headers, int status) throws Exception {
    Slot slot = endpoint.slot(1000);
    String answer =
        endpoint.raw(
            "PUT "
                + slot.url().path()
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + (headers.isEmpty() ? "" : headers + "\r\n")
                + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(onDisk()).isEmpty();
    assertThat(endpoint.put(slot, content(1000)).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/../secret",
        "/%2e%2e/secret",
        "/%2e%2e%2fsecret",
        "/..%2fsecret",
        "/..%5csecret",
        "/%252e%252e%252fsecret",
        "/%c0%ae%c0%ae/secret",
        "/./secret",
        "/secret%00.bin",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/../../secret",
        "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/%2e%2e%2f%2e%2e%2fsecret",
        "https://localhost/../secret",
        "/%",
        "/%zz",
        "*",
        "secret",
        "file:///etc/passwd"
      })
  void noPathLeadsOutOfTheTable(String path) throws Exception {
    Files.writeString(directory.resolve("secret"), "the treasure");
    Files.writeString(folder.resolve("secret"), "the treasure");
    for (String method : List.of("GET", "PUT")) {
      String answer =
          endpoint.raw(
              method
                  + " "
                  + path
                  + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nConnection: close\r\n\r\nevil");
      assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("treasure");
    }
    assertThat(folder.resolve("secret")).hasContent("the treasure");
    assertThat(directory.resolve("secret")).hasContent("the treasure");
    assertThat(onDisk()).hasSize(1);
  }

  @Test
  void theIdOnTheDiskIsNoUrl() throws Exception {
    Slot slot = endpoint.uploaded(content(10));
    for (String path :
        List.of(
            "/" + slot.id(),
            "/" + slot.id() + "/a%20b.bin",
            "/" + slot.id().value().substring(0, 2) + "/" + slot.id(),
            slot.url().path() + "?x",
            slot.url().path() + "/",
            slot.url().path().replace("%20", "+"),
            slot.url().path().toUpperCase(Locale.ROOT))) {
      assertThat(endpoint.send(endpoint.request(path)).statusCode()).as(path).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "\r\n\r\n",
        "GET / HTTP/1.1\r\nBad Header\r\n\r\n",
        "GET / HTTP/1.1\r\n: x\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void whatIsNoHttpEndsAndTheServerGoesOn(String request) throws Exception {
    String answer = endpoint.raw(request);
    assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 40[045] .*")).as(answer).isTrue();
    Slot slot = endpoint.uploaded(content(10));
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyTls12And13AreSpoken() throws Exception {
    try (SSLSocket socket = endpoint.raw()) {
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
    try (SSLSocket socket = endpoint.raw()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void serversGoOnServingOnOneConnection() throws Exception {
    Slot slot = endpoint.uploaded(content(10));
    String get = "GET " + slot.url().path() + " HTTP/1.1\r\nHost: x\r\n";
    String answer = endpoint.raw(get + "\r\n" + get + "Connection: close\r\n\r\n");
    assertThat(answer.split("HTTP/1.1 200 ", -1)).hasSize(3);
  }

  @Test
  void whatComesAfterTheBodyIsNoPartOfTheFile() throws Exception {
    Slot slot = endpoint.slot(4);
    String answer =
        endpoint.raw(
            "PUT " + slot.url().path() + " HTTP/1.1\r\nContent-Length: 4\r\n\r\ngoodevil evil");
    assertThat(answer).startsWith("HTTP/1.1 201 ").doesNotContain("HTTP/1.1 4");
    assertThat(endpoint.get(slot).body()).isEqualTo("good".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void tellsToGoOnWhoAsksFirst() throws Exception {
    Slot slot = endpoint.slot(4);
    String answer =
        endpoint.raw(
            "PUT "
                + slot.url().path()
                + " HTTP/1.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\ngood");
    assertThat(answer).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 201 ");
  }

  @Test
  void erasesFilesAtTheEndOfTheirRetention() throws Exception {
    Slot slot = endpoint.uploaded(content(10));
    long[] nanos = new long[1];
    FileSweeper sweeper =
        new FileSweeper(endpoint.book, endpoint.storage, endpoint.clock, () -> nanos[0]);
    nanos[0] += Duration.ofDays(29).toNanos();
    endpoint.clock.advance(Duration.ofDays(29));
    assertThat(sweeper.sweep()).isZero();
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(200);
    nanos[0] += Duration.ofDays(1).toNanos();
    endpoint.clock.advance(Duration.ofDays(1));
    assertThat(sweeper.sweep()).isEqualTo(1);
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(404);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void aClockThatLeapsErasesNothing() throws Exception {
    Slot slot = endpoint.uploaded(content(10));
    FileSweeper sweeper = new FileSweeper(endpoint.book, endpoint.storage, endpoint.clock);
    endpoint.clock.advance(Duration.ofDays(3650));
    assertThat(sweeper.sweep()).isZero();
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(200);
    endpoint.clock.advance(Duration.ofDays(-7300));
    assertThat(sweeper.sweep()).isZero();
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(200);
  }

  @Test
  void manyUploadAndDownloadAtOnce() throws Exception {
    List<Slot> slots =
        Stream.generate(() -> sneaky(() -> endpoint.slot(100_000))).limit(40).toList();
    slots.parallelStream()
        .forEach(
            slot -> {
              assertThat(sneaky(() -> endpoint.put(slot, content(100_000))).statusCode())
                  .isEqualTo(201);
              assertThat(sneaky(() -> endpoint.get(slot)).body()).isEqualTo(content(100_000));
            });
    await().untilAsserted(() -> assertThat(onDisk()).hasSize(40));
  }

  private static <T> T sneaky(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
