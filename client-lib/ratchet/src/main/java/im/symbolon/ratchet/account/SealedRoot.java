package im.symbolon.ratchet.account;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.account.RecoveryException.Reason;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Entropy;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * An account root that only the recovery key opens. Devices keep it, hand it over when linking and
 * put it into backups. It tells which root it is, and whether a recovery key is the right one.
 */
public final class SealedRoot {
  private static final byte VERSION = 1;
  private static final int SALT_LENGTH = 16;
  private static final int CHECK_LENGTH = 16;
  private static final int SEALED_LENGTH = Ed25519.SEED_LENGTH + AesGcm.TAG_LENGTH;

  /** Bytes of {@link #encode}. */
  public static final int LENGTH =
      1 + IdentityKey.LENGTH + SALT_LENGTH + CHECK_LENGTH + SEALED_LENGTH;

  private final AccountRoot root;
  private final byte[] salt;
  private final byte[] check;
  private final byte[] sealed;

  private SealedRoot(AccountRoot root, byte[] salt, byte[] check, byte[] sealed) {
    this.root = root;
    this.salt = salt;
    this.check = check;
    this.sealed = sealed;
  }

  /** Seals a root for that account. */
  public static SealedRoot seal(
      AccountRootPair pair, BareJid account, RecoveryKey key, Entropy entropy) {
    byte[] salt = entropy.bytes(SALT_LENGTH);
    try (SealingKeys keys = SealingKeys.derive(key, salt, account, pair.root())) {
      byte[] sealed = AesGcm.encrypt(keys.cipherKey(), keys.iv(), pair.seed().expose());
      return new SealedRoot(pair.root(), salt, keys.check(), sealed);
    }
  }

  /** Which root this is; not proven until it was opened. */
  public AccountRoot root() {
    return root;
  }

  /**
   * The root itself. Close it.
   *
   * @throws RecoveryException WRONG_KEY, or DAMAGED when the key is right and the rest is not
   */
  public AccountRootPair open(BareJid account, RecoveryKey key) throws RecoveryException {
    try (SealingKeys keys = SealingKeys.derive(key, salt, account, root)) {
      if (!MessageDigest.isEqual(check, keys.check())) {
        throw new RecoveryException(Reason.WRONG_KEY, "this recovery key is of another account");
      }
      byte[] seed =
          AesGcm.decrypt(keys.cipherKey(), keys.iv(), sealed).orElseThrow(SealedRoot::damaged);
      AccountRootPair opened = AccountRootPair.restore(seed);
      if (!opened.root().equals(root)) {
        opened.close();
        throw damaged();
      }
      return opened;
    }
  }

  /** For the store, for a linked device, and for a backup. */
  public byte[] encode() {
    return ByteBuffer.allocate(LENGTH)
        .put(VERSION)
        .put(root.key().encode())
        .put(salt)
        .put(check)
        .put(sealed)
        .array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws RecoveryException NEWER_VERSION, or DAMAGED
   */
  public static SealedRoot parse(byte[] in) throws RecoveryException {
    if (in.length > 0 && in[0] > VERSION) {
      throw new RecoveryException(Reason.NEWER_VERSION, "sealed by a newer version");
    }
    if (in.length != LENGTH || in[0] != VERSION) {
      throw damaged();
    }
    ByteBuffer rest = ByteBuffer.wrap(in, 1, LENGTH - 1);
    try {
      AccountRoot root = new AccountRoot(IdentityKey.parse(next(rest, IdentityKey.LENGTH)));
      return new SealedRoot(
          root, next(rest, SALT_LENGTH), next(rest, CHECK_LENGTH), next(rest, SEALED_LENGTH));
    } catch (ProtocolException e) {
      throw damaged();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedRoot root && Arrays.equals(encode(), root.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  @Override
  public String toString() {
    return "SealedRoot " + root;
  }

  private static byte[] next(ByteBuffer in, int length) {
    byte[] out = new byte[length];
    in.get(out);
    return out;
  }

  private static RecoveryException damaged() {
    return new RecoveryException(Reason.DAMAGED, "the sealed account root is damaged");
  }
}
