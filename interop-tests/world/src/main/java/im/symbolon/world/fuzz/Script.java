package im.symbolon.world.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What happens in a run, and in which world.
 *
 * @param seed of all that is random in the world
 * @param events one after another
 */
public record Script(long seed, List<FuzzEvent> events) {
  private static final String SEED = "seed ";
  private static final int TOTAL =
      Arrays.stream(FuzzEvent.Kind.values()).mapToInt(FuzzEvent.Kind::weight).sum();

  public Script {
    events = List.copyOf(events);
  }

  /** That many events of a seed; always the same ones, and fewer are the beginning of more. */
  public static Script of(long seed, int count) {
    Random random = new Random(seed);
    List<FuzzEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(
          new FuzzEvent(
              i,
              kind(random.nextInt(TOTAL)),
              random.nextInt(FuzzEvent.SEATS),
              random.nextInt(FuzzEvent.CHOICES),
              pause(random)));
    }
    return new Script(seed, events);
  }

  private static FuzzEvent.Kind kind(int point) {
    int left = point;
    for (FuzzEvent.Kind each : FuzzEvent.Kind.values()) {
      left -= each.weight();
      if (left < 0) {
        return each;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  /** Mostly everything at once, sometimes hours of silence; a week in 10,000 events. */
  private static Duration pause(Random random) {
    int share = random.nextInt(1000);
    int bound =
        share < 500
            ? 150
            : share < 850 ? 5_000 : share < 970 ? 60_000 : share < 997 ? 1_200_000 : 14_400_000;
    return Duration.ofMillis(random.nextInt(bound));
  }

  /** The same world, in which only these happen. */
  public Script with(List<FuzzEvent> fewer) {
    return new Script(seed, fewer);
  }

  /** As {@link #parse} reads it: the seed in the first line, then an event in each. */
  public List<String> write() {
    List<String> lines = new ArrayList<>();
    lines.add(SEED + seed);
    events.forEach(event -> lines.add(event.toString()));
    return lines;
  }

  /**
   * A script as it was written; empty lines, and those that begin with #, say nothing.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Script parse(List<String> lines) {
    List<String> said =
        lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    if (said.isEmpty() || !said.get(0).startsWith(SEED)) {
      throw new IllegalArgumentException("The first line must name the seed: seed 7.");
    }
    long seed = Long.parseLong(said.get(0).substring(SEED.length()).trim());
    return new Script(seed, said.stream().skip(1).map(FuzzEvent::parse).toList());
  }
}
