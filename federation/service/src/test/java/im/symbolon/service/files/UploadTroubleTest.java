package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that stop, lie, crawl or come in crowds; a storage and a database that go away. */
@Timeout(120)
class UploadTroubleTest {
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:files-trouble");
  private static final int THREADS = 2;
  private static final int CROWD = 30;

  private static TestTls tls;

  @TempDir private Path directory;
  private Path folder;
  private final SwitchableDatabase database = new SwitchableDatabase(MEMORY);
  private SwitchableStorage storage;
  private TestEndpoint endpoint;
  private final TestLog log = new TestLog();

  @BeforeAll
  static void certify(@TempDir Path keys) throws Exception {
    tls = TestTls.create(keys);
  }

  @BeforeEach
  void start() throws Exception {
    Schema.HSQLDB.install(MEMORY);
    folder = Files.createDirectory(directory.resolve("files"));
    storage = new SwitchableStorage(new LocalDisk(folder, 0));
    endpoint = new TestEndpoint(tls, database, storage, THREADS);
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
    log.close();
    try (Connection connection = MEMORY.open();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA PUBLIC CASCADE");
    }
  }

  private static byte[] content(int size) {
    return UploadEndpointTest.content(size);
  }

  private List<Path> onDisk() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private void requireHealthy() throws Exception {
    byte[] content = content(100_000);
    Slot slot = endpoint.uploaded(content);
    assertThat(endpoint.get(slot).body()).isEqualTo(content);
  }

  /** Says that {@code size} bytes come and sends some of them. */
  private SSLSocket begun(Slot slot, long size, byte[] some) throws IOException {
    SSLSocket socket = endpoint.raw();
    String head =
        "PUT " + slot.url().path() + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(some);
    socket.getOutputStream().flush();
    return socket;
  }

  private void awaitPart() {
    await().until(() -> onDisk().size() == 1);
    await().until(() -> Files.size(onDisk().get(0)) > 0);
  }

  @Test
  void anUploadThatStopsHalfWayLeavesNothing() throws Exception {
    Slot slot = endpoint.slot(1_000_000);
    SSLSocket socket = begun(slot, 1_000_000, content(500_000));
    awaitPart();
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(404);
    assertThat(endpoint.put(slot, content(1_000_000)).statusCode()).isEqualTo(409);
    socket.close();
    await().until(() -> onDisk().isEmpty());
    await().untilAsserted(() -> assertThat(endpoint.get(slot).statusCode()).isEqualTo(404));
    await()
        .untilAsserted(
            () -> assertThat(endpoint.put(slot, content(1_000_000)).statusCode()).isEqualTo(404));
    assertThat(log.lines()).anyMatch(line -> line.contains("Upload " + slot.id()));
    requireHealthy();
  }

  @Test
  void anUploadShorterThanItSaysEndsInTime() throws Exception {
    Slot slot = endpoint.slot(1000);
    try (SSLSocket socket = begun(slot, 1000, content(999))) {
      assertThat(endOf(socket)).isEmpty();
    }
    await().until(() -> onDisk().isEmpty());
    requireHealthy();
  }

  /** Waits for the server to end the connection; what it said before. */
  private static String endOf(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server did not end the connection", e);
    } catch (IOException e) {
      return ""; // reset, or ended without TLS's good-bye
    }
  }

  @Test
  void anUploadThatCrawlsEndsInTime() throws Exception {
    Slot slot = endpoint.slot(100);
    long begin = System.nanoTime();
    try (SSLSocket socket = begun(slot, 100, new byte[1])) {
      crawl(socket);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    await().until(() -> onDisk().isEmpty());
    requireHealthy();
  }

  /** A byte now and then, each well before the server loses patience, until it loses it. */
  private static void crawl(SSLSocket socket) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              try {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                return false;
              } catch (IOException e) {
                return true;
              }
            });
  }

  @Test
  void clientsWithoutARequestDoNotKeepTheOthersOut() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < THREADS; i++) {
        crowd.add(endpoint.plain());
        crowd.get(i).getOutputStream().write(0x16); // TLS begins so, and never goes on
        SSLSocket half = endpoint.raw();
        crowd.add(half);
        half.getOutputStream().write("GET /a".getBytes(StandardCharsets.US_ASCII));
        half.getOutputStream().flush();
      }
      requireHealthy();
    } finally {
      for (Socket each : crowd) {
        each.close();
      }
    }
  }

  @Test
  void aRequestThatCrawlsEndsInTime() throws Exception {
    try (SSLSocket socket = endpoint.raw()) {
      socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
      crawl(socket);
    }
    requireHealthy();
  }

  @Test
  void aHeaderWithoutAnEndEnds() throws Exception {
    byte[] more = "a".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
    try (SSLSocket socket = endpoint.raw()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                try {
                  socket.getOutputStream().write(more);
                  return false;
                } catch (IOException e) {
                  return true;
                }
              });
    }
    requireHealthy();
  }

  @Test
  void aCrowdIsSentAwayAndTheServerGoesOn() throws Exception {
    List<Socket> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < CROWD; i++) {
        crowd.add(endpoint.plain());
        crowd.get(i).getOutputStream().write(0x16);
      }
      for (Socket each : crowd) {
        assertThat(endOf(each)).isEmpty();
      }
    } finally {
      for (Socket each : crowd) {
        each.close();
      }
    }
    requireHealthy();
  }

  @Test
  void readersThatDoNotReadEndInTime() throws Exception {
    Slot slot = endpoint.uploaded(content(32 << 20));
    List<SSLSocket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < THREADS; i++) {
        SSLSocket socket = endpoint.raw();
        readers.add(socket);
        String head = "GET " + slot.url().path() + " HTTP/1.1\r\nHost: x\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      assertThat(readers.get(0).getInputStream().read()).isEqualTo('H');
      requireHealthy();
    } finally {
      for (SSLSocket each : readers) {
        each.close();
      }
    }
  }

  @Test
  void ofTwoUploadsForOneSlotTheFirstIsTheFile() throws Exception {
    byte[] content = content(1000);
    Slot slot = endpoint.slot(1000);
    try (SSLSocket socket = begun(slot, 1000, Arrays.copyOf(content, 500))) {
      await().until(() -> onDisk().size() == 1);
      assertThat(endpoint.put(slot, new byte[1000]).statusCode()).isEqualTo(409);
      socket.getOutputStream().write(content, 500, 500);
      socket.getOutputStream().flush();
      assertThat(endOf(socket)).startsWith("HTTP/1.1 201 ");
    }
    assertThat(endpoint.get(slot).body()).isEqualTo(content);
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothing() throws Exception {
    Slot before = endpoint.uploaded(content(10));
    storage.fill(500);
    Slot slot = endpoint.slot(1000);
    assertThat(endpoint.put(slot, content(1000)).statusCode()).isEqualTo(507);
    assertThat(onDisk()).hasSize(1);
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(404);
    assertThat(endpoint.get(before).statusCode()).isEqualTo(200);
    storage.comeBack();
    requireHealthy();
  }

  @Test
  void theReserveOfTheDiskStaysFree() throws Exception {
    LocalDisk disk = new LocalDisk(folder, Long.MAX_VALUE / 2);
    try (TestEndpoint full = new TestEndpoint(tls, database, disk, THREADS)) {
      assertThat(full.put(full.slot(10), content(10)).statusCode()).isEqualTo(507);
      assertThat(onDisk()).isEmpty();
    }
  }

  @Test
  void aFolderThatGoesAwayIsNotMadeAnewAndItsFilesComeBack() throws Exception {
    byte[] content = content(1000);
    Slot before = endpoint.uploaded(content);
    Path elsewhere = directory.resolve("elsewhere");
    Files.move(folder, elsewhere);
    assertThat(endpoint.get(before).statusCode()).isEqualTo(503);
    assertThat(endpoint.put(endpoint.slot(10), content(10)).statusCode()).isEqualTo(507);
    endpoint.clock.advance(Duration.ofMinutes(10));
    assertThat(new FileSweeper(endpoint.book, storage, endpoint.clock).sweep()).isZero();
    assertThat(folder).doesNotExist();
    Files.move(elsewhere, folder);
    assertThat(endpoint.get(before).body()).isEqualTo(content);
    requireHealthy();
    assertThat(new FileSweeper(endpoint.book, storage, endpoint.clock).sweep()).isEqualTo(1);
  }

  @Test
  void aFileThatTheStorageLostIsAnErrorNotAnAnswer() throws Exception {
    Slot slot = endpoint.uploaded(content(1000));
    Files.write(onDisk().get(0), new byte[10]);
    try (SSLSocket socket = endpoint.raw()) {
      String head = "GET " + slot.url().path() + " HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      assertThat(endOf(socket).length()).isLessThan(1000);
    }
    Files.delete(onDisk().get(0));
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(503);
    requireHealthy();
  }

  @Test
  void aDatabaseThatGoesAwayIsSaidAndNothingIsLost() throws Exception {
    byte[] content = content(1000);
    Slot before = endpoint.uploaded(content);
    Slot slot = endpoint.slot(1000);
    database.goAway();
    var answer = endpoint.get(before);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(endpoint.put(slot, content).statusCode()).isEqualTo(503);
    database.comeBack();
    assertThat(endpoint.get(before).body()).isEqualTo(content);
    assertThat(endpoint.put(slot, content).statusCode()).isEqualTo(201);
  }

  @Test
  void anUploadWithoutADatabaseAtItsEndIsSweptLater() throws Exception {
    byte[] content = content(1000);
    Slot slot = endpoint.slot(1000);
    try (SSLSocket socket = begun(slot, 1000, Arrays.copyOf(content, 500))) {
      await().until(() -> onDisk().size() == 1);
      database.goAway();
      socket.getOutputStream().write(content, 500, 500);
      socket.getOutputStream().flush();
      assertThat(endOf(socket)).startsWith("HTTP/1.1 503 ");
    }
    database.comeBack();
    assertThat(endpoint.get(slot).statusCode()).isEqualTo(404);
    endpoint.clock.advance(FileTimes.DEFAULT.upload());
    assertThat(new FileSweeper(endpoint.book, storage, endpoint.clock).sweep()).isEqualTo(1);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void whatAServerLeftThatWentDownIsTidiedByTheNext() throws Exception {
    Slot complete = endpoint.uploaded(content(1000));
    Slot half = endpoint.slot(1_000_000);
    try (SSLSocket socket = begun(half, 1_000_000, content(500_000))) {
      await().until(() -> onDisk().size() == 2);
      storage.goAway(); // as if nobody were there to tidy up
      database.goAway();
      endpoint.close();
      assertThat(endOf(socket)).isEmpty();
    }
    storage.comeBack();
    database.comeBack();
    assertThat(onDisk()).hasSize(2);
    endpoint = new TestEndpoint(tls, database, storage, THREADS);
    assertThat(endpoint.get(complete).body()).isEqualTo(content(1000));
    assertThat(endpoint.get(half).statusCode()).isEqualTo(404);
    endpoint.clock.advance(FileTimes.DEFAULT.upload());
    assertThat(new FileSweeper(endpoint.book, storage, endpoint.clock).sweep()).isEqualTo(1);
    assertThat(onDisk()).hasSize(1);
    assertThat(endpoint.get(complete).body()).isEqualTo(content(1000));
  }

  @Test
  void anUploadOfAnAccountThatGoesIsNotKept() throws Exception {
    byte[] content = content(1000);
    Slot slot = endpoint.slot(1000);
    try (SSLSocket socket = begun(slot, 1000, Arrays.copyOf(content, 500))) {
      await().until(() -> onDisk().size() == 1);
      endpoint.book.forget(new BareJid("alice", "alpha.test"));
      socket.getOutputStream().write(content, 500, 500);
      socket.getOutputStream().flush();
      assertThat(endOf(socket)).startsWith("HTTP/1.1 410 ");
    }
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void stoppingEndsEveryConnection() throws Exception {
    Slot slot = endpoint.slot(1_000_000);
    try (SSLSocket upload = begun(slot, 1_000_000, content(500_000));
        Socket idle = endpoint.plain()) {
      awaitPart();
      endpoint.close();
      assertThat(endOf(upload)).isEmpty();
      assertThat(endOf(idle)).isEmpty();
    }
    await().until(() -> onDisk().isEmpty());
  }

  @Test
  void theLogHasIdsAndReasonsButNoUrlAndNoContent() throws Exception {
    Slot good = endpoint.slot(14);
    byte[] content = "private matter".getBytes(StandardCharsets.US_ASCII);
    endpoint.put(good, content);
    endpoint.put(good, content);
    endpoint.get(good);
    Slot broken = endpoint.slot(100);
    SSLSocket socket = begun(broken, 100, content);
    await().until(() -> onDisk().size() == 2);
    socket.close();
    await().until(() -> onDisk().size() == 1);
    storage.goAway();
    endpoint.get(good);
    Slot lost = endpoint.slot(14);
    endpoint.put(lost, content);
    storage.comeBack();
    database.goAway();
    endpoint.get(good);
    endpoint.put(good, content);
    endpoint.send(endpoint.request(good.url().path() + "/../x"));
    assertThat(log.lines())
        .anyMatch(line -> line.startsWith("INFO") && line.contains("Upload " + broken.id()))
        .anyMatch(line -> line.startsWith("WARNING") && line.contains("Upload " + lost.id()))
        .anyMatch(line -> line.startsWith("WARNING") && line.contains("File " + good.id()))
        .allSatisfy(
            line -> {
              assertThat(line).doesNotContain("private matter").doesNotContain("a%20b");
              for (Slot each : List.of(good, broken, lost)) {
                assertThat(line).doesNotContain(each.url().path().substring(1, 33));
              }
            });
  }
}
