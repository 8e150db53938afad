package im.symbolon.windows.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and those that it started hold of the machine's memory, as Linux counts it. */
final class Resident {
  private static final double KILOBYTES = 1024;

  private Resident() {}

  static double megabytes(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToDouble(Resident::alone)
        .sum();
  }

  private static double alone(ProcessHandle process) {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KILOBYTES)
          .sum();
    } catch (IOException e) {
      return 0; // it ended meanwhile
    }
  }
}
