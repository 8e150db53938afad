package im.symbolon.ratchet.groups;

import im.symbolon.ratchet.primitives.Secret;

/** The 32-byte Ed25519 seed that signs one chain's messages. */
final class SigningSeed extends Secret {
  SigningSeed(byte[] owned) {
    super(owned);
  }
}
