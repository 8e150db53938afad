package im.symbolon.messenger.groups;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Optional;
import java.util.SortedMap;

/** Asks people's own servers for the keys of their devices. */
public interface ForeignKeys {
  /**
   * The devices that an account publishes, with the identity key of each; those without keys are
   * left out.
   *
   * @throws TransportException when its server did not say
   */
  SortedMap<DeviceId, IdentityKey> of(BareJid account) throws TransportException, StoreException;

  /**
   * The key of that device, if the account publishes such a one.
   *
   * @throws TransportException when its server did not say
   */
  Optional<IdentityKey> of(BareJid account, DeviceId device)
      throws TransportException, StoreException;
}
