package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.service.files.s3.S3Access;
import im.symbolon.service.files.s3.S3Access.Credentials;
import im.symbolon.service.files.s3.S3Storage;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StorageTest extends FileStorageContract {
  private static S3MockProcess server;
  private static S3Storage storage;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    server = S3MockProcess.start(directory);
    storage = new S3Storage(server.access());
  }

  @AfterAll
  static void stop() {
    if (storage != null) {
      storage.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  FileStorage storage() {
    return storage;
  }

  @Test
  void anObjectThatIsShorterThanTheFileIsNoFile() throws Exception {
    FileId id = freshId();
    storage.put(id, new ByteArrayInputStream(content(10)), 10);
    assertThatThrownBy(() -> storage.open(id, new ByteRange(0, 20)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aBucketThatIsNotThereIsAFailureThatSaysNoSecret() throws Exception {
    S3Access access =
        new S3Access(
            server.endpoint(), "us-east-1", "nobodys", new Credentials("key", "the-secret"));
    try (S3Storage nowhere = new S3Storage(access)) {
      assertThatThrownBy(() -> nowhere.put(freshId(), new ByteArrayInputStream(content(10)), 10))
          .isInstanceOf(IOException.class)
          .message()
          .doesNotContain("the-secret");
    }
    assertThat(access).hasToString("S3Access");
    assertThat(new Credentials("key", "the-secret")).hasToString("Credentials");
  }

  @Test
  void aStorageThatIsAwayIsAFailureInTime() throws Exception {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    long begin = System.nanoTime();
    S3Access access = new S3Access(nobody, "us-east-1", "files", new Credentials("a", "b"));
    try (S3Storage away = new S3Storage(access)) {
      FileId id = freshId();
      InputStream content = new ByteArrayInputStream(content(10));
      assertThatThrownBy(() -> away.put(id, content, 10)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> away.open(id, new ByteRange(0, 10))).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> away.delete(id)).isInstanceOf(IOException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void servesOverHttpsWhatIsKeptThereAndLeavesNothingOfAHalf(@TempDir Path keys) throws Exception {
    ConnectionSource database = () -> DriverManager.getConnection("jdbc:hsqldb:mem:files-s3");
    Schema.HSQLDB.install(database);
    byte[] content = content(1_000_000);
    try (TestEndpoint endpoint = new TestEndpoint(TestTls.create(keys), database, storage, 4)) {
      Slot slot = endpoint.uploaded(content);
      assertThat(endpoint.get(slot).body()).isEqualTo(content);
      assertThat(endpoint.send(endpoint.request(slot).header("Range", "bytes=-10")).body())
          .isEqualTo(Arrays.copyOfRange(content, 999_990, 1_000_000));
      Slot half = endpoint.slot(1_000_000);
      SSLSocket socket = endpoint.raw();
      String head =
          "PUT " + half.url().path() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(content, 0, 500_000);
      socket.close();
      await()
          .untilAsserted(() -> assertThat(endpoint.put(half, content).statusCode()).isEqualTo(404));
      assertThat(endpoint.get(half).statusCode()).isEqualTo(404);
      assertThatThrownBy(() -> storage.open(half.id(), new ByteRange(0, 1)))
          .isInstanceOf(IOException.class);
    }
  }
}
