package im.symbolon.service.files;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTPS server for files, TLS 1.2 or 1.3. Serves what the book knows and nothing else; has no
 * listing. Every client ends in bounded time: see {@link Patience}.
 */
public final class UploadEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadEndpoint.class);
  private static final int BACKLOG = 100;

  private final HttpsServer server;
  private final PatientPool pool;
  private final RenewableTls tls;

  private UploadEndpoint(HttpsServer server, PatientPool pool, RenewableTls tls) {
    this.server = server;
    this.pool = pool;
    this.tls = tls;
  }

  /**
   * Begins to serve.
   *
   * @param tls with the host's certificate
   * @throws IOException when the address is not to be had
   */
  public static UploadEndpoint start(
      EndpointSettings settings, SSLContext tls, FileBook book, FileStorage storage)
      throws IOException {
    HttpsServer server = HttpsServer.create(settings.address(), BACKLOG);
    PatientPool pool = new PatientPool(settings.threads(), settings.patience().request());
    RenewableTls renewable = new RenewableTls(tls);
    server.setHttpsConfigurator(new Modern(renewable.context()));
    server.setExecutor(pool);
    server.createContext("/", new FileHandler(pool, settings.patience(), book, storage));
    server.start();
    LOG.info("Serving files at {}", server.getAddress());
    return new UploadEndpoint(server, pool, renewable);
  }

  /** Where it listens; with the real port where 0 was asked for. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Shows another certificate from the next connection on; what is under way goes on. */
  public void renew(SSLContext next) {
    tls.renew(next);
  }

  /** Ends every connection; uploads in progress are lost, and their clients see that. */
  @Override
  public void close() {
    server.stop(0);
    pool.close();
  }

  private static final class Modern extends HttpsConfigurator {
    Modern(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
      wanted.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      wanted.setUseCipherSuitesOrder(true);
      parameters.setSSLParameters(wanted);
    }
  }
}
