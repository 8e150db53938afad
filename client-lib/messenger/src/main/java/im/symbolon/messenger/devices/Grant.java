package im.symbolon.messenger.devices;

import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.account.SealedRoot;
import java.util.Objects;
import java.util.Optional;

/**
 * What makes a device a member of its account: the list key, the list with its certificate, and the
 * sealed root. Close it.
 *
 * @param sealedRoot empty when the granting device has none
 */
public record Grant(ListKeyPair listKey, SignedDeviceList list, Optional<SealedRoot> sealedRoot)
    implements AutoCloseable {
  public Grant {
    Objects.requireNonNull(listKey);
    Objects.requireNonNull(list);
    Objects.requireNonNull(sealedRoot);
  }

  @Override
  public void close() {
    listKey.close();
  }

  @Override
  public String toString() {
    return "Grant";
  }
}
