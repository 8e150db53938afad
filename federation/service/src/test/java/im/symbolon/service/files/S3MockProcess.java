package im.symbolon.service.files;

import im.symbolon.service.files.s3.S3Access;
import im.symbolon.service.files.s3.S3Access.Credentials;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Adobe's S3 server in a process of its own, with a bucket, on a free port. */
public final class S3MockProcess implements AutoCloseable {
  public static final String BUCKET = "files";
  private static final Pattern PORT = Pattern.compile("Tomcat started on ports? (\\d+) \\(http\\)");
  private static final Pattern READY = Pattern.compile("Started S3MockApplication");

  private final Process process;
  private final Path log;

  private S3MockProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  public static S3MockProcess start(Path directory) throws IOException {
    Path log = directory.resolve("s3mock.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.ssl.enabled=false",
                "--com.adobe.testing.s3mock.http-port=0",
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET,
                "--com.adobe.testing.s3mock.store.root=" + directory.resolve("s3"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    S3MockProcess out = new S3MockProcess(process, log);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !process.isAlive() || READY.matcher(out.said()).find());
    if (!process.isAlive()) {
      throw new IOException("S3Mock did not start: " + out.said());
    }
    return out;
  }

  private static String jar() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(each -> each.matches(".*s3mock-[^/]*-exec\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  private String said() throws IOException {
    return Files.readString(log);
  }

  public URI endpoint() throws IOException {
    Matcher port = PORT.matcher(said());
    if (!port.find()) {
      throw new IOException("S3Mock did not say its port: " + said());
    }
    return URI.create("http://127.0.0.1:" + port.group(1));
  }

  /** With any credentials: it does not check them. */
  S3Access access() throws IOException {
    return new S3Access(endpoint(), "us-east-1", BUCKET, new Credentials("key", "the-secret"));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
