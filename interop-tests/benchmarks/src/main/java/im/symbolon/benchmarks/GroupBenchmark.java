package im.symbolon.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Operations per second of a group's sender and of one of its receivers, in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class GroupBenchmark {
  private static final int MANY = 500;

  @Param("symbolon")
  public String implementation;

  private final byte[] hundred = new byte[100];
  private Club club;

  @Setup(Level.Iteration)
  public void meet() throws Exception {
    club = Club.named(implementation);
    club.meet();
  }

  /** However many read it. */
  @Benchmark
  public Object groupSeal100() throws Exception {
    return club.seal(hundred);
  }

  /** Messages of a new chain, sealed outside of the measurement. */
  @State(Scope.Benchmark)
  public static class Sealed {
    private final Object[] messages = new Object[MANY];

    @Setup(Level.Invocation)
    public void seal(GroupBenchmark benchmark) throws Exception {
      benchmark.club.meet();
      for (int i = 0; i < MANY; i++) {
        messages[i] = benchmark.club.seal(benchmark.hundred);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public int groupOpen100(Sealed sealed) throws Exception {
    int sum = 0;
    for (Object message : sealed.messages) {
      sum += club.open(message).length;
    }
    return sum;
  }
}
