package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.uri.XmppUri;
import java.util.Optional;

/** Addresses as people type or paste them. */
public final class Addresses {
  private Addresses() {}

  /** The account that is meant: {@code name@domain}, or a link that names one. */
  public static Optional<BareJid> read(String typed) {
    String text = typed.trim();
    if (XmppUri.isNamed(text)) {
      return link(text).flatMap(XmppUri::account);
    }
    try {
      return Optional.of(BareJid.parse(text));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /** A link of XMPP, if it is one that can be read. */
  static Optional<XmppUri> link(String typed) {
    try {
      return Optional.of(XmppUri.parse(typed));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
