package im.symbolon.service.files.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.service.files.ByteRange;
import im.symbolon.service.files.FileId;
import im.symbolon.service.files.FileStorage;
import im.symbolon.service.files.FileStorageContract;
import im.symbolon.service.files.s3.S3Access.Credentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
  protected FileStorage storage() {
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
    URI endpoint = server.access().endpoint();
    S3Access access =
        new S3Access(endpoint, "us-east-1", "nobodys", new Credentials("key", "the-secret"));
    try (S3Storage nowhere = new S3Storage(access)) {
      assertThatThrownBy(
              () -> nowhere.put(freshId(), new ByteArrayInputStream(content(10)), 10))
          .isInstanceOf(IOException.class)
          .message()
          .doesNotContain("the-secret");
    }
    assertThat(access).hasToString("S3Access");
    assertThat(access.credentials()).hasToString("Credentials");
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
      assertThatThrownBy(() -> away.open(id, new ByteRange(0, 10)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> away.delete(id)).isInstanceOf(IOException.class);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }
}
