package im.symbolon.openfire;

import im.symbolon.service.files.EndpointSettings;
import im.symbolon.service.files.FileQuota;
import im.symbolon.service.files.FileRules;
import im.symbolon.service.files.FileTimes;
import im.symbolon.service.files.Patience;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import org.jivesoftware.openfire.XMPPServerInfo;
import org.jivesoftware.util.JiveGlobals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator set of the files. */
final class FileSettings {
  private static final Logger LOG = LoggerFactory.getLogger(FileSettings.class);
  private static final long MOST_BYTES = 1L << 50;
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_PORT = 0xffff;

  private FileSettings() {}

  /** How much, and how long. A file is never larger than what the day or the account may have. */
  static FileRules rules() {
    long daily = Setting.FILES_DAILY_BYTES.number(1, MOST_BYTES);
    long kept = Setting.FILES_QUOTA_BYTES.number(1, MOST_BYTES);
    long largest = Setting.FILES_MAX_BYTES.number(1, MOST_BYTES);
    FileQuota standard = FileQuota.DEFAULT;
    FileTimes times = FileTimes.DEFAULT;
    return new FileRules(
        new FileQuota(
            Math.min(largest, Math.min(daily, kept)),
            daily,
            standard.dailyFiles(),
            kept,
            standard.openSlots()),
        new FileTimes(
            times.slot(),
            times.upload(),
            Duration.ofDays(Setting.FILES_DAYS.number(1, MOST_DAYS))));
  }

  /** On the interface that the host itself listens on, if nothing else is said. */
  static EndpointSettings endpoint() {
    int port = port();
    Optional<String> on =
        Setting.FILES_INTERFACE
            .text()
            .or(() -> Optional.ofNullable(JiveGlobals.getXMLProperty("network.interface")))
            .map(String::strip)
            .filter(text -> !text.isEmpty());
    InetSocketAddress address =
        on.isPresent() ? new InetSocketAddress(on.get(), port) : new InetSocketAddress(port);
    return new EndpointSettings(address, EndpointSettings.DEFAULT_THREADS, Patience.DEFAULT);
  }

  private static int port() {
    return (int) Setting.FILES_PORT.number(1, MOST_PORT);
  }

  /** Where clients find the endpoint: a name of the server that its certificate has. */
  static URI url(HostTls tls, XMPPServerInfo server) throws GeneralSecurityException {
    String machine = server.getHostname();
    String host = machine != null && tls.names(machine) ? machine : server.getXMPPDomain();
    URI url = URI.create(Setting.FILES_URL.text().orElse("https://" + host + ":" + port()));
    if (url.getHost() != null && !tls.names(url.getHost()) && url.getPort() == port()) {
      LOG.warn("The server's certificate is not for {}; clients will not take files", url);
    }
    return url;
  }
}
