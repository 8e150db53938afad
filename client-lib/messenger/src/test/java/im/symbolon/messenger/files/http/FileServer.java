package im.symbolon.messenger.files.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.files.FileUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTPS server on loopback that behaves as a test says. */
public final class FileServer implements AutoCloseable {
  /** What it does with a request. */
  @FunctionalInterface
  public interface Manner {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TestTls tls;
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private FileServer(HttpsServer server, TestTls tls) {
    this.server = server;
    this.tls = tls;
  }

  /** With a certificate of its own. */
  public static FileServer start(Path directory) throws Exception {
    return start(TestTls.create(directory));
  }

  static FileServer start(TestTls tls) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.server()));
    FileServer made = new FileServer(server, tls);
    server.setExecutor(made.threads);
    server.start();
    return made;
  }

  public SSLContext client() {
    return tls.client();
  }

  /** A URL at this server by the name of its certificate. */
  public FileUrl url(String path) throws ProtocolException {
    return FileUrl.parse("https://localhost:" + server.getAddress().getPort() + path);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public FileServer at(String path, Manner manner) {
    server.createContext(
        path,
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Range"));
          try (exchange) {
            manner.answer(exchange);
          }
        });
    return this;
  }

  /** Takes uploads and serves them, whole and in parts. */
  public FileServer storing(String path) {
    return at(
        path,
        exchange -> {
          if (exchange.getRequestMethod().equals("PUT")) {
            stored.put(path, exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(201, -1);
          } else {
            serve(exchange, stored.get(path));
          }
        });
  }

  /** Serves these bytes as servers do. */
  public static void serve(HttpExchange exchange, byte[] content) throws IOException {
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    exchange.getResponseBody().write(content, from, content.length - from);
  }

  public Map<String, byte[]> stored() {
    return stored;
  }

  /** Method, path and range of each request. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
