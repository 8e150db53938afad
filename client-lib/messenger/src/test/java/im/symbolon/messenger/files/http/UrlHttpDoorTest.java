package im.symbolon.messenger.files.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.files.Cancel;
import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.protocol.files.FileUrl;
import im.symbolon.protocol.files.UploadSlot;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTPS as servers really speak it, and as somebody does who means harm. */
class UrlHttpDoorTest {
  private static final byte[] BODY = "sealed bytes".getBytes(UTF_8);

  private static TestTls tls;
  private final Cancel cancel = new Cancel();
  private FileServer server;
  private HttpDoor door;

  @BeforeAll
  static void certify(@TempDir Path directory) throws Exception {
    tls = TestTls.create(directory);
  }

  @BeforeEach
  void start() throws Exception {
    server = FileServer.start(tls);
    door = new UrlHttpDoor(server.client(), HostLookup.SYSTEM, (host, address) -> true);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsUploadedWithItsHeadersCanBeReadWholeAndInParts() throws Exception {
    Map<String, List<String>> headers = new ConcurrentHashMap<>();
    server.storing("/file");
    server.at(
        "/up",
        exchange -> {
          headers.putAll(exchange.getRequestHeaders());
          server.stored().put("/file", exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(201, -1);
        });
    FileUrl put = server.url("/up");
    List<UploadSlot.Header> allowed =
        List.of(
            new UploadSlot.Header("Authorization", "Bearer 1"),
            new UploadSlot.Header("Cookie", "a=b"));
    door.put(new UploadSlot(put, allowed, put), BODY.length, out -> out.write(BODY), cancel);
    assertThat(headers)
        .containsEntry("Authorization", List.of("Bearer 1"))
        .containsEntry("Cookie", List.of("a=b"))
        .containsEntry("Content-type", List.of("application/octet-stream"))
        .containsEntry("Content-length", List.of("" + BODY.length));
    try (HttpDoor.Download whole = door.get(server.url("/file"), 0, cancel)) {
      assertThat(whole.body().readAllBytes()).isEqualTo(BODY);
      assertThat(whole.total()).hasValue(BODY.length);
    }
    try (HttpDoor.Download part = door.get(server.url("/file"), 7, cancel)) {
      assertThat(part.from()).isEqualTo(7);
      assertThat(part.total()).hasValue(BODY.length);
      assertThat(part.body().readAllBytes()).isEqualTo("bytes".getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404,GONE",
    "410,GONE",
    "401,REFUSED",
    "403,REFUSED",
    "500,NETWORK",
    "503,NETWORK",
    "204,REFUSED",
    "416,NOT_AUTHENTIC"
  })
  void anAnswerWithoutTheFileSaysWhy(int status, Reason reason) throws Exception {
    server.at("/x", exchange -> exchange.sendResponseHeaders(status, -1));
    FileUrl url = server.url("/x");
    assertRefused(reason, () -> door.get(url, 0, cancel));
  }

  @ParameterizedTest
  @CsvSource({"413,TOO_LARGE", "507,SERVER_FULL", "403,REFUSED", "502,NETWORK", "302,REFUSED"})
  void anUploadThatIsRefusedSaysWhy(int status, Reason reason) throws Exception {
    server.at(
        "/x",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Location", "/y");
          exchange.sendResponseHeaders(status, -1);
        });
    UploadSlot slot = new UploadSlot(server.url("/x"), List.of(), server.url("/x"));
    assertRefused(reason, () -> door.put(slot, BODY.length, out -> out.write(BODY), cancel));
    assertThat(server.asked()).noneMatch(line -> line.contains("/y"));
  }

  @Test
  void aPartInAnotherPlaceThanWasAskedForIsRefused() throws Exception {
    server.at(
        "/x",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Range", "bytes 3-11/12");
          exchange.sendResponseHeaders(206, 9);
          exchange.getResponseBody().write(new byte[9]);
        });
    FileUrl url = server.url("/x");
    assertRefused(Reason.REFUSED, () -> door.get(url, 5, cancel));
  }

  @Test
  void redirectsAreJudgedLikeLinks() throws Exception {
    server.at("/file", exchange -> FileServer.serve(exchange, BODY));
    redirect("/good", "/file");
    redirect("/plain", "http://localhost:" + server.port() + "/file");
    redirect("/local", "file:///etc/passwd");
    redirect("/round", "/round");
    try (HttpDoor.Download whole = door.get(server.url("/good"), 0, cancel)) {
      assertThat(whole.body().readAllBytes()).isEqualTo(BODY);
    }
    for (String each : List.of("/plain", "/local", "/round")) {
      FileUrl url = server.url(each);
      assertRefused(Reason.FORBIDDEN_ADDRESS, () -> door.get(url, 0, cancel));
    }
    assertThat(server.asked().stream().filter(line -> line.contains("/round"))).hasSize(4);
  }

  private void redirect(String path, String to) {
    server.at(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  @Test
  void aMachineInSomebodysOwnNetworkIsNotConnectedTo() throws Exception {
    server.at("/x", exchange -> FileServer.serve(exchange, BODY));
    HttpDoor careful =
        new UrlHttpDoor(server.client(), HostLookup.SYSTEM, AddressRule.ownOrPublic("alpha.test"));
    FileUrl url = server.url("/x");
    assertRefused(Reason.FORBIDDEN_ADDRESS, () -> careful.get(url, 0, cancel));
    assertThat(server.asked()).isEmpty();
    HttpDoor own =
        new UrlHttpDoor(server.client(), HostLookup.SYSTEM, AddressRule.ownOrPublic("localhost"));
    own.get(url, 0, cancel).close();
  }

  @Test
  void aServerThatNobodyVouchesForOrOfAnotherNameIsNotTalkedTo() throws Exception {
    server.at("/x", exchange -> FileServer.serve(exchange, BODY));
    FileUrl url = server.url("/x");
    HttpDoor platform =
        new UrlHttpDoor(SSLContext.getDefault(), HostLookup.SYSTEM, (host, address) -> true);
    assertRefused(Reason.UNTRUSTED_CERTIFICATE, () -> platform.get(url, 0, cancel));
    HttpDoor elsewhere =
        new UrlHttpDoor(
            server.client(), host -> InetAddress.getLoopbackAddress(), (host, address) -> true);
    FileUrl other = FileUrl.parse("https://beta.test:" + server.port() + "/x");
    assertRefused(Reason.UNTRUSTED_CERTIFICATE, () -> elsewhere.get(other, 0, cancel));
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aNameThatIsNobodysIsTheNetworks() throws Exception {
    HttpDoor lost =
        new UrlHttpDoor(
            server.client(),
            host -> {
              throw new IOException("unknown");
            },
            (host, address) -> true);
    FileUrl url = server.url("/x");
    assertRefused(Reason.NETWORK, () -> lost.get(url, 0, cancel));
  }

  @Test
  void whoWaitsForASilentServerCanStop() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    server.at(
        "/x",
        exchange -> {
          asked.countDown();
          await(over);
        });
    FileUrl url = server.url("/x");
    Thread stopping =
        new Thread(
            () -> {
              await(asked);
              cancel.now();
            });
    stopping.start();
    assertRefused(Reason.CANCELLED, () -> door.get(url, 0, cancel));
    over.countDown();
    stopping.join();
    assertRefused(Reason.CANCELLED, () -> door.get(url, 0, cancel));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("it did not come");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
