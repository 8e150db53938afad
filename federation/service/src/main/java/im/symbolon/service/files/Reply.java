package im.symbolon.service.files;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The answer to one request. Whatever it is, no browser runs it, guesses its type or frames it. */
final class Reply {
  private static final int BUFFER = 64 * 1024;

  /** More than what networks hold of an upload that its client has yet to stop. */
  private static final long LINGER = 8 * 1024 * 1024;

  private static final String METHODS = "OPTIONS, HEAD, GET, PUT";

  private final HttpExchange exchange;
  private final Pace pace;

  Reply(HttpExchange exchange, Pace pace) {
    this.exchange = exchange;
    this.pace = pace;
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    headers.set("Content-Disposition", "attachment");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Access-Control-Expose-Headers", "Accept-Ranges, Content-Range, ETag");
    headers.set("Cache-Control", "no-store");
  }

  Reply with(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
    return this;
  }

  /** What a browser asks before it uploads from another origin's page (XEP-0363 §8). */
  void options() throws IOException {
    with("Allow", METHODS)
        .with("Access-Control-Allow-Methods", METHODS)
        .with(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, If-None-Match, If-Range, Range")
        .with("Access-Control-Max-Age", "86400")
        .empty(204);
  }

  void refuse(HttpRefusal refusal) throws IOException {
    if (refusal.status() == 405) {
      with("Allow", METHODS);
    }
    if (refusal.status() == 503) {
      with("Retry-After", "60");
    }
    byte[] text = (refusal.getMessage() + "\n").getBytes(StandardCharsets.US_ASCII);
    with("Content-Type", "text/plain; charset=us-ascii").with("Connection", "close");
    if (exchange.getRequestMethod().equals("HEAD")) {
      empty(refusal.status());
      return;
    }
    begin(refusal.status(), text.length);
    OutputStream out = exchange.getResponseBody();
    pace.during(
        () -> {
          out.write(text);
          out.flush();
          return true;
        });
    linger();
    pace.during(
        () -> {
          out.close();
          return true;
        });
  }

  /**
   * Reads some of what the client still sends: were the connection closed before, the client would
   * see a reset and not the answer.
   */
  private void linger() throws IOException {
    InputStream rest = exchange.getRequestBody();
    byte[] buffer = new byte[BUFFER];
    long left = LINGER;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = pace.during(() -> rest.read(buffer));
    }
  }

  /** An answer without a body. */
  void empty(int status) throws IOException {
    begin(status, -1);
  }

  /** An answer with all of {@code content}, which has {@code length} bytes, at least 1. */
  void stream(int status, InputStream content, long length) throws IOException {
    begin(status, length);
    OutputStream out = exchange.getResponseBody();
    byte[] buffer = new byte[BUFFER];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      int bytes = read;
      pace.during(
          () -> {
            out.write(buffer, 0, bytes);
            return true;
          });
    }
    pace.during(
        () -> {
          out.close();
          return true;
        });
  }

  private void begin(int status, long length) throws IOException {
    pace.during(
        () -> {
          exchange.sendResponseHeaders(status, length);
          return true;
        });
  }
}
