package im.symbolon.lab.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server's process, by the JDK's own tool, how much its heap holds after a collection. */
final class LiveHeap {
  private static final Pattern USED =
      Pattern.compile("generation\\s+total\\s+\\d+K, used (\\d+)K"); // of the serial collector
  private static final double KILOBYTES = 1024;

  private LiveHeap() {}

  static double megabytes(long process) throws IOException, InterruptedException {
    ask(process, "GC.run");
    String answer = ask(process, "GC.heap_info");
    Matcher used = USED.matcher(answer);
    long sum = 0;
    while (used.find()) {
      sum += Long.parseLong(used.group(1));
    }
    if (sum == 0) {
      throw new IOException("The server's heap could not be measured: " + answer);
    }
    return sum / KILOBYTES;
  }

  private static String ask(long process, String command) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process),
                command)
            .redirectErrorStream(true)
            .start();
    String out = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException("jcmd: " + out);
    }
    return out;
  }
}
