package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import java.util.List;
import java.util.Optional;

/** The account's contact list on the server (RFC 6121). */
public interface Contacts {
  /** The list as last heard from the server; empty before the first connection. */
  List<Contact> all();

  /**
   * Adds a contact and asks to see its presence. The contact's own request, when it comes, is
   * approved without asking.
   */
  void add(BareJid contact, Optional<String> name) throws TransportException;

  /** Approves a request, and asks back, so that both see each other. */
  void accept(BareJid contact) throws TransportException;

  /** Refuses a request, or ends what the contact may see. */
  void refuse(BareJid contact) throws TransportException;

  /** Removes the contact and ends both directions. */
  void remove(BareJid contact) throws TransportException;
}
