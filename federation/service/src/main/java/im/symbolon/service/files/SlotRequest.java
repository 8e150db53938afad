package im.symbolon.service.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client asks a slot for: {@code <request filename size content-type/>} (XEP-0363 §4).
 *
 * @param size in bytes, at least 1; {@link Long#MAX_VALUE} also for what no number holds
 */
record SlotRequest(FileName name, long size, MediaType type) {
  static final String NAMESPACE = "urn:xmpp:http:upload:0";
  static final String NAME = "request";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,100}");
  private static final int MAX_DIGITS = 18;

  /**
   * Reads a request.
   *
   * @throws ProtocolException MALFORMED
   */
  static SlotRequest parse(XmlElement in) throws ProtocolException {
    if (!in.is(NAMESPACE, NAME) || in.children().stream().anyMatch(e -> isOurs(e))) {
      throw new ProtocolException(Reason.MALFORMED, "There is no such request.");
    }
    FileName name =
        FileName.of(in.required("filename"))
            .orElseThrow(() -> malformed("A file name has 1 to 255 bytes."));
    return new SlotRequest(name, size(in.required("size")), type(in.attribute("content-type")));
  }

  private static boolean isOurs(XmlElement child) {
    return child.namespace().equals(NAMESPACE);
  }

  private static long size(String text) throws ProtocolException {
    if (!NUMBER.matcher(text).matches()) {
      throw malformed("A size is a number of bytes.");
    }
    String digits = text.replaceFirst("^0+", "");
    if (digits.isEmpty()) {
      throw malformed("A file has at least one byte.");
    }
    return digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static MediaType type(Optional<String> text) throws ProtocolException {
    if (text.isEmpty()) {
      return MediaType.UNSAID;
    }
    return MediaType.of(text.get()).orElseThrow(() -> malformed("This is no content type."));
  }

  private static ProtocolException malformed(String text) {
    return new ProtocolException(Reason.MALFORMED, text);
  }
}
