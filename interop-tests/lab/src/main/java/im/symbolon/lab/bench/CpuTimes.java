package im.symbolon.lab.bench;

import java.time.Duration;
import java.util.List;

/**
 * The CPU time that the processes of a measurement have used, in seconds: what a machine with other
 * work changes least.
 *
 * @param servers both together
 * @param clients this program, with all clients
 * @param database PostgreSQL's processes that live
 */
record CpuTimes(double servers, double clients, double database) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** Until now. */
  static CpuTimes now(List<Long> servers, long database) {
    return new CpuTimes(
        servers.stream().mapToDouble(CpuTimes::seconds).sum(),
        seconds(ProcessHandle.current()),
        ProcessHandle.of(database).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToDouble(CpuTimes::seconds)
            .sum());
  }

  private static double seconds(long process) {
    return ProcessHandle.of(process).map(CpuTimes::seconds).orElse(0.0);
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS_PER_SECOND;
  }

  /** What was used since. */
  CpuTimes since(CpuTimes before) {
    return new CpuTimes(
        servers - before.servers, clients - before.clients, database - before.database);
  }

  /** All processes' milliseconds for one of so many messages. */
  double millisPerMessage(int messages) {
    double all = servers + clients + database;
    return messages == 0 ? 0 : all * MILLIS_PER_SECOND / messages;
  }
}
