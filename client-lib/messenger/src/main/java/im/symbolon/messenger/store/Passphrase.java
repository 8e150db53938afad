package im.symbolon.messenger.store;

import im.symbolon.messenger.store.StoreException.Reason;
import im.symbolon.ratchet.primitives.Entropy;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A store's key by Argon2id (RFC 9106, version 1.3) from what a person typed, in Unicode's NFC so
 * that every keyboard types the same. The header: the bytes "argon2id" and 1, memory in KiB,
 * iterations, lanes (four bytes each, big endian), and a salt of 16 bytes.
 */
public final class Passphrase implements StoreKeySource, AutoCloseable {
  private static final byte[] FORMAT = "argon2id\u0001".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_LENGTH = 16;

  private final byte[] utf8;
  private final PassphraseCost cost;

  private Passphrase(byte[] utf8, PassphraseCost cost) {
    this.utf8 = utf8;
    this.cost = cost;
  }

  /** With the default cost for new stores; existing ones keep theirs. */
  public static Passphrase of(char[] typed) {
    return of(typed, PassphraseCost.DEFAULT);
  }

  /**
   * Copies what was typed; the caller wipes its own.
   *
   * @param cost for new stores
   * @throws IllegalArgumentException when nothing was typed, or what was is no Unicode
   */
  public static Passphrase of(char[] typed, PassphraseCost cost) {
    if (typed.length == 0) {
      throw new IllegalArgumentException("the passphrase is empty");
    }
    String normal = Normalizer.normalize(CharBuffer.wrap(typed), Normalizer.Form.NFC);
    return new Passphrase(Utf8.encode(normal), cost);
  }

  @Override
  public KeyHeader newHeader(Entropy entropy) {
    ByteBuffer out = ByteBuffer.allocate(FORMAT.length + 12 + SALT_LENGTH);
    out.put(FORMAT).putInt(cost.memoryKib()).putInt(cost.iterations()).putInt(cost.lanes());
    out.put(entropy.bytes(SALT_LENGTH));
    return KeyHeader.of(out.array());
  }

  @Override
  public StoreKey key(KeyHeader header) throws StoreException {
    byte[] bytes = header.bytes();
    if (!Arrays.equals(FORMAT, Arrays.copyOf(bytes, FORMAT.length))) {
      throw new StoreException(Reason.WRONG_KEY, "This store is not opened by a passphrase.");
    }
    if (bytes.length != FORMAT.length + 12 + SALT_LENGTH) {
      throw new StoreException(Reason.DAMAGED, "The store's key header is damaged.");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, FORMAT.length, bytes.length - FORMAT.length);
    PassphraseCost asked = cost(in);
    byte[] salt = new byte[SALT_LENGTH];
    in.get(salt);
    return derive(asked, salt);
  }

  private static PassphraseCost cost(ByteBuffer in) throws StoreException {
    try {
      return new PassphraseCost(in.getInt(), in.getInt(), in.getInt());
    } catch (IllegalArgumentException e) {
      throw new StoreException(Reason.DAMAGED, "The store's key header is damaged.", e);
    }
  }

  private StoreKey derive(PassphraseCost asked, byte[] salt) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(asked.memoryKib())
            .withIterations(asked.iterations())
            .withParallelism(asked.lanes())
            .withSalt(salt)
            .build());
    byte[] key = new byte[StoreKey.LENGTH];
    argon2.generateBytes(utf8, key);
    try {
      return StoreKey.of(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public void close() {
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "Passphrase";
  }
}
