package im.symbolon.messenger.files.http;

import im.symbolon.messenger.files.FileException;
import im.symbolon.messenger.files.FileException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer of a server that has the file. */
final class UrlDownload implements HttpDoor.Download {
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15}|\\*)");

  private final HttpURLConnection connection;
  private final InputStream body;
  private final long from;
  private final OptionalLong total;

  private UrlDownload(HttpURLConnection connection, long from, OptionalLong total)
      throws IOException {
    this.connection = connection;
    this.from = from;
    this.total = total;
    this.body = connection.getInputStream();
  }

  static UrlDownload whole(HttpURLConnection connection) throws IOException {
    long length = connection.getContentLengthLong();
    return new UrlDownload(
        connection, 0, length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
  }

  /** RFC 9110 §15.3.7: another part than was asked for would be put in the wrong place. */
  static UrlDownload part(HttpURLConnection connection, long from)
      throws IOException, FileException {
    String range = connection.getHeaderField("Content-Range");
    Matcher parts = RANGE.matcher(range == null ? "" : range);
    if (!parts.matches() || Long.parseLong(parts.group(1)) != from) {
      throw new FileException(Reason.REFUSED);
    }
    OptionalLong total =
        parts.group(3).equals("*")
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(parts.group(3)));
    return new UrlDownload(connection, from, total);
  }

  @Override
  public long from() {
    return from;
  }

  @Override
  public OptionalLong total() {
    return total;
  }

  @Override
  public InputStream body() {
    return body;
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
