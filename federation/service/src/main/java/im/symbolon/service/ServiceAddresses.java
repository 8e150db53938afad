package im.symbolon.service;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/**
 * Where the service is reached.
 *
 * @param domain whose accounts it serves, in lower case
 * @param own the bare addresses that are the service itself: the domain where it may answer there,
 *     a component's address
 */
public record ServiceAddresses(String domain, Set<String> own) {
  public ServiceAddresses {
    Objects.requireNonNull(own);
    domain = domain.toLowerCase(Locale.ROOT);
    own = Set.copyOf(own);
  }

  /** True for an account of the domain, whether it exists or not. */
  public boolean serves(BareJid account) {
    return account.domain().equals(domain);
  }

  /**
   * True for an address that is spelt as hosts write and store it (RFC 7622): another spelling of
   * it would not be found.
   */
  public static boolean isPrepared(BareJid account) {
    try {
      return new JID(account.toString()).toBareJID().equals(account.toString());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * The account of the domain that the host says the sender is.
   *
   * @param noAccount what somebody is told who is no account at all, such as a domain
   * @param notOurs what an account of another domain is told
   * @throws Refusal forbidden
   */
  public BareJid owner(JID from, String noAccount, String notOurs) throws Refusal {
    try {
      BareJid account = BareJid.parse(from.toBareJID());
      if (serves(account)) {
        return account;
      }
    } catch (ProtocolException e) {
      throw new Refusal(Condition.forbidden, noAccount, e);
    }
    throw new Refusal(Condition.forbidden, notOurs);
  }

  /**
   * True when a stanza is for the service. Hosts leave the address out, or put the sender's own
   * account there, when a client left it out (RFC 6120 §10.3.3).
   */
  boolean isForService(JID to, JID from) {
    if (to == null) {
      return true;
    }
    if (to.getNode() == null) {
      return own.contains(to.getDomain());
    }
    return to.getResource() == null && to.toBareJID().equals(from.toBareJID());
  }
}
