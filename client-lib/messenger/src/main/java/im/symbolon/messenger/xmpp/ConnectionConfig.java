package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/**
 * Where and as whom to connect.
 *
 * @param account the account
 * @param resource begins this device's name on the server; each new stream appends something
 *     random, because Openfire 4 forgets a new stream when it ends an old one of the same name late
 * @param endpoint a fixed machine to connect to instead of asking DNS; the certificate must still
 *     be for the account's domain
 * @param trust who may vouch for the server; empty for the platform's authorities
 * @param answerWithin how long an answer may take
 * @param resuming whether a lost stream is resumed (XEP-0198 §5) or a new one begun; see the
 *     package's manual for what Openfire 4 does with streams that nobody resumes
 */
public record ConnectionConfig(
    BareJid account,
    String resource,
    Optional<Endpoint> endpoint,
    Optional<X509TrustManager> trust,
    Duration answerWithin,
    boolean resuming) {
  private static final Duration DEFAULT_ANSWER = Duration.ofSeconds(15);

  /**
   * A machine and port.
   *
   * @param host name or IP address
   * @param port 1 to 65535
   */
  public record Endpoint(String host, int port) {
    public Endpoint {
      Objects.requireNonNull(host);
      if (port < 1 || port > 0xFFFF) {
        throw new IllegalArgumentException("not a port");
      }
    }
  }

  public ConnectionConfig {
    Objects.requireNonNull(account);
    if (resource.isEmpty() || answerWithin.isNegative() || answerWithin.isZero()) {
      throw new IllegalArgumentException("resource and time for an answer are needed");
    }
  }

  /** The usual: found by DNS, trusted as the platform does, 15 s for an answer, resuming. */
  public static ConnectionConfig of(BareJid account, String resource) {
    return new ConnectionConfig(
        account, resource, Optional.empty(), Optional.empty(), DEFAULT_ANSWER, true);
  }

  public ConnectionConfig at(Endpoint fixed) {
    return new ConnectionConfig(
        account, resource, Optional.of(fixed), trust, answerWithin, resuming);
  }

  public ConnectionConfig trusting(X509TrustManager authorities) {
    return new ConnectionConfig(
        account, resource, endpoint, Optional.of(authorities), answerWithin, resuming);
  }

  public ConnectionConfig answeredWithin(Duration time) {
    return new ConnectionConfig(account, resource, endpoint, trust, time, resuming);
  }

  public ConnectionConfig withoutResuming() {
    return new ConnectionConfig(account, resource, endpoint, trust, answerWithin, false);
  }
}
