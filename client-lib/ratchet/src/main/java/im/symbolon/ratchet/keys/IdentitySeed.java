package im.symbolon.ratchet.keys;

import im.symbolon.ratchet.primitives.Secret;

/** The 32-byte Ed25519 seed of a device. */
public final class IdentitySeed extends Secret {
  IdentitySeed(byte[] owned) {
    super(owned);
  }
}
