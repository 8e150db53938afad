package im.symbolon.protocol.uri;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;

/** {@code xmpp:romeo@montague.example}: a person, and nothing else (RFC 5122). */
public final class PersonUri {
  private static final String SCHEME = "xmpp:";

  private PersonUri() {}

  /** As it is written. */
  public static String of(BareJid person) {
    return SCHEME + PercentText.encode(person.local()) + "@" + PercentText.encode(person.domain());
  }

  /**
   * Reads one.
   *
   * @throws ProtocolException MALFORMED when it names no person, or more than that
   */
  public static BareJid parse(String uri) throws ProtocolException {
    if (!uri.startsWith(SCHEME) || uri.contains("?") || uri.contains("#") || uri.contains("/")) {
      throw new ProtocolException(Reason.MALFORMED, "not the address of a person");
    }
    return BareJid.parse(PercentText.decode(uri.substring(SCHEME.length())));
  }
}
