package im.symbolon.ratchet.x3dh;

import im.symbolon.ratchet.primitives.Secret;

/** X3DH's SK, 32 bytes: the first root key. */
public final class SharedSecret extends Secret {
  SharedSecret(byte[] owned) {
    super(owned);
  }
}
