package im.symbolon.ratchet.primitives;

import im.symbolon.protocol.files.FileHash;
import im.symbolon.protocol.files.HashAlgorithm;
import java.security.MessageDigest;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** One hash: SHA-256 from the platform, the others from BouncyCastle, as phones lack some. */
public abstract class FileDigest {
  private final HashAlgorithm algorithm;

  private FileDigest(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  /** One that has taken nothing in. */
  public static FileDigest of(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case SHA_256 -> new OfPlatform();
      case SHA_512 -> new OfLibrary(algorithm, new SHA512Digest());
      case SHA3_256 -> new OfLibrary(algorithm, new SHA3Digest(256));
      case SHA3_512 -> new OfLibrary(algorithm, new SHA3Digest(512));
      case BLAKE2B_256 -> new OfLibrary(algorithm, new Blake2bDigest(256));
      case BLAKE2B_512 -> new OfLibrary(algorithm, new Blake2bDigest(512));
    };
  }

  /** Takes these bytes in. */
  public abstract void update(byte[] in, int offset, int length);

  abstract byte[] value();

  /** The hash of what was taken in; it begins anew. */
  public final FileHash finish() {
    return FileHash.of(algorithm, value());
  }

  private static final class OfPlatform extends FileDigest {
    private final MessageDigest digest = Sha256.create();

    OfPlatform() {
      super(HashAlgorithm.SHA_256);
    }

    @Override
    public void update(byte[] in, int offset, int length) {
      digest.update(in, offset, length);
    }

    @Override
    byte[] value() {
      return digest.digest();
    }
  }

  private static final class OfLibrary extends FileDigest {
    private final Digest digest;

    OfLibrary(HashAlgorithm algorithm, Digest digest) {
      super(algorithm);
      this.digest = digest;
    }

    @Override
    public void update(byte[] in, int offset, int length) {
      digest.update(in, offset, length);
    }

    @Override
    byte[] value() {
      byte[] out = new byte[digest.getDigestSize()];
      digest.doFinal(out, 0);
      return out;
    }
  }
}
