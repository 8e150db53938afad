package im.symbolon.service.files;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Of the HTTPS server.
 *
 * @param address where it listens; port 0 for any
 * @param threads requests that are answered at one time
 */
public record EndpointSettings(InetSocketAddress address, int threads, Patience patience) {
  public static final int DEFAULT_THREADS = 32;

  public EndpointSettings {
    Objects.requireNonNull(address);
    Objects.requireNonNull(patience);
    if (threads < 1) {
      throw new IllegalArgumentException("somebody must answer");
    }
  }
}
