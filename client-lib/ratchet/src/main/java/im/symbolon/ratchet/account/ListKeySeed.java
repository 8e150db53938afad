package im.symbolon.ratchet.account;

import im.symbolon.ratchet.primitives.Secret;

/** The 32-byte Ed25519 seed of a list key: kept sealed at rest, handed over when linking. */
public final class ListKeySeed extends Secret {
  ListKeySeed(byte[] owned) {
    super(owned);
  }
}
