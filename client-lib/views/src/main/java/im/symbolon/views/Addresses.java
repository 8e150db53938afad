package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import java.util.Optional;

/** Addresses as people type or paste them. */
public final class Addresses {
  private static final String SCHEME = "xmpp:";

  private Addresses() {}

  /** The account that is meant: {@code name@domain}, or the same as an {@code xmpp:} link. */
  public static Optional<BareJid> read(String typed) {
    String text = typed.trim();
    if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      text = text.substring(SCHEME.length());
      int question = text.indexOf('?');
      text = question < 0 ? text : text.substring(0, question);
    }
    try {
      return Optional.of(BareJid.parse(text));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
