package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;

/**
 * What the transport tells. All calls come one after another on one thread of the transport's own,
 * never the one that reads the connection: requests may be made from here. The network goes on
 * meanwhile, so do not take long.
 */
public interface TransportListener {
  default void stateChanged(ConnectionState state) {}

  /** The server has taken over the message with this id (XEP-0198). Told once. */
  default void acknowledged(String id) {}

  /**
   * The connection was lost for good and it is not known whether the server got the message with
   * this id. Told once, instead of {@link #acknowledged}, and before the next {@link
   * ConnectionState.Online}. The transport does not send it again.
   */
  default void dropped(String id) {}

  /** A contact's or an own item appeared, changed or went. Anyone may send these: check inside. */
  default void pepEvent(PepEvent event) {}

  /** Somebody who is not yet a contact of ours asks to see our presence. */
  default void subscriptionRequested(BareJid from) {}

  /** A contact, who lets us see that, is there or changed its presence. */
  default void contactPresent(BareJid contact) {}

  /**
   * A client of another kind is there on the own account, or changed its presence. Servers need not
   * tell of what it publishes.
   */
  default void otherClientPresent() {}

  /** The contact list changed; see {@link Contacts#all()}. */
  default void contactsChanged() {}

  /** A contact, who lets us see that, is there in another way than before, or not any more. */
  default void presenceChanged(BareJid contact) {}

  /** A contact's presence names a picture in the older form (XEP-0153), by its SHA-1 in hex. */
  default void vcardPicture(BareJid contact, String sha1) {}

  /** The own account's server says that somebody is blocked now, or is not; see the list. */
  default void blockListChanged() {}
}
