package im.symbolon.service.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a request wants. An {@link IOException} leaves only when the connection is of no use
 * any more; the server closes it then, and forgets it.
 */
final class FileHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FileHandler.class);

  private final PatientPool pool;
  private final Patience patience;
  private final Uploads uploads;
  private final Downloads downloads;

  FileHandler(PatientPool pool, Patience patience, FileBook book, FileStorage storage) {
    this.pool = pool;
    this.patience = patience;
    this.uploads = new Uploads(book, storage);
    this.downloads = new Downloads(book, storage);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    pool.watch().end();
    try {
      answer(exchange);
    } catch (RuntimeException e) {
      LOG.error("A request for a file failed", e);
      throw new IOException("the request failed", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      dispatch(exchange);
    } catch (HttpRefusal e) {
      LOG.debug("Refused {}: {}", exchange.getRequestMethod(), e.getMessage());
      reply(exchange, 0).refuse(e);
    }
  }

  private void dispatch(HttpExchange exchange) throws IOException, HttpRefusal {
    switch (exchange.getRequestMethod()) {
      case "OPTIONS" -> reply(exchange, 0).options();
      case "GET", "HEAD" -> download(exchange);
      case "PUT" -> upload(exchange);
      default -> throw new HttpRefusal(405, "Files are uploaded and downloaded here.");
    }
  }

  private void download(HttpExchange exchange) throws IOException, HttpRefusal {
    StoredFile file = downloads.find(url(exchange));
    downloads.send(file, exchange, reply(exchange, file.size()));
  }

  private void upload(HttpExchange exchange) throws IOException, HttpRefusal {
    StoredFile file = uploads.claim(exchange, url(exchange));
    Pace pace = new Pace(pool.watch(), patience, file.size());
    uploads.receive(file, new Incoming(exchange.getRequestBody(), file.size(), pace));
    reply(exchange, 0).with("Connection", "close").empty(201);
  }

  private static FileUrl url(HttpExchange exchange) throws HttpRefusal {
    var uri = exchange.getRequestURI();
    if (uri.getRawQuery() != null) {
      throw new HttpRefusal(404, "There is no such file.");
    }
    return FileUrl.parse(uri.getRawPath())
        .orElseThrow(() -> new HttpRefusal(404, "There is no such file."));
  }

  private Reply reply(HttpExchange exchange, long bytes) {
    return new Reply(exchange, new Pace(pool.watch(), patience, bytes));
  }
}
