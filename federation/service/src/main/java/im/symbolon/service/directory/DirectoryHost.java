package im.symbolon.service.directory;

import im.symbolon.service.coverage.Host;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * What the server around does for this package.
 *
 * @param questions asks accounts and other domains
 * @param worker runs tasks one after the other, never on the thread that calls it, and drops none
 *     of {@link DirectoryLoad#MAX_TASKS} that wait
 * @param later runs tasks at their time, on any thread
 */
public record DirectoryHost(Host.Questions questions, Executor worker, Later later) {
  public DirectoryHost {
    Objects.requireNonNull(questions);
    Objects.requireNonNull(worker);
    Objects.requireNonNull(later);
  }

  /** Does something after a while. */
  @FunctionalInterface
  public interface Later {
    void after(Duration pause, Runnable task);
  }
}
