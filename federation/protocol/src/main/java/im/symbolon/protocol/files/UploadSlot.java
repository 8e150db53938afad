package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Where to upload a file, and where it can be read then (XEP-0363 §4).
 *
 * @param headers to be sent with the upload, in this order
 */
public record UploadSlot(FileUrl put, List<Header> headers, FileUrl get) {
  private static final int MAX_HEADERS = 16;
  private static final int MAX_VALUE = 8192;
  private static final Set<String> ALLOWED = Set.of("authorization", "cookie", "expires");

  public UploadSlot {
    Objects.requireNonNull(put);
    headers = List.copyOf(headers);
    Objects.requireNonNull(get);
  }

  /**
   * A header of HTTP, in one line.
   *
   * @param name Authorization, Cookie or Expires, in whatever letters
   */
  public record Header(String name, String value) {
    /** Without the value, which may be a password. */
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Reads what a service answered. "Other header names MUST be ignored"; newlines are stripped.
   *
   * @throws ProtocolException MALFORMED, also for addresses without TLS, or OVERSIZED
   */
  public static UploadSlot decode(XmlElement element) throws ProtocolException {
    if (!element.is(UploadRequest.NAMESPACE, "slot")) {
      throw new ProtocolException(Reason.MALFORMED, "not a slot");
    }
    XmlElement put = element.only("put");
    return new UploadSlot(url(put), headers(put), url(element.only("get")));
  }

  private static FileUrl url(XmlElement element) throws ProtocolException {
    return FileUrl.parse(element.required("url"));
  }

  private static List<Header> headers(XmlElement put) throws ProtocolException {
    List<Header> found = new ArrayList<>();
    for (XmlElement each : put.children("header")) {
      String name = line(each.required("name"));
      String value = line(each.text());
      if (ALLOWED.contains(name.toLowerCase(Locale.ROOT))) {
        if (found.size() == MAX_HEADERS || value.length() > MAX_VALUE) {
          throw new ProtocolException(Reason.OVERSIZED, "too much for one request");
        }
        found.add(new Header(name, value));
      }
    }
    return found;
  }

  /** What could begin another header is stripped, and what HTTP cannot carry. */
  private static String line(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().filter(c -> c >= ' ' && c < 127).forEach(c -> out.append((char) c));
    return out.toString().trim();
  }

  @Override
  public String toString() {
    return "UploadSlot";
  }
}
