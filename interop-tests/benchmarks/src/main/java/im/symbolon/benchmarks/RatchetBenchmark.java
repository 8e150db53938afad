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

/** Operations per second of everything that a session does, in one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class RatchetBenchmark {
  private static final int MISSING = 1000;

  @Param("symbolon")
  public String implementation;

  private final byte[] hundred = new byte[100];
  private final byte[] thousand = new byte[1024];
  private Duo fresh;
  private Duo talking;
  private byte[] first;
  private boolean aliceTurn;

  /** Meets once per iteration, so that each begins alike. */
  @Setup(Level.Iteration)
  public void meet() throws Exception {
    fresh = Duo.named(implementation);
    first = fresh.start(hundred);
    talking = Duo.named(implementation);
    talking.meet();
    aliceTurn = false;
  }

  /** Bundle's signature, X3DH, first message. */
  @Benchmark
  public byte[] establishInitiator() throws Exception {
    return fresh.start(hundred);
  }

  /** X3DH, first ratchet step, first message opened. */
  @Benchmark
  public byte[] establishResponder() throws Exception {
    return fresh.accept(first);
  }

  /** One turn: one side seals, the other opens and steps its ratchet. */
  @Benchmark
  public byte[] pingPong100() throws Exception {
    aliceTurn = !aliceTurn;
    return aliceTurn
        ? talking.bobOpens(talking.aliceSeals(hundred))
        : talking.aliceOpens(talking.bobSeals(hundred));
  }

  @Benchmark
  public byte[] stream100() throws Exception {
    return talking.bobOpens(talking.aliceSeals(hundred));
  }

  @Benchmark
  public byte[] streamSeal1024() throws Exception {
    return talking.aliceSeals(thousand);
  }

  /** A thousand messages, sealed outside of the measurement. */
  @State(Scope.Benchmark)
  public static class Sealed {
    private final byte[][] messages = new byte[MISSING][];

    @Setup(Level.Invocation)
    public void seal(RatchetBenchmark benchmark) throws Exception {
      for (int i = 0; i < MISSING; i++) {
        messages[i] = benchmark.talking.aliceSeals(benchmark.thousand);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(MISSING)
  public int streamOpen1024(Sealed sealed) throws Exception {
    int sum = 0;
    for (byte[] message : sealed.messages) {
      sum += talking.bobOpens(message).length;
    }
    return sum;
  }

  /** bob has missed a thousand messages; he goes back there outside of the measurement. */
  @State(Scope.Benchmark)
  public static class Gap {
    private byte[] before;
    private byte[] next;

    @Setup(Level.Iteration)
    public void lose(RatchetBenchmark benchmark) throws Exception {
      before = benchmark.talking.saveBob();
      for (int i = 0; i < MISSING; i++) {
        benchmark.talking.aliceSeals(benchmark.hundred);
      }
      next = benchmark.talking.aliceSeals(benchmark.hundred);
    }

    @Setup(Level.Invocation)
    public void goBack(RatchetBenchmark benchmark) throws Exception {
      benchmark.talking.restoreBob(before);
    }
  }

  @Benchmark
  public byte[] jumpOver1000(Gap gap) throws Exception {
    return talking.bobOpens(gap.next);
  }

  /** The thousand missed messages arrive after all, youngest first. */
  @State(Scope.Benchmark)
  public static class Late {
    private final byte[][] messages = new byte[MISSING][];

    @Setup(Level.Invocation)
    public void overtake(RatchetBenchmark benchmark) throws Exception {
      for (int i = 1; i <= MISSING; i++) {
        messages[MISSING - i] = benchmark.talking.aliceSeals(benchmark.hundred);
      }
      benchmark.talking.bobOpens(benchmark.talking.aliceSeals(benchmark.hundred));
    }
  }

  /** Per message, while the store empties from 1,000 to none. */
  @Benchmark
  @OperationsPerInvocation(MISSING)
  public int lateWith1000Stored(Late late) throws Exception {
    int sum = 0;
    for (byte[] message : late.messages) {
      sum += talking.bobOpens(message).length;
    }
    return sum;
  }
}
