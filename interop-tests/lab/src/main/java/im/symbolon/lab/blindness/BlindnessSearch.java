package im.symbolon.lab.blindness;

import im.symbolon.lab.blindness.Needles.Needle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Searches files for thousands of needles in one pass: the first eight bytes at every position are
 * looked up, and only then is a needle compared.
 */
public final class BlindnessSearch {
  private static final int FILTER_BITS = 22;

  private final Map<Long, List<Needle>> byStart = new HashMap<>();
  private final BitSet filter = new BitSet(1 << FILTER_BITS);

  /** A search for those needles. */
  public BlindnessSearch(Needles needles) {
    for (Needle needle : needles.all()) {
      long start = ByteBuffer.wrap(needle.bytes()).getLong();
      byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(needle);
      filter.set(slot(start));
    }
  }

  /** What was found, and how much was looked at. */
  public record Result(List<Finding> findings, int files, long bytes) {
    /** True when something with that label was found. */
    public boolean found(String label) {
      return findings.stream().anyMatch(finding -> finding.label().startsWith(label));
    }
  }

  /** One needle in one file. */
  public record Finding(String label, Path file) {}

  /** Searches every file below these directories. */
  public Result search(List<Path> roots) throws IOException {
    List<Finding> findings = new ArrayList<>();
    int files = 0;
    long bytes = 0;
    for (Path root : roots) {
      for (Path file : filesBelow(root)) {
        byte[] content = Files.readAllBytes(file);
        files++;
        bytes += content.length;
        search(file, content, findings);
      }
    }
    return new Result(findings.stream().distinct().toList(), files, bytes);
  }

  private static List<Path> filesBelow(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void search(Path file, byte[] content, List<Finding> findings) {
    long window = 0;
    for (int i = 0; i < content.length; i++) {
      window = window << 8 | (content[i] & 0xff);
      if (i >= Long.BYTES - 1 && filter.get(slot(window))) {
        int at = i - (Long.BYTES - 1);
        for (Needle needle : byStart.getOrDefault(window, List.of())) {
          if (isAt(needle.bytes(), content, at)) {
            findings.add(new Finding(needle.label(), file));
          }
        }
      }
    }
  }

  private static boolean isAt(byte[] needle, byte[] content, int at) {
    int end = at + needle.length;
    return end <= content.length && Arrays.equals(needle, 0, needle.length, content, at, end);
  }

  private static int slot(long start) {
    return (int) ((start * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - FILTER_BITS));
  }
}
