package im.symbolon.ratchet.media;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.files.FileKey;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.engines.AESEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 7: "encrypted while streaming (constant memory)". */
class LargeFileTest {
  private static final long SIZE = 200_000_000;

  @Test
  void aFileLargerThanTheHeapIsSealedAndOpened(@TempDir Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                LargeFile.class.getName(),
                folder.toString(),
                Long.toString(SIZE))
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(said).contains("opened " + SIZE + " in ");
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Wherever the tests' own launcher has found them. */
  private static String classPath() throws Exception {
    StringBuilder out = new StringBuilder();
    for (Class<?> each :
        new Class<?>[] {LargeFile.class, MediaSealer.class, FileKey.class, AESEngine.class}) {
      Path at = Path.of(each.getProtectionDomain().getCodeSource().getLocation().toURI());
      out.append(at).append(File.pathSeparator);
    }
    return out.toString();
  }
}
