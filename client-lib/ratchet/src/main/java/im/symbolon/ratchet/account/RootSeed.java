package im.symbolon.ratchet.account;

import im.symbolon.ratchet.primitives.Secret;

/** The 32-byte Ed25519 seed of an account root. Leaves this package sealed, or not at all. */
final class RootSeed extends Secret {
  RootSeed(byte[] owned) {
    super(owned);
  }
}
