package im.symbolon.service.files;

import java.time.Duration;

/**
 * How long the endpoint waits for a client.
 *
 * @param request for TLS and a whole request header
 * @param stall for the next bytes of a body, in either direction
 * @param bytesPerSecond how fast a body goes on the whole, at least
 */
public record Patience(Duration request, Duration stall, long bytesPerSecond) {
  /** A slow phone passes, 2G does for small files. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(15), Duration.ofSeconds(30), 16 * 1024);

  public Patience {
    if (request.toMillis() < 1 || stall.toMillis() < 1 || bytesPerSecond < 1) {
      throw new IllegalArgumentException("a network takes its time");
    }
  }

  /** For a whole body. */
  Duration body(long bytes) {
    return stall.plusSeconds(bytes / bytesPerSecond);
  }
}
