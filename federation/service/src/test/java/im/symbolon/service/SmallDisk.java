package im.symbolon.service;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A real disk of a few megabytes that can be filled up: a file system in memory (Linux). Where the
 * test may not mount one, it is aborted, and counts as skipped.
 */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one over an empty folder. */
  public static SmallDisk mount(Path folder, int megabytes) {
    String size = "size=" + megabytes + "m";
    assumeTrue(
        runs("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()),
        "only root on Linux can mount a small disk");
    return new SmallDisk(folder);
  }

  private static boolean runs(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public Path folder() {
    return folder;
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  /** Leaves no byte free. */
  public void fill() throws IOException {
    byte[] block = new byte[1024];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(folder).getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  public void empty() throws IOException {
    Files.delete(ballast());
  }

  @Override
  public void close() throws IOException {
    if (!runs("umount", "-l", folder.toString())) {
      throw new IOException("still mounted: " + folder);
    }
  }
}
