package im.symbolon.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a group message costs in processor time, for machines that do other things too: waiting for
 * a processor does not count. The implementations take turns, block by block, in one process.
 *
 * <p>Arguments: implementations, see {@link Club#named}.
 */
public final class GroupCpuTime {
  private static final int BLOCK = 500;
  private static final int WARM_UP = 60;
  private static final int ROUNDS = 60;

  private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
  private final byte[] hundred = new byte[100];
  private final Club club;
  private final List<Double> sealing = new ArrayList<>();
  private final List<Double> opening = new ArrayList<>();

  private GroupCpuTime(String implementation) throws ReflectiveOperationException {
    this.club = Club.named(implementation);
  }

  /** Prints medians in microseconds per message. */
  public static void main(String[] implementations) throws Exception {
    Map<String, GroupCpuTime> all = new LinkedHashMap<>();
    for (String each : implementations) {
      all.put(each, new GroupCpuTime(each));
    }
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      for (GroupCpuTime each : all.values()) {
        each.round(i >= WARM_UP);
      }
    }
    for (Map.Entry<String, GroupCpuTime> each : all.entrySet()) {
      System.out.printf(
          Locale.ROOT,
          "%-12s seal %7.1f us  open %7.1f us%n",
          each.getKey(),
          median(each.getValue().sealing),
          median(each.getValue().opening));
    }
  }

  private void round(boolean counts) throws Exception {
    club.meet();
    Object[] messages = new Object[BLOCK];
    long start = clock.getCurrentThreadCpuTime();
    for (int i = 0; i < BLOCK; i++) {
      messages[i] = club.seal(hundred);
    }
    long sealed = clock.getCurrentThreadCpuTime();
    for (Object message : messages) {
      club.open(message);
    }
    long opened = clock.getCurrentThreadCpuTime();
    if (counts) {
      sealing.add((sealed - start) / 1000.0 / BLOCK);
      opening.add((opened - sealed) / 1000.0 / BLOCK);
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
  }
}
