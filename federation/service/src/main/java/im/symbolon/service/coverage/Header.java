package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.service.ServiceAddresses;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.dom4j.QName;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;

/**
 * What the header of an encrypted message says in the open: who sealed it for whom.
 *
 * @param from where the message came from, with its resource
 * @param sender the device that sealed it
 * @param named the addressee's devices that it was sealed for, in any version of OMEMO. Legacy
 *     OMEMO does not say whose a device is: there it may hold others, too
 */
record Header(MessageId id, JID from, DeviceAddress sender, BareJid to, Set<DeviceId> named) {
  Header {
    named = Collections.unmodifiableSet(new HashSet<>(named));
  }

  /**
   * Takes down the header of a message with content, from somebody else's account to a local one;
   * empty for every other message, and for what no client of ours would send. The message stays as
   * it is. Looks at as many keys at most as both versions allow together, and into none.
   */
  static Optional<Header> of(Message message, ServiceAddresses addresses) {
    if (!isChat(message) || message.getFrom() == null || message.getTo() == null) {
      return Optional.empty();
    }
    try {
      BareJid to = account(message.getTo());
      BareJid from = account(message.getFrom());
      return addresses.serves(to) && !from.equals(to) ? read(message, from, to) : Optional.empty();
    } catch (ProtocolException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isChat(Message message) {
    String type = message.getElement().attributeValue("type", "normal");
    return message.getID() != null && (type.equals("chat") || type.equals("normal"));
  }

  private static BareJid account(JID address) throws ProtocolException {
    return BareJid.parse(address.toBareJID());
  }

  private static Optional<Header> read(Message message, BareJid from, BareJid to)
      throws ProtocolException {
    Named named = new Named(to);
    for (OmemoVersion version : OmemoVersion.values()) {
      Element sealed = message.getElement().element(QName.get("encrypted", version.namespace()));
      if (sealed != null) {
        named.add(version, sealed);
      }
    }
    if (!named.hasContent) {
      return Optional.empty();
    }
    MessageId id = MessageId.parse(message.getID());
    DeviceAddress sender = new DeviceAddress(from, named.sender());
    return Optional.of(new Header(id, message.getFrom(), sender, to, named.devices));
  }

  /** The devices of one account that the elements of a message name. */
  private static final class Named {
    private final BareJid account;
    private final Set<DeviceId> senders = new HashSet<>();
    private final Set<DeviceId> devices = new HashSet<>();
    private boolean hasContent;
    private int keys;

    Named(BareJid account) {
      this.account = account;
    }

    /** Empty messages serve single sessions, and miss nobody. */
    void add(OmemoVersion version, Element sealed) throws ProtocolException {
      hasContent |= sealed.element("payload") != null;
      Element header = required(sealed.element("header"));
      senders.add(DeviceId.parse(header.attributeValue("sid")));
      if (version == OmemoVersion.LEGACY) {
        addKeys(header);
        return;
      }
      for (Iterator<?> groups = header.elementIterator("keys"); groups.hasNext(); ) {
        Element group = (Element) groups.next();
        count();
        if (BareJid.parse(group.attributeValue("jid")).equals(account)) {
          addKeys(group);
        }
      }
    }

    private void addKeys(Element group) throws ProtocolException {
      for (Iterator<?> each = group.elementIterator("key"); each.hasNext(); ) {
        count();
        devices.add(DeviceId.parse(((Element) each.next()).attributeValue("rid")));
      }
    }

    private void count() throws ProtocolException {
      if (++keys > 2 * EncryptedElement.MAX_KEYS) {
        throw new ProtocolException(ProtocolException.Reason.OVERSIZED, "too many keys");
      }
    }

    /** The one device that sealed all elements. */
    DeviceId sender() throws ProtocolException {
      if (senders.size() != 1) {
        throw new ProtocolException(ProtocolException.Reason.MALFORMED, "two sending devices");
      }
      return senders.iterator().next();
    }

    private static Element required(Element element) throws ProtocolException {
      if (element == null) {
        throw new ProtocolException(ProtocolException.Reason.MALFORMED, "no header");
      }
      return element;
    }
  }
}
