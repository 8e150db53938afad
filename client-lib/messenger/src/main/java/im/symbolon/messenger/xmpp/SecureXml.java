package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/** Reads XML that arrived inside an encrypted envelope: written by anyone, trusted by nobody. */
public final class SecureXml {
  /** An XML declaration may come first; a document type, comment or instruction may not. */
  private static final Pattern START =
      Pattern.compile("\\s*+(?:<\\?xml\\s[^<>]{0,100}\\?>)?+\\s*+<[^!?]");

  private SecureXml() {}

  /**
   * Parses one element in UTF-8. Document types, entities other than the five predefined ones,
   * processing instructions and comments are refused (RFC 6120 §11.1).
   *
   * @throws ProtocolException MALFORMED when it is not that; OVERSIZED when it is deeper than 32
   *     elements, has more than 5,000, or more than 2<sup>20</sup> characters
   */
  public static XmlElement parse(byte[] utf8) throws ProtocolException {
    if (utf8.length > 4 * XmlLimits.ENVELOPE.characters()) {
      throw new ProtocolException(Reason.OVERSIZED, "too much text");
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new ProtocolException(Reason.MALFORMED, "not UTF-8", e);
    }
  }

  /** The same for text that is already decoded. */
  public static XmlElement parse(String xml) throws ProtocolException {
    Matcher start = START.matcher(xml);
    if (!start.lookingAt()) {
      throw new ProtocolException(Reason.MALFORMED, "not an XML element");
    }
    SmackPlatform.ensureReady();
    try {
      // Without the declaration: the text is decoded already, whatever it claims.
      XmlPullParser parser =
          PacketParserUtils.getParserFor(new StringReader(xml.substring(start.end() - 2)));
      XmlElement element = PullReader.read(parser, XmlLimits.ENVELOPE);
      requireEnd(parser);
      return element;
    } catch (XmlPullParserException | IOException | RuntimeException e) {
      throw new ProtocolException(Reason.MALFORMED, "not well-formed XML", e);
    }
  }

  private static void requireEnd(XmlPullParser parser)
      throws ProtocolException, XmlPullParserException, IOException {
    for (XmlPullParser.Event event = parser.next();
        event != XmlPullParser.Event.END_DOCUMENT;
        event = parser.next()) {
      boolean blank =
          event == XmlPullParser.Event.IGNORABLE_WHITESPACE
              || (event == XmlPullParser.Event.TEXT_CHARACTERS
                  && parser.getText().trim().isEmpty());
      if (!blank) {
        throw new ProtocolException(Reason.MALFORMED, "something follows the element");
      }
    }
  }
}
