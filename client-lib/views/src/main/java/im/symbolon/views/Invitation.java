package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.uri.XmppUri;
import im.symbolon.protocol.uri.XmppUri.Action;
import java.util.Optional;

/**
 * An invitation to make an account on a server (XEP-0401), as a link says it.
 *
 * @param domain the server
 * @param account the account that is to be made, if it was chosen already
 * @param inviter who invites, if the link says it; the first contact
 * @param token what lets its holder in
 */
public record Invitation(
    String domain, Optional<BareJid> account, Optional<BareJid> inviter, String token) {
  /** The invitation in what was pasted; empty when it is none. */
  public static Optional<Invitation> read(String pasted) {
    Optional<XmppUri> link =
        XmppUri.isNamed(pasted) ? Addresses.link(pasted) : Optional.<XmppUri>empty();
    Optional<String> token = link.flatMap(each -> each.parameter(XmppUri.PREAUTH));
    if (!token.filter(each -> !each.isEmpty()).isPresent()) {
      return Optional.empty();
    }
    XmppUri uri = link.get();
    if (uri.action() == Action.REGISTER) {
      return Optional.of(
          new Invitation(uri.domain(), uri.account(), Optional.empty(), token.get()));
    }
    boolean makes = uri.parameter(XmppUri.IBR).filter("y"::equals).isPresent();
    return uri.action() == Action.ROSTER && makes && uri.account().isPresent()
        ? Optional.of(new Invitation(uri.domain(), Optional.empty(), uri.account(), token.get()))
        : Optional.empty();
  }

  /** The account that is meant by a name there, or by a whole address there. */
  Optional<BareJid> accountOf(String typed) {
    if (account.isPresent()) {
      return account;
    }
    String name = typed.trim();
    try {
      BareJid meant = BareJid.parse(name.indexOf('@') < 0 ? name + "@" + domain : name);
      return Optional.of(meant).filter(each -> each.domain().equals(domain));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
