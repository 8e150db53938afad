package im.symbolon.service.files;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers PUT: one upload for one slot, of exactly its size (XEP-0363 §7). */
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final FileBook book;
  private final FileStorage storage;

  Uploads(FileBook book, FileStorage storage) {
    this.book = book;
    this.storage = storage;
  }

  /** The file that the request may upload. */
  StoredFile claim(HttpExchange exchange, FileUrl url) throws HttpRefusal {
    Headers headers = exchange.getRequestHeaders();
    if (headers.containsKey("Content-Range") || headers.containsKey("Content-Encoding")) {
      throw new HttpRefusal(400, "A file is uploaded as it is, in one piece.");
    }
    try {
      return book.claim(url, length(headers), type(headers));
    } catch (FileException e) {
      if (e.reason() == FileException.Reason.UNAVAILABLE) {
        LOG.warn("An upload did not begin", e);
      }
      throw HttpRefusal.of(e);
    }
  }

  private static long length(Headers headers) throws HttpRefusal {
    String text = headers.getFirst("Content-Length");
    if (text == null) {
      throw new HttpRefusal(411, "An upload says how long it is.");
    }
    if (!LENGTH.matcher(text).matches()) {
      throw new HttpRefusal(400, "A length is a number of bytes.");
    }
    return Long.parseLong(text);
  }

  private static MediaType type(Headers headers) throws HttpRefusal {
    String text = headers.getFirst("Content-Type");
    if (text == null) {
      return MediaType.UNSAID;
    }
    return MediaType.of(text).orElseThrow(() -> new HttpRefusal(400, "This is no content type."));
  }

  /**
   * Takes the body. Whatever goes wrong, the slot is used up and what came of the file goes.
   *
   * @throws IOException when there is nobody to answer to any more
   */
  void receive(StoredFile file, Incoming body) throws IOException, HttpRefusal {
    boolean stored = false;
    try {
      storage.put(file.id(), body, file.size());
      stored = true;
    } catch (IOException e) {
      if (body.isBroken()) {
        LOG.info("Upload {} of {} stopped: {}", file.id(), file.account(), e.getMessage());
        throw e;
      }
      LOG.warn("Upload {} of {} could not be stored", file.id(), file.account(), e);
      throw new HttpRefusal(507, "The file could not be stored.");
    } finally {
      if (!stored) {
        erase(file);
      }
    }
    complete(file);
  }

  private void complete(StoredFile file) throws HttpRefusal {
    boolean wanted;
    try {
      wanted = book.complete(file.id());
    } catch (FileException e) {
      // Nobody knows which side of the commit this was; the sweeper erases what is not served.
      LOG.warn("Upload {} of {} may be lost", file.id(), file.account(), e);
      throw HttpRefusal.of(e);
    }
    if (!wanted) {
      erase(file);
      throw new HttpRefusal(410, "The file is not wanted any more.");
    }
  }

  private void erase(StoredFile file) {
    try {
      book.abandon(file.id());
      storage.delete(file.id());
      book.erased(file.id());
    } catch (IOException | FileException e) {
      LOG.warn("What came of upload {} is left to the next sweep", file.id(), e);
    }
  }
}
