package im.symbolon.messenger.people;

import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Signed device lists as servers show them; nothing in them is checked yet. */
final class SignedLists {
  static final String NODE = Namespaces.DEVICES;
  static final String CURRENT = "current";

  private static final Logger LOG = Logger.getLogger(SignedLists.class.getName());

  private final Pep pep;

  SignedLists(Pep pep) {
    this.pep = pep;
  }

  /**
   * The list that the account's server shows now. What cannot be read, and what never can be had,
   * is as if it were not there.
   *
   * @throws TransportException when it may be had later
   */
  Optional<SignedDeviceList> ask(BareJid account) throws TransportException {
    try {
      return pep.item(account, NODE, CURRENT).flatMap(SignedLists::read);
    } catch (TransportException e) {
      if (e.isPassing() && e.reason() != TransportException.Reason.PROTOCOL) {
        throw e;
      }
      LOG.log(Level.WARNING, "a signed device list cannot be had: {0}", e.reason());
      return Optional.empty();
    }
  }

  /** The list, if it is one. */
  static Optional<SignedDeviceList> read(XmlElement payload) {
    try {
      return Optional.of(SignedDeviceListCodec.decode(payload));
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "a signed device list cannot be read: {0}", e.reason());
      return Optional.empty();
    }
  }
}
