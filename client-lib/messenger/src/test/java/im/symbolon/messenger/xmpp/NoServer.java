package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** Alice's server, which answers everything with nothing. */
final class NoServer implements IqChannel {
  @Override
  public BareJid account() {
    return new BareJid("alice", "alpha.test");
  }

  @Override
  public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload) {
    return Optional.empty();
  }

  @Override
  public long stream() {
    return 1;
  }
}
