package im.symbolon.ratchet.groups;

import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.protocol.groups.VerifyKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.ratchet.primitives.Ed25519;

/** What one chain's messages are signed with. The public half is always made from the seed. */
final class SigningPair {
  private final SigningSeed seed;
  private final VerifyKey verifyKey;

  SigningPair(byte[] ownedSeed) {
    this.seed = new SigningSeed(ownedSeed);
    this.verifyKey = new VerifyKey(Ed25519.publicKey(ownedSeed));
  }

  SigningSeed seed() {
    return seed;
  }

  VerifyKey verifyKey() {
    return verifyKey;
  }

  Signature sign(SlotStatement statement) {
    return Ed25519.sign(seed.expose(), verifyKey.key(), statement.signedBytes());
  }

  @Override
  public String toString() {
    return "SigningPair";
  }
}
