package im.symbolon.ratchet.account;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Instant;

/**
 * An account root with its private half. Close it as soon as what it was opened for is certified: a
 * device that keeps it cannot be revoked.
 */
public final class AccountRootPair implements AutoCloseable {
  private final RootSeed seed;
  private final AccountRoot root;

  private AccountRootPair(byte[] ownedSeed) {
    this.seed = new RootSeed(ownedSeed);
    this.root = new AccountRoot(Ed25519.publicKey(ownedSeed));
  }

  /** A fresh root from 32 random bytes. */
  public static AccountRootPair generate(Entropy entropy) {
    return restore(entropy.bytes(Ed25519.SEED_LENGTH));
  }

  /** The root of a seed that was sealed; takes the 32 bytes over. */
  static AccountRootPair restore(byte[] ownedSeed) {
    return new AccountRootPair(ownedSeed);
  }

  /** The public half. */
  public AccountRoot root() {
    return root;
  }

  /** Says that a key signs that account's device lists, from now on alone. */
  public ListKeyCertificate certify(BareJid account, ListKey key, long serial, Instant expires) {
    byte[] signed = ListKeyCertificate.signedBytes(account, root, key, serial, expires);
    return new ListKeyCertificate(root, key, serial, expires, Ed25519.sign(seed.expose(), signed));
  }

  RootSeed seed() {
    return seed;
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "AccountRootPair";
  }
}
