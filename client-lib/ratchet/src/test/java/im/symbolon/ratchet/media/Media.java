package im.symbolon.ratchet.media;

import im.symbolon.protocol.files.FileHash;
import im.symbolon.protocol.files.FileKey;
import im.symbolon.protocol.files.HashAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Files and keys for tests, and the platform's own AES-GCM to compare with. */
final class Media {
  private Media() {}

  static byte[] content(int size, long seed) {
    byte[] out = new byte[size];
    new Random(seed).nextBytes(out);
    return out;
  }

  static FileKey key(int ivLength, long seed) {
    return FileKey.of(content(32, seed), content(ivLength, ~seed));
  }

  /** In one call, by somebody else. */
  static byte[] reference(FileKey key, byte[] plain) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key.key(), "AES"),
        new GCMParameterSpec(128, key.iv()));
    return cipher.doFinal(plain);
  }

  static FileHash sha256(byte[] bytes) {
    try {
      return FileHash.of(HashAlgorithm.SHA_256, MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static MediaClaims claims(byte[] plain, byte[] sealed) {
    return new MediaClaims(
        OptionalLong.of(plain.length), List.of(sha256(plain)), List.of(sha256(sealed)));
  }

  static byte[] open(FileKey key, MediaClaims claims, byte[] sealed)
      throws IOException, MediaException {
    try (MediaKey media = MediaKey.of(key)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new MediaOpener(media, claims)
          .verify(new ByteArrayInputStream(sealed), sealed.length)
          .writeTo(out, new ByteArrayInputStream(sealed));
      return out.toByteArray();
    }
  }

  /** Gives out portions of any size, as networks do. */
  static InputStream dripping(byte[] content, long seed) {
    Random random = new Random(seed);
    return new ByteArrayInputStream(content) {
      @Override
      public synchronized int read(byte[] out, int offset, int length) {
        return super.read(out, offset, Math.min(length, 1 + random.nextInt(20_000)));
      }
    };
  }
}
