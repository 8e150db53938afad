package im.symbolon.windows.bench;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.files.Attaching;
import im.symbolon.messenger.files.FileSource;
import im.symbolon.messenger.files.KeptFile;
import im.symbolon.messenger.files.Transfer;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file from one person to another over two servers, both clients in this process: sealed,
 * uploaded, told, fetched and verified. Prints {@code name value} lines. Arguments: an empty
 * folder, the plugin's jar, and the file's size in MB.
 */
final class LargeFile {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MEGABYTE = 1_000_000;

  private LargeFile() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    int megabytes = Integer.parseInt(args[2]);
    LabPlan plan =
        LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test")
            .withPlugin(Path.of(args[1]))
            .withProperty("symbolon.files.maxBytes", String.valueOf(2L * megabytes * MEGABYTE));
    try (FederationLab lab = FederationLab.start(plan)) {
      for (RunningOpenfire server : lab.servers()) {
        server.awaitPlugin("symbolon", Duration.ofSeconds(60));
      }
      try (Device alice = joined(lab, "alice@alpha.test", directory);
          Device bob = joined(lab, "bob@beta.test", directory)) {
        measure(alice, bob, file(directory, megabytes), megabytes);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static Device joined(FederationLab lab, String account, Path directory) throws Exception {
    return Device.of(lab, BareJid.parse(account), "laptop", directory, new RememberingRandom())
        .register()
        .connect();
  }

  private static Path file(Path directory, int megabytes) throws IOException {
    Path file = directory.resolve("large.bin");
    byte[] some = new byte[MEGABYTE];
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(some);
        out.write(some);
      }
    }
    return file;
  }

  private static void measure(Device alice, Device bob, Path file, int megabytes) throws Exception {
    System.gc();
    try (Peak peak = new Peak()) {
      long begun = System.nanoTime();
      Transfer sent =
          alice.messenger().files().attach(bob.account(), FileSource.of(file), Attaching.PLAINLY);
      sent.await(PATIENCE);
      ChatMessage got = arrived(bob, sent.message().id());
      KeptFile kept = bob.messenger().files().fetch(got, 0).await(PATIENCE);
      double seconds = (System.nanoTime() - begun) / 1e9;
      Path saved = kept.saveInto(Files.createTempDirectory("symbolon-saved"));
      if (Files.mismatch(saved, file) >= 0) {
        throw new IllegalStateException("another file came than was sent");
      }
      Files.delete(saved);
      Files.delete(saved.getParent());
      say("file_mb", megabytes);
      say("file_s", seconds);
      say("file_peak_heap_mb", peak.megabytes());
    }
  }

  private static ChatMessage arrived(Device device, String id) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      for (ChatMessage each : device.received()) {
        if (each.id().equals(id)) {
          return each;
        }
      }
      Thread.sleep(10);
    }
    throw new IllegalStateException("the message with the file did not come");
  }

  private static void say(String name, double value) {
    System.out.println(name + " " + String.format(Locale.ROOT, "%.1f", value));
  }

  /** The most that the heap held, what is garbage by then included, looked at all the time. */
  private static final class Peak implements AutoCloseable {
    private final AtomicLong most = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

    Peak() {
      Thread looking = new Thread(this::look, "peak");
      looking.setDaemon(true);
      looking.start();
    }

    private void look() {
      while (!over.get()) {
        most.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
        try {
          Thread.sleep(5);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    double megabytes() {
      return most.get() / 1048576.0;
    }

    @Override
    public void close() {
      over.set(true);
    }
  }
}
