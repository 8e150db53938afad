package im.symbolon.ratchet.account;

import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Entropy;

/** A list key with its private half, as linked devices hold it. */
public final class ListKeyPair implements AutoCloseable {
  private final ListKeySeed seed;
  private final ListKey key;

  private ListKeyPair(byte[] ownedSeed) {
    this.seed = new ListKeySeed(ownedSeed);
    this.key = new ListKey(Ed25519.publicKey(ownedSeed));
  }

  /** A fresh key from 32 random bytes. */
  public static ListKeyPair generate(Entropy entropy) {
    return restore(entropy.bytes(Ed25519.SEED_LENGTH));
  }

  /** The key of a seed that was stored or handed over; takes the 32 bytes over. */
  public static ListKeyPair restore(byte[] ownedSeed) {
    if (ownedSeed.length != Ed25519.SEED_LENGTH) {
      throw new IllegalArgumentException("seed is not 32 bytes");
    }
    return new ListKeyPair(ownedSeed);
  }

  /** The public half. */
  public ListKey listKey() {
    return key;
  }

  /** What to seal at rest, or to hand over to a device that is linked. */
  public ListKeySeed seed() {
    return seed;
  }

  /**
   * Signs a list.
   *
   * @throws IllegalArgumentException when its certificate is of another list key
   */
  public SignedDeviceList sign(DeviceListDraft draft) {
    if (!draft.certificate().key().equals(key)) {
      throw new IllegalArgumentException("the certificate is of another list key");
    }
    return draft.signedWith(Ed25519.sign(seed.expose(), draft.signedBytes()));
  }

  /**
   * Signs an epoch of a group.
   *
   * @throws IllegalArgumentException when its certificate is of another list key, or it is too
   *     large
   */
  public Epoch sign(EpochDraft draft) {
    if (!draft.certificate().key().equals(key)) {
      throw new IllegalArgumentException("the certificate is of another list key");
    }
    return draft.signedWith(Ed25519.sign(seed.expose(), draft.signedBytes()));
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "ListKeyPair";
  }
}
