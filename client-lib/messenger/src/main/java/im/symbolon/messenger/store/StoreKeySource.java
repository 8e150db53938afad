package im.symbolon.messenger.store;

import im.symbolon.ratchet.primitives.Entropy;

/** Where a store's key comes from: a {@link Passphrase}, or the platform's key store. */
public interface StoreKeySource {
  /** What a new store should remember in order to ask for its key. */
  KeyHeader newHeader(Entropy entropy) throws StoreException;

  /**
   * The key for that header, for the caller to close. A wrong key is no error here; the store
   * notices.
   *
   * @throws StoreException WRONG_KEY when this source has no key for such a header, DAMAGED when
   *     the header makes no sense
   */
  StoreKey key(KeyHeader header) throws StoreException;
}
