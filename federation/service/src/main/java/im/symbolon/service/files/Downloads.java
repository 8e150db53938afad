package im.symbolon.service.files;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD: a whole file or one range of it (RFC 9110 §13, §14). */
final class Downloads {
  private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

  private final FileBook book;
  private final FileStorage storage;

  Downloads(FileBook book, FileStorage storage) {
    this.book = book;
    this.storage = storage;
  }

  StoredFile find(FileUrl url) throws HttpRefusal {
    try {
      return book.find(url).orElseThrow(() -> new HttpRefusal(404, "There is no such file."));
    } catch (FileException e) {
      LOG.warn("A file was not looked up", e);
      throw HttpRefusal.of(e);
    }
  }

  void send(StoredFile file, HttpExchange exchange, Reply reply) throws IOException, HttpRefusal {
    Headers headers = exchange.getRequestHeaders();
    String tag = "\"" + file.id() + "\"";
    if (mentions(headers.getFirst("If-None-Match"), tag)) {
      describe(reply, tag).empty(304);
      return;
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      describe(reply, tag).with("Content-Length", Long.toString(file.size())).empty(200);
      return;
    }
    ByteRange range = range(headers, file, tag);
    if (!range.isSatisfiable()) {
      reply.with("Content-Range", "bytes */" + file.size());
      throw new HttpRefusal(416, "The file has " + file.size() + " bytes.");
    }
    send(file, range, describe(reply, tag));
  }

  private void send(StoredFile file, ByteRange range, Reply reply) throws IOException, HttpRefusal {
    try (InputStream content = open(file, range, reply)) {
      if (range.equals(ByteRange.whole(file.size()))) {
        reply.stream(200, content, range.length());
        return;
      }
      String part = "bytes " + range.first() + "-" + range.last() + "/" + file.size();
      reply.with("Content-Range", part).stream(206, content, range.length());
    }
  }

  private InputStream open(StoredFile file, ByteRange range, Reply reply) throws HttpRefusal {
    try {
      return storage.open(file.id(), range);
    } catch (IOException e) {
      LOG.warn("File {} cannot be read", file.id(), e);
      reply.with("Cache-Control", "no-store");
      throw new HttpRefusal(503, "Try again later.");
    }
  }

  /** A file never changes, so that whoever has it has it for good. */
  private static Reply describe(Reply reply, String tag) {
    return reply
        .with("Content-Type", "application/octet-stream")
        .with("Accept-Ranges", "bytes")
        .with("ETag", tag)
        .with("Cache-Control", "private, max-age=86400, immutable");
  }

  private static ByteRange range(Headers headers, StoredFile file, String tag) {
    ByteRange whole = ByteRange.whole(file.size());
    String wanted = headers.getFirst("Range");
    String condition = headers.getFirst("If-Range");
    if (wanted == null || headers.get("Range").size() > 1) {
      return whole;
    }
    if (condition != null && !condition.strip().equals(tag)) {
      return whole;
    }
    return ByteRange.parse(wanted, file.size()).orElse(whole);
  }

  private static boolean mentions(String tags, String tag) {
    if (tags == null) {
      return false;
    }
    for (String each : tags.split(",", -1)) {
      String one = each.strip();
      if (one.equals("*") || one.equals(tag) || one.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
